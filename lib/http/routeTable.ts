import type { LinkRight } from '../record/links.ts';
import type { TokenKind } from './ports.ts';

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

/**
 * Only the back end creates, issues and changes access: these answers contain access keys, link tokens or what a tenant
 * launches.
 */
const backEnd = ['vendor'] as const;
/** Reads, retries and removals, which the engineer on call needs too. */
const backEndAndOperator = ['vendor', 'operator'] as const;
/** What the tenant's administrator needs as well, for one onboarding. */
const everyToken = [...backEndAndOperator, 'link'] as const;

// Every route is a constant of its own, and its path one text, so that the bundle of a function contains only its own
// route. lib/http/routes.ts has all of them.
export const createOnboarding: CheckedRoute = {
  method: 'POST',
  path: '/v1/onboardings',
  callers: backEnd,
  action: 'create',
  query: ['profile'],
  givesKeys: true,
};
export const listOnboardings: CheckedRoute = {
  method: 'GET',
  path: '/v1/onboardings',
  callers: backEndAndOperator,
  query: ['tenantId', 'accountId', 'status', 'rotateBefore', 'outdated', 'limit', 'cursor'],
};
export const getOnboarding: CheckedRoute = {
  method: 'GET',
  path: '/v1/onboardings/{id}',
  callers: everyToken,
  needs: 'see',
};
export const reviewOnboarding: CheckedRoute = {
  method: 'GET',
  path: '/v1/onboardings/{id}/review',
  callers: everyToken,
  needs: 'see',
};
export const provisionOnboarding: CheckedRoute = {
  method: 'POST',
  path: '/v1/onboardings/{id}/provision',
  callers: everyToken,
  needs: 'launch',
  action: 'provision',
};
export const claimCredentials: CheckedRoute = {
  method: 'POST',
  path: '/v1/onboardings/{id}/credentials',
  callers: ['vendor', 'link'],
  needs: 'claim',
  action: 'claim',
  query: ['profile'],
  givesKeys: true,
};
export const retireKey: CheckedRoute = {
  method: 'POST',
  path: '/v1/onboardings/{id}/credentials/{accessKeyId}/retire',
  callers: backEnd,
  action: 'retire-key',
};
// It gives nobody a key: it makes a key work again that production may still need.
export const reactivateKey: CheckedRoute = {
  method: 'POST',
  path: '/v1/onboardings/{id}/credentials/{accessKeyId}/reactivate',
  callers: backEndAndOperator,
  action: 'reactivate-key',
};
// The back end alone: the holder of a link gets the first keys, and must not replace those that production uses.
export const rotateCredentials: CheckedRoute = {
  method: 'POST',
  path: '/v1/onboardings/{id}/credentials/rotate',
  // lib/http/operatorsRotation.ts: an operator's token gets no key.
  callers: backEndAndOperator,
  action: 'rotate',
  query: ['profile'],
  givesKeys: true,
};
// The back end alone: an update can give the users more, as a create can.
export const updateOnboarding: CheckedRoute = {
  method: 'POST',
  path: '/v1/onboardings/{id}/update',
  callers: backEnd,
  action: 'update',
};
export const previewUpdate: CheckedRoute = {
  method: 'POST',
  path: '/v1/onboardings/{id}/update/preview',
  callers: backEndAndOperator,
};
export const offboard: CheckedRoute = {
  method: 'DELETE',
  path: '/v1/onboardings/{id}',
  callers: backEndAndOperator,
  action: 'offboard',
  query: ['leftovers'],
};
export const onboardingEvents: CheckedRoute = {
  method: 'GET',
  path: '/v1/onboardings/{id}/events',
  callers: backEndAndOperator,
};
// Not for a link token: a look makes calls in the account, and its answer names what others have attached to the users.
export const onboardingHealth: CheckedRoute = {
  method: 'GET',
  path: '/v1/onboardings/{id}/health',
  callers: backEndAndOperator,
  query: ['live', 'trust'],
};
export const handoverMessage: CheckedRoute = {
  method: 'GET',
  path: '/v1/onboardings/{id}/handover.eml',
  callers: everyToken,
  needs: 'see',
  answersWith: 'message/rfc822',
};
// With a link token one can claim, so an operator cannot create one.
export const createLink: CheckedRoute = {
  method: 'POST',
  path: '/v1/onboardings/{id}/link',
  callers: backEnd,
  action: 'link',
};
// The holder of a link sends it on without the vendor. No other token: the child link is made from the token of its
// parent.
export const shareLink: CheckedRoute = {
  method: 'POST',
  path: '/v1/onboardings/{id}/link/share',
  callers: ['link'],
  needs: 'launch',
  action: 'share-link',
};
export const revokeLink: CheckedRoute = {
  method: 'DELETE',
  path: '/v1/onboardings/{id}/link',
  callers: backEndAndOperator,
  action: 'revoke-link',
};
export const endLink: CheckedRoute = {
  method: 'DELETE',
  path: '/v1/onboardings/{id}/link/{linkId}',
  callers: backEndAndOperator,
  action: 'revoke-link',
};
export const listDeliveries: CheckedRoute = {
  method: 'GET',
  path: '/v1/onboardings/{id}/deliveries',
  callers: backEndAndOperator,
};
export const redeliver: CheckedRoute = {
  method: 'POST',
  path: '/v1/onboardings/{id}/deliveries/{webhookId}/redeliver',
  callers: backEndAndOperator,
  action: 'redeliver',
};
export const tenantAccess: CheckedRoute = { method: 'POST', path: '/v1/tenants/{tenantId}/access', callers: backEnd };
export const retireAccess: CheckedRoute = {
  method: 'DELETE',
  path: '/v1/tenants/{tenantId}/access/{accountId}',
  callers: backEnd,
  action: 'retire-access',
};
export const getAccess: CheckedRoute = {
  method: 'GET',
  path: '/v1/tenants/{tenantId}/access/{accountId}',
  callers: backEndAndOperator,
};
export const changeExternalId: CheckedRoute = {
  method: 'POST',
  path: '/v1/tenants/{tenantId}/access/{accountId}/external-id',
  callers: backEnd,
  action: 'change-external-id',
};
export const eraseTenant: CheckedRoute = {
  method: 'DELETE',
  path: '/v1/tenants/{tenantId}',
  callers: backEnd,
  action: 'erase-tenant',
  query: ['leftovers'],
};
export const listStops: CheckedRoute = { method: 'GET', path: '/v1/stops', callers: backEndAndOperator };
// Not for the back end: a thief who has its token must not end a stop.
export const stopRequests: CheckedRoute = {
  method: 'POST',
  path: '/v1/stops/{scope}',
  callers: ['operator'],
  action: 'stop',
};
export const allowRequests: CheckedRoute = {
  method: 'DELETE',
  path: '/v1/stops/{scope}',
  callers: ['operator'],
  action: 'allow',
};
export const countStatuses: CheckedRoute = {
  method: 'GET',
  path: '/v1/statistics/statuses',
  callers: backEndAndOperator,
};
export const stepTimes: CheckedRoute = {
  method: 'GET',
  path: '/v1/statistics/steps',
  callers: backEndAndOperator,
  query: ['newest'],
};
export const awsProfiles: CheckedRoute = { method: 'POST', path: '/v1/profiles', callers: backEndAndOperator };
export const listBlueprints: CheckedRoute = { method: 'GET', path: '/v1/blueprints', callers: backEndAndOperator };
export const getBlueprint: CheckedRoute = { method: 'GET', path: '/v1/blueprints/{name}', callers: backEndAndOperator };
export const previewBlueprint: CheckedRoute = {
  method: 'POST',
  path: '/v1/blueprints/{name}/preview',
  callers: backEndAndOperator,
};
export const testWebhook: CheckedRoute = { method: 'POST', path: '/v1/webhooks/test', callers: backEnd };
export const webhookKeys: CheckedRoute = { method: 'GET', path: '/v1/webhook-keys', callers: 'anybody' };
export const openApi: CheckedRoute = { method: 'GET', path: '/v1/openapi.json', callers: 'anybody' };
export const health: CheckedRoute = { method: 'GET', path: '/v1/health', callers: 'anybody' };
