import { config } from '../lib/gateways/config/config.ts';
import { assertContacts } from '../lib/gateways/config/vendorContacts.ts';
import { buildCatalog, buildReads, buildSurroundings } from '../lib/gateways/deps.ts';
import { retrying } from '../lib/core/retrying.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { linkOf, mayLaunch } from '../lib/http/linkCall.ts';
import { api } from '../lib/http/middleware.ts';
import type { Reading, ServiceDeps } from '../lib/http/ports.ts';
import { reviewOf } from '../lib/http/review.ts';
import * as routes from '../lib/http/routeTable.ts';
import { json } from '../lib/http/views/answer.ts';

/** GET /v1/onboardings/{id}/review: returns what the tenant's administrator has to know about the onboarding. */
export const createHandler = ({ store, ...service }: ServiceDeps<'catalog'> & Reading) =>
  api<'catalog'>(service, routes.reviewOnboarding, async (request, deps) => {
    const { caller, deadline } = request;
    const onboarding = await findOnboarding(request, { ...deps, store });
    const { tenantId, accountId } = onboarding;
    const stored = await retrying(deps.clock, deadline, () => store.getAccess(tenantId, accountId));
    // An access that is being retired must not be in an answer any more.
    const access = (stored?.retiringUntil ?? 0) > deps.clock.now() ? undefined : stored;
    const link = linkOf(caller, onboarding);
    return json(200, reviewOf(deps, { onboarding, access, link, mayLaunch: mayLaunch(caller, onboarding) }));
  });

assertContacts(config.contacts);
const blueprints = buildCatalog();
export const handler = createHandler({
  ...buildSurroundings(config),
  ...blueprints,
  ...buildReads(config, blueprints),
});
