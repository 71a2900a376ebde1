import type { LinkRight } from '../record/links.ts';
import type { CallerKind, TokenKind } from './ports.ts';

/** One route of the API. lib/http/contract.ts describes its purpose, body and answers. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** In the syntax of API Gateway: `{id}` is a path parameter. */
  readonly path: `/v1/${string}`;
  /**
   * Who may call. A list names the kinds of tokens that the route accepts; a link token must be that of the onboarding in
   * the path. `anybody`: no authentication. If the deployment requires signatures, a caller with an AWS signature may call
   * every route that is not for link tokens alone: a policy of the vendor's account decides.
   */
  readonly callers: 'anybody' | readonly TokenKind[];
  /** The right that a link token needs for the call. */
  readonly needs?: LinkRight;
  /** The name of the request in the audit trail. Absent for a route that only reads. */
  readonly action?: string;
  /** The accepted query parameters. All others are refused. */
  readonly query?: readonly string[];
  /** Whether the answer may contain access keys. The Accept header then selects their format. */
  readonly givesKeys?: boolean;
  /** The media type of its answer. Default: JSON. Problems are JSON always. */
  readonly answersWith?: 'message/rfc822';
}

/** A route that accepts link tokens names the right that they need; otherwise it does not compile. */
type CheckedRoute = Route &
  (
    | { readonly callers: readonly TokenKind[]; readonly needs: LinkRight }
    | { readonly callers: 'anybody' | readonly Exclude<TokenKind, 'link'>[]; readonly needs?: never }
  );

const onboarding = '/v1/onboardings/{id}';

/**
 * Only the back end creates, issues and changes access: these answers contain access keys, link tokens or what a tenant
 * launches.
 */
const backEnd = ['vendor'] as const;
/** Reads, retries and removals, which the engineer on call needs too. */
const backEndAndOperator = ['vendor', 'operator'] as const;
/** What the tenant's administrator needs as well, for one onboarding. */
const everyToken = [...backEndAndOperator, 'link'] as const;

const table = {
  createOnboarding: {
    method: 'POST',
    path: '/v1/onboardings',
    callers: backEnd,
    action: 'create',
    query: ['profile'],
    givesKeys: true,
  },
  listOnboardings: {
    method: 'GET',
    path: '/v1/onboardings',
    callers: backEndAndOperator,
    query: ['tenantId', 'accountId', 'status', 'rotateBefore', 'outdated', 'limit', 'cursor'],
  },
  getOnboarding: { method: 'GET', path: onboarding, callers: everyToken, needs: 'see' },
  reviewOnboarding: { method: 'GET', path: `${onboarding}/review`, callers: everyToken, needs: 'see' },
  provisionOnboarding: {
    method: 'POST',
    path: `${onboarding}/provision`,
    callers: everyToken,
    needs: 'launch',
    action: 'provision',
  },
  claimCredentials: {
    method: 'POST',
    path: `${onboarding}/credentials`,
    callers: ['vendor', 'link'],
    needs: 'claim',
    action: 'claim',
    query: ['profile'],
    givesKeys: true,
  },
  retireKey: {
    method: 'POST',
    path: `${onboarding}/credentials/{accessKeyId}/retire`,
    callers: backEnd,
    action: 'retire-key',
  },
  // It gives nobody a key: it makes a key work again that production may still need.
  reactivateKey: {
    method: 'POST',
    path: `${onboarding}/credentials/{accessKeyId}/reactivate`,
    callers: backEndAndOperator,
    action: 'reactivate-key',
  },
  // The back end alone: the holder of a link gets the first keys, and must not replace those that production uses.
  rotateCredentials: {
    method: 'POST',
    path: `${onboarding}/credentials/rotate`,
    callers: backEnd,
    action: 'rotate',
    query: ['profile'],
    givesKeys: true,
  },
  // The back end alone: an update can give the users more, as a create can.
  updateOnboarding: {
    method: 'POST',
    path: `${onboarding}/update`,
    callers: backEnd,
    action: 'update',
  },
  previewUpdate: { method: 'POST', path: `${onboarding}/update/preview`, callers: backEndAndOperator },
  offboard: {
    method: 'DELETE',
    path: onboarding,
    callers: backEndAndOperator,
    action: 'offboard',
    query: ['leftovers'],
  },
  onboardingEvents: { method: 'GET', path: `${onboarding}/events`, callers: backEndAndOperator },
  // Not for a link token: a look makes calls in the account, and its answer names what others have attached to the users.
  onboardingHealth: {
    method: 'GET',
    path: `${onboarding}/health`,
    callers: backEndAndOperator,
    query: ['live', 'trust'],
  },
  handoverMessage: {
    method: 'GET',
    path: `${onboarding}/handover.eml`,
    callers: everyToken,
    needs: 'see',
    answersWith: 'message/rfc822',
  },
  // With a link token one can claim, so an operator cannot create one.
  createLink: { method: 'POST', path: `${onboarding}/link`, callers: backEnd, action: 'link' },
  // The holder of a link sends it on without the vendor. No other token: the child link is made from the token of its
  // parent.
  shareLink: {
    method: 'POST',
    path: `${onboarding}/link/share`,
    callers: ['link'],
    needs: 'launch',
    action: 'share-link',
  },
  revokeLink: { method: 'DELETE', path: `${onboarding}/link`, callers: backEndAndOperator, action: 'revoke-link' },
  endLink: {
    method: 'DELETE',
    path: `${onboarding}/link/{linkId}`,
    callers: backEndAndOperator,
    action: 'revoke-link',
  },
  listDeliveries: { method: 'GET', path: `${onboarding}/deliveries`, callers: backEndAndOperator },
  redeliver: {
    method: 'POST',
    path: `${onboarding}/deliveries/{webhookId}/redeliver`,
    callers: backEndAndOperator,
    action: 'redeliver',
  },
  tenantAccess: { method: 'POST', path: '/v1/tenants/{tenantId}/access', callers: backEnd },
  retireAccess: {
    method: 'DELETE',
    path: '/v1/tenants/{tenantId}/access/{accountId}',
    callers: backEnd,
    action: 'retire-access',
  },
  getAccess: { method: 'GET', path: '/v1/tenants/{tenantId}/access/{accountId}', callers: backEndAndOperator },
  changeExternalId: {
    method: 'POST',
    path: '/v1/tenants/{tenantId}/access/{accountId}/external-id',
    callers: backEnd,
    action: 'change-external-id',
  },
  eraseTenant: {
    method: 'DELETE',
    path: '/v1/tenants/{tenantId}',
    callers: backEnd,
    action: 'erase-tenant',
    query: ['leftovers'],
  },
  listStops: { method: 'GET', path: '/v1/stops', callers: backEndAndOperator },
  // Not for the back end: a thief who has its token must not end a stop.
  stopRequests: { method: 'POST', path: '/v1/stops/{scope}', callers: ['operator'], action: 'stop' },
  allowRequests: { method: 'DELETE', path: '/v1/stops/{scope}', callers: ['operator'], action: 'allow' },
  countStatuses: { method: 'GET', path: '/v1/statistics/statuses', callers: backEndAndOperator },
  stepTimes: { method: 'GET', path: '/v1/statistics/steps', callers: backEndAndOperator, query: ['newest'] },
  awsProfiles: { method: 'POST', path: '/v1/profiles', callers: backEndAndOperator },
  listBlueprints: { method: 'GET', path: '/v1/blueprints', callers: backEndAndOperator },
  getBlueprint: { method: 'GET', path: '/v1/blueprints/{name}', callers: backEndAndOperator },
  previewBlueprint: { method: 'POST', path: '/v1/blueprints/{name}/preview', callers: backEndAndOperator },
  testWebhook: { method: 'POST', path: '/v1/webhooks/test', callers: backEnd },
  webhookKeys: { method: 'GET', path: '/v1/webhook-keys', callers: 'anybody' },
  openApi: { method: 'GET', path: '/v1/openapi.json', callers: 'anybody' },
  health: { method: 'GET', path: '/v1/health', callers: 'anybody' },
} satisfies Readonly<Record<string, CheckedRoute>>;

/** The name of a route, which is also the name of its function and of the file `handlers/{name}.ts`. */
export type RouteName = keyof typeof table;

/**
 * Every route of the API. Tests and the compiler check that serverless.yml, the handlers and the local server have the
 * same routes.
 */
export const routes: Readonly<Record<RouteName, Route>> = table;

/** Returns the route key of API Gateway, such as `POST /v1/onboardings`. */
export const routeKey = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

/** Whether link tokens are all that a route accepts. API Gateway requires no signature for it in any deployment. */
export const isForLinksAlone = ({ callers }: Pick<Route, 'callers'>): boolean =>
  callers !== 'anybody' && callers.every((kind) => kind === 'link');

/** Whether a caller of this kind may call the route. */
export function mayCall(route: Pick<Route, 'callers'>, kind: CallerKind): boolean {
  const { callers } = route;
  if (callers === 'anybody') return true;
  switch (kind) {
    case 'vendor':
    case 'operator':
    case 'link':
      return callers.includes(kind);
    case 'signer':
      return !isForLinksAlone(route);
    case 'anybody':
      return false;
  }
}
