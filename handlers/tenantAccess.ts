import { describeAccess, giveAccess } from '../lib/access.ts';
import { config } from '../lib/gateways/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/answer.ts';
import { tenantInPath } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { accessSchema } from '../lib/http/onboardingView.ts';
import { resolveCeiling } from '../lib/http/resolve.ts';
import { readAccessBody } from '../lib/http/schema.ts';
import type { ServiceDeps } from '../lib/ports.ts';
import { retrying } from '../lib/retry.ts';
import { mustStand } from '../lib/standingAccess.ts';

/** POST /v1/tenants/{tenantId}/access: what the tenant has to launch, ahead of any onboarding; makes nothing in the account. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(service, async ({ path, body, caller, deadline }, deps) => {
    const tenantId = tenantInPath(caller, path);
    const { accountId, blueprint: name, parameters } = readAccessBody(body);
    const { blueprint, ceiling } = resolveCeiling(deps, name, parameters);
    const access = await retrying(deps.clock, deadline, () =>
      giveAccess(deps, { tenantId, accountId }, blueprint, ceiling),
    );
    mustStand(access, deps.clock.now());
    return json(200, accessSchema.parse(describeAccess(deps.settings, blueprint, access, ceiling)));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });
