import { describeAccess, ensureAccess } from '../lib/access/access.ts';
import { config } from '../lib/gateways/config/config.ts';
import { buildCatalog, buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { json } from '../lib/http/views/answer.ts';
import { tenantInPath } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { accessSchema } from '../lib/http/views/onboardingView.ts';
import { accessErrors } from '../lib/http/furtherErrors.ts';
import { resolveBoundaryValues, resolveLaunchRegion } from '../lib/http/resolve.ts';
import { readAccessBody } from '../lib/http/request/schema.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { retrying } from '../lib/core/retrying.ts';
import { assertNotRetiring } from '../lib/access/validAccess.ts';

/** POST /v1/tenants/{tenantId}/access: returns the stack that the tenant has to launch to grant access. */
export const createHandler = (service: ServiceDeps<'catalog' | 'store'>) =>
  api(service, routes.tenantAccess, async ({ path, body, caller, deadline }, deps) => {
    const tenantId = tenantInPath(caller, path);
    const { accountId, blueprint: name, parameters, launchRegion } = readAccessBody(body, accessErrors(deps));
    const { blueprint, values } = resolveBoundaryValues(deps, name, parameters, accountId);
    const access = await retrying(deps.clock, deadline, () =>
      ensureAccess(deps, { tenantId, accountId }, blueprint, values, resolveLaunchRegion(deps, launchRegion)),
    );
    assertNotRetiring(access, deps.clock.now());
    return json(200, accessSchema.parse(describeAccess(deps.settings, blueprint, access, values)));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildCatalog(), ...buildStore(config) });
