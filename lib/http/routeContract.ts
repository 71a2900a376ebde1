import type { ZodMiniType } from 'zod/mini';
import type { ProblemSlug } from '../core/errors.ts';

/**
 * The description of a route, for the documentation and the tests. Functions do not import it. It is separate from
 * lib/http/routes.ts so that the bundle of a function contains only the schemas that the function uses.
 */
export interface RouteContract {
  /** What the call does, in a few words. */
  readonly title: string;
  /** What the route does, in Markdown: a sentence whose subject is the call, such as "lists the catalogue". */
  readonly does: string;
  /** The schema of the request body. Absent if the route accepts no body. */
  readonly body?: ZodMiniType;
  /**
   * Where a request names its tenant: in the path, in the body, by the onboarding in the path, or by the onboardings in
   * the body. A token that is limited to certain tenants is refused for others. `list`: the answer contains the
   * onboardings of the token's tenants only. Absent: the route is independent of tenants.
   */
  readonly tenant?: 'path' | 'body' | 'onboarding' | 'onboardings' | 'list';
  /** Whether the route takes an Idempotency-Key. Other routes check the header, but repeating them has no effect. */
  readonly isIdempotent?: boolean;
  /** Whether `Prefer: respond-async` leaves the work to a worker. */
  readonly canRespondAsync?: boolean;
  /** The schema of the body of its successful answers. Absent if they have no body. */
  readonly answer?: ZodMiniType;
  /** The HTTP statuses of its successful answers. */
  readonly answers: readonly number[];
  /** The problems that are specific to the route. `problemsOf` returns all problems that it may answer with. */
  readonly problems: readonly ProblemSlug[];
}

/** The problems that every route may answer with. */
export const ofEveryRequest: readonly ProblemSlug[] = [
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
export const ofState: readonly ProblemSlug[] = ['out-of-time'];
export const ofOnboarding: readonly ProblemSlug[] = [...ofState, 'not-found'];

/**
 * The problems of a route that works in the tenant's account: failures of an onboarding, and conflicts between
 * requests.
 */
export const ofAccount: readonly ProblemSlug[] = [
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
