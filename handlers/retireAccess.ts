import { config } from '../lib/gateways/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { nothing } from '../lib/http/answer.ts';
import { tenantInPath } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import { mustHaveNoBody, readAccountId } from '../lib/http/schema.ts';
import type { ServiceDeps } from '../lib/ports.ts';
import { retireAccess } from '../lib/retireAccess.ts';

/** DELETE /v1/tenants/{tenantId}/access/{accountId}: retires the external ID for good, where nothing of theirs is left. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(
    service,
    async ({ path, body, caller, deadline }, deps) => {
      mustHaveNoBody(body);
      const tenantId = tenantInPath(caller, path);
      await retireAccess(deps, { tenantId, accountId: readAccountId(path['accountId']) }, deadline);
      return nothing();
    },
    { action: 'retire-access' },
  );

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });
