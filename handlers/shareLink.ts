import { config } from '../lib/gateways/config/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { linkView } from '../lib/http/views/linkView.ts';
import { api } from '../lib/http/middleware.ts';
import { readShareBody } from '../lib/http/request/schema.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { shareLink } from '../lib/requests/shareLink.ts';

/** POST /v1/onboardings/{id}/link/share: creates the link that the holder of a link sends to a colleague. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(service, routes.shareLink, async (request, deps) => {
    const texts = readShareBody(request.body);
    const found = await findOnboarding(request, deps);
    const { onboarding, link, isNew } = await shareLink(deps, found, request.caller.link, texts, request.deadline);
    return json(isNew ? 201 : 200, { ...linkView(deps, onboarding, link) });
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });
