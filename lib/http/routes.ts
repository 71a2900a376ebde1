/** One route of the API. lib/http/contract.ts describes its purpose, body and answers. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** In the syntax of API Gateway: `{id}` is a path parameter. */
  readonly path: `/v1/${string}`;
  /**
   * Who may call besides a caller with a token of the vendor, or with an AWS signature if the deployment requires one.
   * `link`: the tenant's administrator, with the link token of the onboarding in the path. `anybody`: no authentication.
   */
  readonly alsoFor?: 'link' | 'anybody';
  /** The name of the request in the audit trail. Absent for a route that only reads. */
  readonly action?: string;
  /** The accepted query parameters. All others are refused. */
  readonly query?: readonly string[];
  /** Whether the answer may contain access keys. The Accept header then selects their format. */
  readonly givesKeys?: boolean;
}

const onboarding = '/v1/onboardings/{id}';

const table = {
  createOnboarding: { method: 'POST', path: '/v1/onboardings', action: 'create', query: ['profile'], givesKeys: true },
  listOnboardings: { method: 'GET', path: '/v1/onboardings', query: ['tenantId', 'status', 'limit', 'cursor'] },
  getOnboarding: { method: 'GET', path: onboarding, alsoFor: 'link' },
  provisionOnboarding: { method: 'POST', path: `${onboarding}/provision`, alsoFor: 'link', action: 'provision' },
  claimCredentials: {
    method: 'POST',
    path: `${onboarding}/credentials`,
    alsoFor: 'link',
    action: 'claim',
    query: ['profile'],
    givesKeys: true,
  },
  offboard: { method: 'DELETE', path: onboarding, action: 'offboard', query: ['leftovers'] },
  onboardingEvents: { method: 'GET', path: `${onboarding}/events` },
  createLink: { method: 'POST', path: `${onboarding}/link`, action: 'link' },
  revokeLink: { method: 'DELETE', path: `${onboarding}/link`, action: 'revoke-link' },
  listDeliveries: { method: 'GET', path: `${onboarding}/deliveries` },
  redeliver: { method: 'POST', path: `${onboarding}/deliveries/{webhookId}/redeliver`, action: 'redeliver' },
  tenantAccess: { method: 'POST', path: '/v1/tenants/{tenantId}/access' },
  retireAccess: { method: 'DELETE', path: '/v1/tenants/{tenantId}/access/{accountId}', action: 'retire-access' },
  awsProfiles: { method: 'POST', path: '/v1/profiles' },
  listBlueprints: { method: 'GET', path: '/v1/blueprints' },
  getBlueprint: { method: 'GET', path: '/v1/blueprints/{name}' },
  previewBlueprint: { method: 'POST', path: '/v1/blueprints/{name}/preview' },
  testWebhook: { method: 'POST', path: '/v1/webhooks/test' },
  webhookKeys: { method: 'GET', path: '/v1/webhook-keys', alsoFor: 'anybody' },
  health: { method: 'GET', path: '/v1/health', alsoFor: 'anybody' },
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
