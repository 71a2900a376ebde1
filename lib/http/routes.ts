/** One route of the API. lib/http/contract.ts says what it does, which body it reads and what it may answer. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As API Gateway writes it: `{id}` is a path parameter. */
  readonly path: `/v1/${string}`;
  /**
   * Who may call besides a caller with a token of the vendor's, or a signature where the deployment asks for one. `link`:
   * the tenant's administrator, with the link token of the onboarding in the path. `anybody`: no token is asked for.
   */
  readonly alsoFor?: 'link' | 'anybody';
  /** What the audit trail calls the request. A route that only reads has no name there. */
  readonly action?: string;
  /** The query parameters that it takes. Any other is refused. */
  readonly query?: readonly string[];
  /** Whether its answer may hold access keys, whose format the Accept header chooses. */
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
  listBlueprints: { method: 'GET', path: '/v1/blueprints' },
  getBlueprint: { method: 'GET', path: '/v1/blueprints/{name}' },
  previewBlueprint: { method: 'POST', path: '/v1/blueprints/{name}/preview' },
  testWebhook: { method: 'POST', path: '/v1/webhooks/test' },
  webhookKeys: { method: 'GET', path: '/v1/webhook-keys', alsoFor: 'anybody' },
  health: { method: 'GET', path: '/v1/health', alsoFor: 'anybody' },
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
