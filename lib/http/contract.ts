import * as z from 'zod/mini';
import type { ProblemSlug } from '../core/errors.ts';
import { accessBody, createBody, linkBody, previewBody, testWebhookBody } from './request/schema.ts';
import { routes, type RouteName } from './routes.ts';

/**
 * The rest of what is to say about a route: documentation and tests read it, no function does. It stands apart from
 * lib/http/routes.ts so that no bundle has the schemas that its function does not use.
 */
export interface RouteContract {
  /** What the route does, in Markdown: a sentence whose subject is the call, such as "lists the catalogue". */
  readonly does: string;
  /** What its body must be. Without a schema the route takes no body. */
  readonly body?: z.ZodMiniType;
  /**
   * Where a request says which tenant it is about: in the path, in the body, or by the onboarding in the path. A token
   * that is limited to some tenants is refused there for others. A list has theirs alone. Not given: it is about none.
   */
  readonly tenant?: 'path' | 'body' | 'onboarding' | 'list';
  /** The statuses of its answers that are no problem. */
  readonly answers: readonly number[];
  /** The problems of its own. problemsOf has all that it may answer with. */
  readonly problems: readonly ProblemSlug[];
}

/** What any request may be answered with, before or after its route's own part. */
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

/** Of a route that reads the state table: it tries again as long as there is time. */
const ofState: readonly ProblemSlug[] = ['aws-error'];
const ofOnboarding: readonly ProblemSlug[] = [...ofState, 'not-found'];

/** Of a route that works in the tenant's account: what an onboarding may fail with, and what comes of two at once. */
const ofAccount: readonly ProblemSlug[] = [
  'slot-held',
  'in-progress',
  'taken-over',
  'foreign-resource',
  'trust-policy-open',
  'stack-outdated',
  'access-denied',
  'access-lost',
  'role-not-usable',
  'account-not-ready',
  'quota-exceeded',
  'identity-changed',
  'undo-blocked',
  'rejected-by-iam',
  'unknown-blueprint',
];

export const contract: Readonly<Record<RouteName, RouteContract>> = {
  createOnboarding: {
    does: 'sets one blueprint up for one tenant: 201 with keys, or `awaiting_access` with the launch link. With `Prefer: respond-async`, or out of time: 202, and the keys are claimed later',
    body: createBody,
    tenant: 'body',
    answers: [200, 201, 202],
    problems: [...ofState, ...ofAccount, 'key-reused', 'credentials-issued', 'too-many-onboardings'],
  },
  listOnboardings: {
    does: 'lists the onboardings, newest first: `tenantId`, `status`, `limit` (50; 1 to 1,000) and `cursor`, which leads on where it is not null; never a secret',
    tenant: 'list',
    answers: [200],
    problems: ofState,
  },
  getOnboarding: {
    does: 'shows status, steps, what was made and what it waits for; never a secret',
    tenant: 'onboarding',
    answers: [200],
    problems: ofOnboarding,
  },
  provisionOnboarding: {
    does: 'goes on from where it stands, up to `ready`: for "the stack is launched", and also for "try again"',
    tenant: 'onboarding',
    answers: [200, 202],
    problems: [...ofOnboarding, ...ofAccount, 'wrong-state', 'too-many-onboardings'],
  },
  claimCredentials: {
    does: 'claims: makes the keys of a `ready` onboarding and answers with them, once',
    tenant: 'onboarding',
    answers: [200, 202],
    problems: [...ofOnboarding, ...ofAccount, 'key-reused', 'credentials-issued', 'not-ready'],
  },
  offboard: {
    does: 'offboards: turns the keys off, removes all that the onboarding made and nothing else, and answers with the receipt; 202 where a worker goes on; with `leftovers=accept` one that needs attention ends without a look at an account that is closed',
    tenant: 'onboarding',
    answers: [200, 202],
    problems: [...ofOnboarding, ...ofAccount, 'wrong-state'],
  },
  onboardingEvents: {
    does: 'shows the audit trail: who asked for what, each transition, oldest first',
    tenant: 'onboarding',
    answers: [200],
    problems: ofOnboarding,
  },
  createLink: {
    does: 'makes a link token for the onboarding page: sees this onboarding, says that the stack is launched, claims; an hour at most. A create answers with one unless it answers with the keys',
    body: z.optional(linkBody),
    tenant: 'onboarding',
    answers: [201],
    problems: [...ofOnboarding, 'wrong-state'],
  },
  revokeLink: {
    does: 'ends the link token',
    tenant: 'onboarding',
    answers: [204],
    problems: ofOnboarding,
  },
  listDeliveries: {
    does: 'lists each webhook event, and each try to deliver it',
    tenant: 'onboarding',
    answers: [200],
    problems: ofOnboarding,
  },
  redeliver: {
    does: 'sends an event again',
    tenant: 'onboarding',
    answers: [202],
    problems: [...ofOnboarding, 'unknown-delivery'],
  },
  tenantAccess: {
    does: 'answers with external ID, role and launch link, ahead of any onboarding; makes nothing in the account',
    body: accessBody,
    tenant: 'path',
    answers: [200],
    problems: [...ofState, 'not-found', 'in-progress'],
  },
  retireAccess: {
    does: 'retires the external ID for good, where nothing of the tenant is left in the account',
    tenant: 'path',
    answers: [204],
    problems: [...ofState, 'not-found', 'slot-held', 'in-progress'],
  },
  listBlueprints: { does: 'lists the catalogue', answers: [200], problems: [] },
  getBlueprint: {
    does: 'shows what a blueprint makes, what differs from the guide, and the JSON Schema of its parameters',
    answers: [200],
    problems: ['unknown-blueprint'],
  },
  previewBlueprint: {
    does: 'shows what would be made for an account, in any partition: documents, names, ARNs, what the users may do in words, risks, boundary, role, template, differences from the guide; makes and writes nothing',
    body: previewBody,
    answers: [200],
    problems: ['unknown-blueprint'],
  },
  testWebhook: {
    does: 'sends a signed `webhook.test` to a `url`, and answers with what came back',
    body: testWebhookBody,
    answers: [200],
    problems: [],
  },
  webhookKeys: {
    does: 'lists the public keys by which events can be verified',
    answers: [200],
    problems: [],
  },
  health: { does: 'answers 200 where the functions run', answers: [200], problems: [] },
};

const isRouteName = (name: string): name is RouteName => Object.hasOwn(routes, name);

/** The names of all routes, in the order of the table. */
export const routeNames: readonly RouteName[] = Object.keys(routes).filter(isRouteName);

/** All problems that a route may answer with. */
export function problemsOf(name: RouteName): readonly ProblemSlug[] {
  const ofCaller: readonly ProblemSlug[] = routes[name].callers === 'anybody' ? [] : ['unauthorized'];
  return [...ofEveryRequest, ...ofCaller, ...contract[name].problems];
}
