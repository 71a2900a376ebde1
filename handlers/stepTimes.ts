import { config } from '../lib/gateways/config/config.ts';
import { buildStore, buildSurroundings } from '../lib/gateways/deps.ts';
import { readNewest } from '../lib/http/request/listQuery.ts';
import { json } from '../lib/http/views/answer.ts';
import { stepTimesView } from '../lib/http/views/statisticsView.ts';
import { api } from '../lib/http/middleware.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { listOnboardings } from '../lib/record/listOnboardings.ts';

const everyOne = {
  tenantId: undefined,
  accountId: undefined,
  status: undefined,
  rotateBefore: undefined,
  after: undefined,
};

/** GET /v1/statistics/steps: returns how long the steps of the newest onboardings took. */
export const createHandler = (service: ServiceDeps<'store'>) =>
  api(service, routes.stepTimes, async ({ query, deadline, caller: { tenants } }, deps) => {
    const limit = readNewest(query);
    const { onboardings } = await listOnboardings(deps, { ...everyOne, tenants, limit, deadline });
    return json(200, stepTimesView(onboardings));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildStore(config) });
