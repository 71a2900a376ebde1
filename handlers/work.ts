import { config } from '../lib/gateways/config/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { batch } from '../lib/http/batch.ts';
import { withEventDelivery } from '../lib/webhooks/outbox.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import { resume } from '../lib/lifecycle/resume.ts';

/** Messages of the work queue: takes each onboarding on where it stands. */
export const createHandler = (service: ServiceDeps) =>
  batch(service, async (onboardingId, deps, deadline) => {
    await withEventDelivery(deps, (each) => resume(each, onboardingId, deadline));
  });

export const handler = createHandler(buildDeps(config));
