import { config } from '../lib/gateways/config/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { batch } from '../lib/http/batch.ts';
import { withEventDelivery } from '../lib/webhooks/outbox.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import { resume } from '../lib/lifecycle/resume.ts';

/** Processes the messages of the work queue: continues the work on each onboarding. */
export const createHandler = (service: ServiceDeps) =>
  batch(service, async (onboardingId, deps, deadline) => {
    await withEventDelivery(deps, (each) => resume(each, onboardingId, deadline));
  });

export const handler = createHandler(buildDeps(config));
