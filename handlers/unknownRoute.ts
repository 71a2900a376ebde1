import { ProblemError } from '../lib/errors.ts';
import { config } from '../lib/gateways/config.ts';
import { buildDeps } from '../lib/gateways/deps.ts';
import { api } from '../lib/http/middleware.ts';
import type { ServiceDeps } from '../lib/ports.ts';

/** Every method and path that no other function serves. */
export const createHandler = (service: ServiceDeps) =>
  api(
    service,
    () => {
      throw new ProblemError('unknown-route', 'No call has this method and path. The README lists those there are.');
    },
    { isPublic: true },
  );

export const handler = createHandler(buildDeps(config));
