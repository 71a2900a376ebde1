import * as api from './generated/index.js';
import type {
  Blueprint,
  BlueprintList,
  Health,
  OpenApi,
  Preview,
  PreviewBlueprintRequest,
  StatusCounts,
  StepTimeList,
  StepTimesData,
  Stop,
  StopRequestsRequest,
  Stops,
} from './generated/types.gen.js';
import type { CallOptions } from './settings.ts';
import type { Transport } from './transport.ts';

/** How many onboardings to compute step times from. */
export type StepTimesQuery = NonNullable<StepTimesData['query']>;

/** The calls about the catalogue, stops, statistics, and the service itself. */
export interface ServiceCalls {
  /** Returns the catalogue. */
  blueprints(options?: CallOptions): Promise<BlueprintList>;
  /** Returns what a blueprint creates, and the JSON Schema of its parameters. */
  blueprint(name: string, options?: CallOptions): Promise<Blueprint>;
  /** Returns what an onboarding would create. Creates nothing. */
  preview(name: string, request: PreviewBlueprintRequest, options?: CallOptions): Promise<Preview>;
  /** Returns what is stopped and why, and the audit trail of the deployment. */
  stops(options?: CallOptions): Promise<Stops>;
  /** Stops creates, claims and links of `tenant:{tenantId}`, `blueprint:{name}` or `all`. Needs an operator's token. */
  stop(scope: string, request: StopRequestsRequest, options?: CallOptions): Promise<Stop>;
  /** Allows again what was stopped. Needs an operator's token. */
  allow(scope: string, options?: CallOptions): Promise<void>;
  /** Returns how many onboardings are in each status. A large count is marked `atLeast`. */
  statusCounts(options?: CallOptions): Promise<StatusCounts>;
  /** Returns how long the steps of the newest onboardings took, by blueprint and kind of step. */
  stepTimes(query?: StepTimesQuery, options?: CallOptions): Promise<StepTimeList>;
  /** Returns the OpenAPI document of the deployment. Needs no token. */
  openApi(options?: CallOptions): Promise<OpenApi>;
  /** Succeeds if the functions run. Needs no token. */
  health(options?: CallOptions): Promise<Health>;
}

/** Returns the calls about the catalogue, stops, and the service itself. */
export function serviceCalls({ read, sendFor }: Transport): ServiceCalls {
  return {
    blueprints: (options) => read({ name: 'listBlueprints', options, attempt: (tried) => api.listBlueprints(tried) }),
    blueprint: (name, options) =>
      read({
        name: 'getBlueprint',
        options,
        attempt: (tried) => api.getBlueprint({ ...tried, path: { name } }),
      }),
    preview: (name, body, options) =>
      read({
        name: 'previewBlueprint',
        options,
        attempt: (tried) => api.previewBlueprint({ ...tried, path: { name }, body }),
      }),
    stops: (options) => read({ name: 'listStops', options, attempt: (tried) => api.listStops(tried) }),
    stop: (scope, body, options) =>
      read({
        name: 'stopRequests',
        options,
        attempt: (tried) => api.stopRequests({ ...tried, path: { scope }, body }),
      }),
    allow: async (scope, options) => {
      await sendFor({
        name: 'allowRequests',
        options,
        attempt: (tried) => api.allowRequests({ ...tried, path: { scope } }),
      });
    },
    statusCounts: (options) => read({ name: 'countStatuses', options, attempt: (tried) => api.countStatuses(tried) }),
    stepTimes: (query = {}, options) =>
      read({ name: 'stepTimes', options, attempt: (tried) => api.stepTimes({ ...tried, query }) }),
    openApi: (options) => read({ name: 'openApi', options, attempt: (tried) => api.openApi(tried) }),
    health: (options) => read({ name: 'health', options, attempt: (tried) => api.health(tried) }),
  };
}
