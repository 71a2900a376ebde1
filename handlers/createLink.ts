import { config } from '../lib/gateways/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/answer.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { linkSeconds, linkView } from '../lib/http/linkView.ts';
import { api } from '../lib/http/middleware.ts';
import { readLinkBody } from '../lib/http/schema.ts';
import type { ServiceDeps } from '../lib/ports.ts';
import { makeLink } from '../lib/requestLink.ts';

/** POST /v1/onboardings/{id}/link: a new link token, in place of the one before. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(
    service,
    async (request, deps) => {
      const seconds = linkSeconds(deps.settings, readLinkBody(request.body));
      const { onboarding, link } = await makeLink(deps, await findOnboarding(request, deps), seconds);
      return json(201, { ...linkView(deps.settings, onboarding, link) });
    },
    { action: 'link' },
  );

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });
