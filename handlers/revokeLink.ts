import { config } from '../lib/gateways/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { nothing } from '../lib/http/answer.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { mustHaveNoBody } from '../lib/http/schema.ts';
import type { ServiceDeps } from '../lib/ports.ts';
import { revokeLink } from '../lib/requestLink.ts';

/** DELETE /v1/onboardings/{id}/link: the link is good no more. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(
    service,
    async (request, deps) => {
      mustHaveNoBody(request.body);
      await revokeLink(deps, await findOnboarding(request, deps));
      return nothing();
    },
    { action: 'revoke-link' },
  );

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });
