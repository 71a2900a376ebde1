import { deliver } from '../lib/webhooks/deliver.ts';
import { config } from '../lib/gateways/config/config.ts';
import { buildQueue, buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { buildWebhooks } from '../lib/gateways/webhookDeps.ts';
import { batch } from '../lib/http/batch.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';

/** Processes the messages of the delivery queue: sends the webhook events of each onboarding. */
export const createHandler = (service: ServiceDeps<'store' | 'deliveryQueue' | 'webhooks'>) =>
  batch(service, async (onboardingId, deps, deadline) => {
    await deliver(deps, onboardingId, deadline);
  });

export const handler = createHandler({
  ...buildSurroundings(config),
  ...buildStore(config),
  ...buildQueue(config),
  ...buildWebhooks(config),
});
