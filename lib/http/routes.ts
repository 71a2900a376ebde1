/** One route of the API. lib/http/contract.ts describes its purpose, body and answers. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** In the syntax of API Gateway: `{id}` is a path parameter. */
  readonly path: `/v1/${string}`;
  /**
   * `token`: a caller with a token of the vendor, or with an AWS signature if the deployment requires one. `link`: also
   * the tenant's administrator, with the link token of the onboarding in the path. `anybody`: no authentication.
   */
  readonly callers: 'token' | 'link' | 'anybody';
  /** The name of the request in the audit trail. Absent for a route that only reads. */
  readonly action?: string;
  /** The accepted query parameters. All others are refused. */
  readonly query?: readonly string[];
  /** Whether the answer may contain access keys. The Accept header then selects their format. */
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

/** The name of a route, which is also the name of its function and of the file `handlers/{name}.ts`. */
export type RouteName = keyof typeof table;

/**
 * Every route of the API. Tests and the compiler check that serverless.yml, the handlers and the local server have the
 * same routes.
 */
export const routes: Readonly<Record<RouteName, Route>> = table;

/** Returns the route key of API Gateway, such as `POST /v1/onboardings`. */
export const routeKey = ({ method, path }: Route): string => `${method} ${path}`;
