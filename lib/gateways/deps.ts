import { randomUUID } from 'node:crypto';
import { ulid } from 'ulid';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { catalog } from '../../catalog/index.ts';
import { newExternalId } from '../access/externalId.ts';
import type { Gateways, Reading, ServiceDeps } from '../http/ports.ts';
import { apiTokens } from './apiTokens.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config/config.ts';
import { logWith } from './log.ts';
import { metricsOf } from './metrics.ts';
import type { RememberedBlueprints } from './state/blueprintReads.ts';
import { openReads } from './state/reads.ts';
import { readStore } from './state/readStore.ts';
import { stateStore } from './state/stateStore.ts';
import { openTable } from './state/table.ts';
import { tenantAccounts } from './aws/tenantAccounts.ts';
import { workQueue } from './state/workQueue.ts';

/**
 * How long a call that queues a delivery may take, in milliseconds. The answer with the keys waits for at most two such
 * calls, and the request may have used all its time before. If they fail, the sweep queues the delivery.
 */
const askWithinMs = 1500;

/**
 * Builds the gateways of a function that works on onboardings. A function that calls fewer services uses only the
 * functions below that it needs, so that its bundle does not contain the other clients.
 */
export function buildDeps(config: Config, blueprints = buildCatalog()): ServiceDeps {
  return {
    ...buildSurroundings(config),
    ...blueprints,
    ...buildStore(config, blueprints),
    ...buildQueue(config),
    tenantAccounts: tenantAccounts(config),
  };
}

/** Builds the dependencies that every function has. */
export function buildSurroundings(config: Config): ServiceDeps<never> {
  return {
    settings: config,
    actor: { by: 'latchkey', action: 'work', requestId: '' },
    tokens: apiTokens(config, systemClock.monotonic),
    corsOrigins: config.corsOrigins,
    clock: systemClock,
    log: logWith({}),
    metrics: metricsOf(config),
    logWith,
    closedTrusts: new Map(),
    newOnboardingId: () => `ob_${ulid()}`,
    newExternalId,
    newOwner: randomUUID,
  };
}

/** Returns the catalogue of blueprints, and the place of their earlier versions. */
export function buildCatalog(deployed: readonly Blueprint[] = catalog): RememberedBlueprints {
  return { catalog: deployed, versions: new Map() };
}

/** Returns the store in the state table. Without `blueprints`, for a function that computes no plan. */
export function buildStore(config: Config, blueprints?: RememberedBlueprints): Pick<Gateways, 'store'> {
  const table = openTable({ ...config, metrics: metricsOf(config) });
  const { indexShards, retentionMs, looksDaily } = config;
  return { store: stateStore(table, systemClock, { indexShards, retentionMs, looksDaily, blueprints }) };
}

/** Returns the reads of the state table, for a function that writes nothing. */
export function buildReads(config: Config, blueprints?: RememberedBlueprints): Reading {
  return { store: readStore(openReads({ ...config, metrics: metricsOf(config) }), blueprints) };
}

/** Returns the queues of work and of deliveries. */
export function buildQueue(config: Config): Pick<Gateways, 'queue' | 'deliveryQueue'> {
  const parts = { ...config, metrics: metricsOf(config) };
  const ofDeliveries = { queueName: config.deliveryQueueName, requestTimeoutMs: askWithinMs };
  return { queue: workQueue(parts), deliveryQueue: workQueue({ ...parts, ...ofDeliveries }) };
}
