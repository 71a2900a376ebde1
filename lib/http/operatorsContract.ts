import { stopBody } from './request/schema.ts';
import { ofState, type RouteContract } from './routeContract.ts';
import type { RouteName } from './routes.ts';
import { statusCountsSchema, stepTimesSchema } from './views/statisticsView.ts';
import { stopSchema, stopsSchema } from './views/stopView.ts';

type OperatorsRoute = Extract<
  RouteName,
  'listStops' | 'stopRequests' | 'allowRequests' | 'countStatuses' | 'stepTimes'
>;

/** What the routes do that concern no single onboarding or tenant, and that whoever operates the deployment uses. */
export const operatorsContract: Readonly<Record<OperatorsRoute, RouteContract>> = {
  listStops: {
    title: 'List what is stopped',
    does: 'lists what is stopped and why, and the newest 100 entries of the audit trail of the deployment, newest first',
    answer: stopsSchema,
    answers: [200],
    problems: ofState,
  },
  stopRequests: {
    title: 'Stop requests',
    does: 'stops creates, claims, rotations and links of one tenant (`tenant:{tenantId}`), of one blueprint (`blueprint:{name}`), or `all`. They are then 503 (`stopped`), with the `reason` of the body. What has begun continues',
    body: stopBody,
    answer: stopSchema,
    answers: [200],
    problems: [...ofState, 'not-found', 'unknown-blueprint', 'wrong-state'],
  },
  allowRequests: {
    title: 'Allow requests again',
    does: 'allows again what `POST` has stopped',
    answers: [204],
    problems: [...ofState, 'not-found'],
  },
  countStatuses: {
    title: 'Count onboardings by status',
    does: 'returns how many onboardings are in each status. A count ends at 10,000 for each shard of the index and then has `atLeast`. For a token that is limited to some tenants, it counts their newest 1,000 onboardings',
    tenant: 'list',
    answer: statusCountsSchema,
    answers: [200],
    problems: ofState,
  },
  stepTimes: {
    title: 'Get the times of steps',
    does: 'returns how long each kind of step took in the newest onboardings: median, percentiles and maximum, by blueprint. Query parameter: `newest`, the number of onboardings (1 to 1,000; default 200)',
    tenant: 'list',
    answer: stepTimesSchema,
    answers: [200],
    problems: ofState,
  },
};
