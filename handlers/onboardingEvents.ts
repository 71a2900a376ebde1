import { allAudit } from '../lib/record/auditTrail.ts';
import { config } from '../lib/gateways/config/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { auditView } from '../lib/http/views/auditView.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';

/** GET /v1/onboardings/{id}/events: returns the audit trail of an onboarding, oldest entry first. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(service, routes.onboardingEvents, async (request, deps) =>
    json(200, auditView(await allAudit(deps, await findOnboarding(request, deps)))),
  );

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });
