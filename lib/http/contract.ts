import * as z from 'zod/mini';
import type { ProblemSlug } from '../core/errors.ts';
import { profilesBody } from './request/profilesBody.ts';
import {
  accessBody,
  createBody,
  externalIdBody,
  linkBody,
  previewBody,
  stopBody,
  testWebhookBody,
} from './request/schema.ts';
import { routes, type RouteName } from './routes.ts';

/**
 * The description of a route, for the documentation and the tests. Functions do not import it. It is separate from
 * lib/http/routes.ts so that the bundle of a function contains only the schemas that the function uses.
 */
export interface RouteContract {
  /** What the route does, in Markdown: a sentence whose subject is the call, such as "lists the catalogue". */
  readonly does: string;
  /** The schema of the request body. Absent if the route accepts no body. */
  readonly body?: z.ZodMiniType;
  /**
   * Where a request names its tenant: in the path, in the body, by the onboarding in the path, or by the onboardings in
   * the body. A token that is limited to certain tenants is refused for others. `list`: the answer contains the
   * onboardings of the token's tenants only. Absent: the route is independent of tenants.
   */
  readonly tenant?: 'path' | 'body' | 'onboarding' | 'onboardings' | 'list';
  /** The HTTP statuses of its successful answers. */
  readonly answers: readonly number[];
  /** The problems that are specific to the route. `problemsOf` returns all problems that it may answer with. */
  readonly problems: readonly ProblemSlug[];
}

/** The problems that every route may answer with. */
const ofEveryRequest: readonly ProblemSlug[] = [
  'malformed-json',
  'malformed-header',
  'malformed-query',
  'not-acceptable',
  'body-too-large',
  'unsupported-media-type',
  'invalid-request',
  'internal-error',
];

/**
 * The problems of a route that reads the state table. It retries until its deadline, then answers with this problem.
 */
const ofState: readonly ProblemSlug[] = ['out-of-time'];
const ofOnboarding: readonly ProblemSlug[] = [...ofState, 'not-found'];

/**
 * The problems of a route that works in the tenant's account: failures of an onboarding, and conflicts between
 * requests.
 */
const ofAccount: readonly ProblemSlug[] = [
  'aws-error',
  'slot-held',
  'in-progress',
  'taken-over',
  'foreign-resource',
  'trust-policy-open',
  'stack-outdated',
  'access-denied',
  'access-lost',
  'role-denied',
  'role-not-usable',
  'account-not-ready',
  'quota-exceeded',
  'identity-changed',
  'undo-blocked',
  'rejected-by-iam',
  'unknown-blueprint',
  'vendor-side-error',
];

export const contract: Readonly<Record<RouteName, RouteContract>> = {
  createOnboarding: {
    does: 'sets up one blueprint for one tenant: 201 with the keys, or 201 with the status `awaiting_access` and the launch link. With `Prefer: respond-async`, or if the time is used up: 202, and the keys are claimed later',
    body: createBody,
    tenant: 'body',
    answers: [201, 202],
    problems: [...ofState, ...ofAccount, 'key-reused', 'credentials-issued', 'too-many-onboardings', 'stopped'],
  },
  listOnboardings: {
    does: 'lists the onboardings, newest first, without secrets. Query parameters: `tenantId`, `status`, `limit` (1 to 1,000; default 50) and `cursor` (for the next page, unless it is null)',
    tenant: 'list',
    answers: [200],
    problems: ofState,
  },
  getOnboarding: {
    does: 'returns the status, the steps, the created resources and what the onboarding waits for, without secrets',
    tenant: 'onboarding',
    answers: [200],
    problems: ofOnboarding,
  },
  provisionOnboarding: {
    does: 'continues an onboarding up to `ready`: after the stack was launched, or to try again after a failure',
    tenant: 'onboarding',
    answers: [200, 202],
    problems: [...ofOnboarding, ...ofAccount, 'wrong-state', 'too-many-onboardings', 'stopped'],
  },
  claimCredentials: {
    does: 'creates the keys of a `ready` onboarding and returns them once',
    tenant: 'onboarding',
    answers: [200, 202],
    problems: [
      ...ofOnboarding,
      ...ofAccount,
      'key-reused',
      'credentials-issued',
      'not-ready',
      'wrong-state',
      'stopped',
    ],
  },
  offboard: {
    does: 'deactivates the keys, removes everything that the onboarding created and nothing else, and returns the receipt; 202 if a worker continues',
    tenant: 'onboarding',
    answers: [200, 202],
    problems: [...ofOnboarding, ...ofAccount, 'wrong-state'],
  },
  onboardingEvents: {
    does: 'returns the audit trail, oldest entry first: each transition, and each request that changed the onboarding, with its caller',
    tenant: 'onboarding',
    answers: [200],
    problems: ofOnboarding,
  },
  createLink: {
    does: 'creates a link token for the onboarding page. It is valid for at most one hour, and allows to read, provision and claim this onboarding. A create also returns one, unless it returns the keys',
    body: z.optional(linkBody),
    tenant: 'onboarding',
    answers: [201],
    problems: [...ofOnboarding, 'wrong-state', 'stopped'],
  },
  revokeLink: {
    does: 'invalidates the link token',
    tenant: 'onboarding',
    answers: [204],
    problems: ofOnboarding,
  },
  listDeliveries: {
    does: 'lists the webhook events, each with its delivery tries',
    tenant: 'onboarding',
    answers: [200],
    problems: ofOnboarding,
  },
  redeliver: {
    does: 'sends a webhook event again',
    tenant: 'onboarding',
    answers: [202],
    problems: [...ofOnboarding, 'unknown-delivery'],
  },
  tenantAccess: {
    does: 'returns the external ID, the role and the launch link, before any onboarding; creates nothing in the account',
    body: accessBody,
    tenant: 'path',
    answers: [200],
    problems: [...ofState, 'not-found', 'in-progress'],
  },
  retireAccess: {
    does: 'retires the external ID permanently, if no onboarding of the tenant needs it any more',
    tenant: 'path',
    answers: [204],
    problems: [...ofState, 'not-found', 'slot-held', 'in-progress', 'check-pending'],
  },
  awsProfiles: {
    does: 'returns sections of `~/.aws/credentials` and `~/.aws/config` for several claimed onboardings, which may be in several accounts, and the part of a `serverless.yml` that selects the profile by the stage. Contains no secrets',
    body: profilesBody,
    tenant: 'onboardings',
    answers: [200],
    problems: [...ofOnboarding, 'wrong-state'],
  },
  getAccess: {
    does: 'returns the external ID, its change if one is in progress, and the stacks, each with the launch link and the command that updates it',
    tenant: 'path',
    answers: [200],
    problems: [...ofState, 'not-found'],
  },
  changeExternalId: {
    does: 'replaces the external ID `replaces`. Latchkey tries both until the new one has worked for each role that is in use; then the old one ends. Returns the stacks to update',
    body: externalIdBody,
    tenant: 'path',
    answers: [200],
    problems: [...ofState, 'not-found', 'in-progress', 'wrong-state'],
  },
  eraseTenant: {
    does: 'erases everything that is stored about a tenant, if all its onboardings have ended at least a day ago and nothing of them is left or awaited. See [erasing a tenant](docs/operating.md#erasing-a-tenant)',
    tenant: 'path',
    answers: [204],
    problems: [...ofState, 'not-found', 'slot-held', 'in-progress', 'wrong-state'],
  },
  listStops: {
    does: 'lists what is stopped and why, and the newest 100 entries of the audit trail of the deployment, newest first',
    answers: [200],
    problems: ofState,
  },
  stopRequests: {
    does: 'stops creates, claims and links of one tenant (`tenant:{tenantId}`), of one blueprint (`blueprint:{name}`), or `all`. They are then 503 (`stopped`), with the `reason` of the body. What has begun continues',
    body: stopBody,
    answers: [200],
    problems: [...ofState, 'not-found', 'unknown-blueprint', 'wrong-state'],
  },
  allowRequests: {
    does: 'allows again what `POST` has stopped',
    answers: [204],
    problems: [...ofState, 'not-found'],
  },
  listBlueprints: { does: 'lists the catalogue', answers: [200], problems: [] },
  getBlueprint: {
    does: 'returns what a blueprint creates, the differences from the guide, and the JSON Schema of its parameters',
    answers: [200],
    problems: ['unknown-blueprint'],
  },
  previewBlueprint: {
    does: 'returns what an onboarding would create in an account of any partition: documents, names, ARNs, permissions in words, risks, permissions boundary, role, template, and differences from the guide. Creates and stores nothing',
    body: previewBody,
    answers: [200],
    problems: ['unknown-blueprint'],
  },
  testWebhook: {
    does: 'sends a signed `webhook.test` event to a `url` and returns the result',
    body: testWebhookBody,
    answers: [200],
    problems: [],
  },
  webhookKeys: {
    does: 'lists the public keys for verifying webhook events',
    answers: [200],
    problems: [],
  },
  health: { does: 'answers 200 if the functions run', answers: [200], problems: [] },
};

const isRouteName = (name: string): name is RouteName => Object.hasOwn(routes, name);

/** The names of all routes, in the order of the table. */
export const routeNames: readonly RouteName[] = Object.keys(routes).filter(isRouteName);

/** Returns all problems that a route may answer with. */
export function problemsOf(name: RouteName): readonly ProblemSlug[] {
  const ofCaller: readonly ProblemSlug[] = routes[name].callers === 'anybody' ? [] : ['unauthorized'];
  return [...ofEveryRequest, ...ofCaller, ...contract[name].problems];
}
