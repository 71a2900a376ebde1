import { randomBytes, randomUUID } from 'node:crypto';
import { ulid } from 'ulid';
import { catalog } from '../../catalog/index.ts';
import type { Gateways, ServiceDeps } from '../ports.ts';
import { publicKeyOf } from '../webhookSecrets.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { logWith } from './log.ts';
import { metricsOf } from './metrics.ts';
import { onboardingStore } from './onboardingStore.ts';
import { openTable } from './table.ts';
import { tenantAccounts } from './tenantAccounts.ts';
import { webhookSecrets } from './webhookSecrets.ts';
import { webhookSender } from './webhookSender.ts';
import { workQueue } from './workQueue.ts';

/** Random bytes of an external ID: 192 bits, as 32 characters of base64url. */
const externalIdBytes = 24;

/**
 * Builds every gateway: here is the one place that does. A function that reaches fewer services puts its own set
 * together from the parts below, so that its bundle leaves the clients of the others out.
 */
export function buildDeps(config: Config): ServiceDeps {
  return {
    ...buildSurroundings(config),
    ...buildStore(config),
    ...buildQueue(config),
    tenantAccounts: tenantAccounts(config),
  };
}

/** Every gateway there is, for whoever runs all functions in one process. */
export function buildEverything(config: Config): ServiceDeps<keyof Gateways> {
  return { ...buildDeps(config), ...buildWebhooks(config) };
}

/** What every function has, whichever services it reaches. */
export function buildSurroundings(config: Config): ServiceDeps<never> {
  return {
    settings: config,
    actor: { by: 'latchkey', action: 'work', requestId: '' },
    tokens: config.tokens,
    corsOrigins: config.corsOrigins,
    catalog,
    clock: systemClock,
    log: logWith({}),
    metrics: metricsOf(config),
    logWith,
    closedTrusts: new Map(),
    newOnboardingId: () => `ob_${ulid()}`,
    newExternalId: () => randomBytes(externalIdBytes).toString('base64url'),
    newOwner: randomUUID,
  };
}

export function buildStore(config: Config): Pick<Gateways, 'store'> {
  return { store: onboardingStore(openTable({ ...config, metrics: metricsOf(config) }), systemClock) };
}

export function buildQueue(config: Config): Pick<Gateways, 'queue' | 'deliveryQueue'> {
  const parts = { ...config, metrics: metricsOf(config) };
  return { queue: workQueue(parts), deliveryQueue: workQueue({ ...parts, queueName: config.deliveryQueueName }) };
}

/** One set of secrets for signing and for the public keys. */
export function buildWebhooks(config: Config): Pick<Gateways, 'webhooks' | 'webhookKeys'> {
  const { rules, timeoutMs, secrets: source } = config.webhooks;
  const secrets = webhookSecrets(source, { ...config, metrics: metricsOf(config) }, systemClock.monotonic);
  return {
    webhooks: webhookSender({ rules, timeoutMs, secrets, clock: systemClock }),
    webhookKeys: { publicKeys: async () => (await secrets()).ed25519.map(publicKeyOf) },
  };
}
