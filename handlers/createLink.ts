import { config } from '../lib/gateways/config/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { linkView } from '../lib/http/views/linkView.ts';
import { api } from '../lib/http/middleware.ts';
import { resolveLink } from '../lib/http/resolveLink.ts';
import { readLinkBody } from '../lib/http/request/schema.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { createLink } from '../lib/requests/requestLink.ts';

/** POST /v1/onboardings/{id}/link: creates a link token. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(service, routes.createLink, async (request, deps) => {
    const wanted = resolveLink(deps, readLinkBody(request.body), '');
    const found = await findOnboarding(request, deps);
    const { onboarding, link } = await createLink(deps, found, wanted, request.deadline);
    return json(201, { ...linkView(deps, onboarding, link) });
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });
