/** One route of the API. lib/http/contract.ts says what it does, which body it reads and what it may answer. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As API Gateway writes it: `{id}` is a path parameter. */
  readonly path: `/v1/${string}`;
  /**
   * `token`: a caller with a token of the vendor's, or a signature where the deployment asks for one. `link`: also the
   * tenant's administrator, with the link token of the onboarding in the path. `anybody`: no token is asked for.
   */
  readonly callers: 'token' | 'link' | 'anybody';
  /** What the audit trail calls the request. A route that only reads has no name there. */
  readonly action?: string;
  /** The query parameters that it takes. Any other is refused. */
  readonly query?: readonly string[];
  /** Whether its answer may hold access keys, whose format the Accept header chooses. */
  readonly givesKeys?: boolean;
}

const onboarding = '/v1/onboardings/{id}';

const table = {
  createOnboarding: {
    method: 'POST',
    path: '/v1/onboardings',
    callers: 'token',
    action: 'create',
    query: ['profile'],
    givesKeys: true,
  },
  listOnboardings: {
    method: 'GET',
    path: '/v1/onboardings',
    callers: 'token',
    query: ['tenantId', 'status', 'limit', 'cursor'],
  },
  getOnboarding: { method: 'GET', path: onboarding, callers: 'link' },
  provisionOnboarding: { method: 'POST', path: `${onboarding}/provision`, callers: 'link', action: 'provision' },
  claimCredentials: {
    method: 'POST',
    path: `${onboarding}/credentials`,
    callers: 'link',
    action: 'claim',
    query: ['profile'],
    givesKeys: true,
  },
  offboard: { method: 'DELETE', path: onboarding, callers: 'token', action: 'offboard', query: ['leftovers'] },
  onboardingEvents: { method: 'GET', path: `${onboarding}/events`, callers: 'token' },
  createLink: { method: 'POST', path: `${onboarding}/link`, callers: 'token', action: 'link' },
  revokeLink: { method: 'DELETE', path: `${onboarding}/link`, callers: 'token', action: 'revoke-link' },
  listDeliveries: { method: 'GET', path: `${onboarding}/deliveries`, callers: 'token' },
  redeliver: {
    method: 'POST',
    path: `${onboarding}/deliveries/{webhookId}/redeliver`,
    callers: 'token',
    action: 'redeliver',
  },
  tenantAccess: { method: 'POST', path: '/v1/tenants/{tenantId}/access', callers: 'token' },
  retireAccess: {
    method: 'DELETE',
    path: '/v1/tenants/{tenantId}/access/{accountId}',
    callers: 'token',
    action: 'retire-access',
  },
  listBlueprints: { method: 'GET', path: '/v1/blueprints', callers: 'token' },
  getBlueprint: { method: 'GET', path: '/v1/blueprints/{name}', callers: 'token' },
  previewBlueprint: { method: 'POST', path: '/v1/blueprints/{name}/preview', callers: 'token' },
  testWebhook: { method: 'POST', path: '/v1/webhooks/test', callers: 'token' },
  webhookKeys: { method: 'GET', path: '/v1/webhook-keys', callers: 'anybody' },
  health: { method: 'GET', path: '/v1/health', callers: 'anybody' },
} satisfies Readonly<Record<string, Route>>;

/** Each route is called after its function, which is the file `handlers/{name}.ts`. */
export type RouteName = keyof typeof table;

/**
 * Every route of the API. serverless.yml, the handlers and the local server have the same ones, or a test or the
 * compiler says so.
 */
export const routes: Readonly<Record<RouteName, Route>> = table;

/** `POST /v1/onboardings`: a route as API Gateway and the documentation name it. */
export const routeKey = ({ method, path }: Route): string => `${method} ${path}`;
