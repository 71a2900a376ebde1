import { readAccessDenial, type AwsFailure } from './awsFailure.ts';
import type { LagSettings } from './ports.ts';

/** What a failed call to STS or IAM means for the caller. */
export type Verdict =
  /** The same call may succeed a moment later; `pauseMs`: it takes at least that long. */
  | { readonly kind: 'transient'; readonly pauseMs: number }
  /** The call changes something, and no answer says whether it did: look at the account before sending it again. */
  | { readonly kind: 'outcome-unknown' }
  /** AWS may not have told all its parts of a change yet: wait, and believe the failure after `until` (epoch ms). */
  | { readonly kind: 'lag'; readonly until: number }
  /** AWS means it. */
  | { readonly kind: 'refused' };

/** Something that changed lately, so that AWS may still answer some calls as if it had not. */
export interface RecentChange {
  /** The codes that such a delay explains. */
  readonly codes: readonly string[];
  /** Epoch ms: later than this, a delay is no explanation any more. */
  readonly until: number;
}

/**
 * The changes that AWS spreads with a delay, by what the call depends on. Each takes the time of the change in epoch ms.
 * IAM is eventually consistent and gives no bound
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency).
 */
export function recentChanges({ sessionLagMs, roleLagMs, entityLagMs, boundaryLagMs }: LagSettings) {
  return {
    /** A session that AssumeRole has just given out is refused for seconds (aws-actions/configure-aws-credentials#1681). */
    sessionGiven: (at: number): RecentChange => ({
      codes: ['InvalidClientTokenId', 'ExpiredToken'],
      until: at + sessionLagMs,
    }),
    /** What a role may do, after its stack was launched or updated (hashicorp/terraform-provider-aws#6566: 10 to 30 s). */
    permissionsChanged: (at: number): RecentChange => ({ codes: ['AccessDenied'], until: at + roleLagMs }),
    /** A user, group, policy or attachment that was made: IAM may not find it, or authorize it by its bare name. */
    entityMade: (at: number): RecentChange => ({ codes: ['NoSuchEntity', 'AccessDenied'], until: at + entityLagMs }),
    /** One that was removed: its name, its place in a quota and what it held may still count. */
    entityRemoved: (at: number): RecentChange => ({
      codes: ['EntityAlreadyExists', 'LimitExceeded', 'DeleteConflict'],
      until: at + entityLagMs,
    }),
    /** The permissions boundary of a stack, which makes the role first and the boundary after it. */
    boundaryMade: (at: number): RecentChange => ({
      codes: ['NoSuchEntity', 'AccessDenied'],
      until: at + boundaryLagMs,
    }),
  } as const;
}

/** What the SDK itself would retry as a throttle (@smithy/service-error-classification), and what IAM calls one. */
const throttlingCodes = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

const transientCodes = new Set([
  'RequestTimeout',
  'RequestTimeoutException',
  // The SDK has put its clock right by now.
  'RequestTimeTooSkewed',
  // Another write to the same entity is under way.
  'ConcurrentModification',
]);

const transientStatuses = new Set([408, 429, 500, 502, 503, 504]);

/** IAM's EntityTemporarilyUnmodifiable lasts for minutes (API reference, "Common errors"). */
const unmodifiableMs = 3 * 60_000;

/** Whether AWS refused the call as one too many. */
export function isThrottle({ code, status }: AwsFailure): boolean {
  return throttlingCodes.has(code) || status === 429;
}

/**
 * The one place that decides what a failed call means.
 *
 * @param recent the changes that the call depends on and that AWS may not have spread yet
 * @param now epoch ms
 */
export function classifyFailure(failure: AwsFailure, recent: readonly RecentChange[], now: number): Verdict {
  const { code, status, outcome } = failure;
  if (code === 'EntityTemporarilyUnmodifiable') return { kind: 'transient', pauseMs: unmodifiableMs };
  if (isThrottle(failure) || transientCodes.has(code)) return { kind: 'transient', pauseMs: 0 };
  if (outcome === 'unknown' || transientStatuses.has(status ?? 0))
    return isRead(failure) ? { kind: 'transient', pauseMs: 0 } : { kind: 'outcome-unknown' };
  // A statement that denies is no delay: it is there.
  if (code === 'AccessDenied' && readAccessDenial(failure.message).isExplicit) return { kind: 'refused' };
  const until = Math.max(0, ...recent.filter(({ codes }) => codes.includes(code)).map((change) => change.until));
  return now < until ? { kind: 'lag', until } : { kind: 'refused' };
}

/** Whether the call changes nothing, so that it may be sent again at any time. AssumeRole makes a session, and no more. */
function isRead({ operation }: AwsFailure): boolean {
  return /^iam:(Get|List)/.test(operation) || operation.startsWith('sts:');
}
