import { config } from '../lib/gateways/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { batch } from '../lib/http/batch.ts';
import { tellAfter } from '../lib/outbox.ts';
import type { ServiceDeps } from '../lib/ports.ts';
import { resume } from '../lib/work.ts';

/** Messages of the work queue: takes each onboarding on where it stands. */
export const createHandler = (service: ServiceDeps) =>
  batch(service, async (onboardingId, deps, deadline) => {
    await tellAfter(deps, (each) => resume(each, onboardingId, deadline));
  });

export const handler = createHandler(buildDeps(config));
