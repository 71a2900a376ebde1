import type { Gateways, ServiceDeps } from '../http/ports.ts';
import { publicKeyOf } from '../webhooks/secrets.ts';
import { buildApiDocument } from './apiDocument.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config/config.ts';
import type { RememberedBlueprints } from './state/blueprintReads.ts';
import { buildDeps } from './deps.ts';
import { metricsOf } from './metrics.ts';
import { buildBatchQueues } from './sweepDeps.ts';
import { webhookSecrets } from './webhooks/readSecrets.ts';
import { webhookSender } from './webhooks/sender.ts';

/** The gateways of all functions except the one that serves the pages. */
export type Everything = ServiceDeps<Exclude<keyof Gateways, 'webFiles'>>;

/** Builds the gateways for a process that runs all functions. It builds the pages itself. */
export function buildEverything(config: Config, blueprints?: RememberedBlueprints): Everything {
  return {
    ...buildDeps(config, blueprints),
    ...buildBatchQueues(config),
    ...buildWebhooks(config),
    ...buildApiDocument(),
  };
}

/**
 * Builds the gateways for signing and for the public keys, which share the secrets. They are separate from the other
 * gateways, because a bundler cannot remove the unused signing library, and most functions send nothing.
 */
export function buildWebhooks(config: Config): Pick<Gateways, 'webhooks' | 'webhookKeys'> {
  const { rules, timeoutMs, secrets: source } = config.webhooks;
  const secrets = webhookSecrets(source, { ...config, metrics: metricsOf(config) }, systemClock.monotonic);
  return {
    webhooks: webhookSender({ rules, timeoutMs, secrets, clock: systemClock }),
    webhookKeys: { publicKeys: async () => (await secrets()).ed25519.map(publicKeyOf) },
  };
}
