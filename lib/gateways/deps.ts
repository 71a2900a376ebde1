import { randomBytes, randomUUID } from 'node:crypto';
import { ulid } from 'ulid';
import { catalog } from '../../catalog/index.ts';
import type { ServiceDeps } from '../ports.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { logWith } from './log.ts';
import { onboardingStore } from './onboardingStore.ts';
import { openTable } from './table.ts';
import { tenantAccounts } from './tenantAccounts.ts';
import { workQueue } from './workQueue.ts';

/** Random bytes of an external ID: 192 bits, as 32 characters of base64url. */
const externalIdBytes = 24;

/** Builds every gateway: the one place that does. */
export function buildDeps(config: Config): ServiceDeps {
  const { tableName, queueName, tokens, requestTimeoutMs } = config;
  return {
    settings: config,
    tokens,
    catalog,
    store: onboardingStore(openTable(tableName, requestTimeoutMs), systemClock),
    tenantAccounts: tenantAccounts(config),
    queue: workQueue(queueName, requestTimeoutMs),
    clock: systemClock,
    log: logWith({}),
    logWith,
    closedTrusts: new Map(),
    newOnboardingId: () => `ob_${ulid()}`,
    newExternalId: () => randomBytes(externalIdBytes).toString('base64url'),
    newOwner: randomUUID,
  };
}
