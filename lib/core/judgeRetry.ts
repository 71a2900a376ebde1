import { readAccessDenial, type AwsFailure } from './awsFailure.ts';
import type { LagSettings } from './ports.ts';

/** Whether a failed call to STS or IAM may be sent again. */
export type Verdict =
  /** The same call may succeed after at least `pauseMs`. */
  | { readonly kind: 'transient'; readonly pauseMs: number }
  /** AWS may have carried out the change. The caller must check the account before it sends the call again. */
  | { readonly kind: 'outcome-unknown' }
  /** A delay inside AWS can explain the failure. After `until` (epoch ms), the failure is final. */
  | { readonly kind: 'lag'; readonly until: number }
  /** The failure is final. */
  | { readonly kind: 'refused' };

/** A recent change that AWS may not have distributed yet, so that some calls fail as if it had not happened. */
export interface RecentChange {
  /** The error codes that the delay can explain. */
  readonly codes: readonly string[];
  /** Until when a delay can be the cause (epoch ms). */
  readonly until: number;
}

/**
 * Returns the kinds of changes that AWS distributes with a delay. Each takes the time of the change in epoch ms.
 * IAM is eventually consistent and gives no bound
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency).
 */
export function recentChanges({ sessionLagMs, roleLagMs, entityLagMs, boundaryLagMs }: LagSettings) {
  return {
    /** STS returned a session. IAM may refuse it for seconds (aws-actions/configure-aws-credentials#1681). */
    sessionGiven: (at: number): RecentChange => ({
      codes: ['InvalidClientTokenId', 'ExpiredToken'],
      until: at + sessionLagMs,
    }),
    /** The role's stack was launched or updated (hashicorp/terraform-provider-aws#6566: 10 to 30 s). */
    permissionsChanged: (at: number): RecentChange => ({ codes: ['AccessDenied'], until: at + roleLagMs }),
    /**
     * A user, group, policy or attachment was created. IAM may not find it, or may authorize a call for its name without
     * the path.
     */
    entityMade: (at: number): RecentChange => ({ codes: ['NoSuchEntity', 'AccessDenied'], until: at + entityLagMs }),
    /** A resource was removed. IAM may still count its name, its place in a quota, and its attachments. */
    entityRemoved: (at: number): RecentChange => ({
      codes: ['EntityAlreadyExists', 'LimitExceeded', 'DeleteConflict'],
      until: at + entityLagMs,
    }),
    /** The stack created the role. It creates the permissions boundary after the role. */
    boundaryMade: (at: number): RecentChange => ({
      codes: ['NoSuchEntity', 'AccessDenied'],
      until: at + boundaryLagMs,
    }),
  } as const;
}

/** The codes that the SDK retries as throttling (@smithy/core/retry), without LimitExceeded and DynamoDB's transactions. */
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
  // The SDK has corrected its clock.
  'RequestTimeTooSkewed',
  // IAM processes another write to the same entity.
  'ConcurrentModification',
]);

const transientStatuses = new Set([408, 429, 500, 502, 503, 504]);

/** IAM's EntityTemporarilyUnmodifiable lasts for minutes (API reference, "Common errors"). */
const unmodifiableMs = 3 * 60_000;

/** Returns whether AWS throttled the call. */
export function isThrottle({ code, status }: AwsFailure): boolean {
  return throttlingCodes.has(code) || status === 429;
}

/**
 * Decides whether a failed call to STS or IAM may be sent again, and when.
 *
 * @param recent the recent changes that the call depends on
 * @param now epoch ms
 */
export function judgeRetry(failure: AwsFailure, recent: readonly RecentChange[], now: number): Verdict {
  const { code, status, outcome } = failure;
  if (code === 'EntityTemporarilyUnmodifiable') return { kind: 'transient', pauseMs: unmodifiableMs };
  if (isThrottle(failure) || transientCodes.has(code)) return { kind: 'transient', pauseMs: 0 };
  if (outcome === 'unknown' || transientStatuses.has(status ?? 0))
    return isRead(failure) ? { kind: 'transient', pauseMs: 0 } : { kind: 'outcome-unknown' };
  // A delay cannot add a statement that denies.
  if (code === 'AccessDenied' && readAccessDenial(failure.message).isExplicit) return { kind: 'refused' };
  const until = Math.max(0, ...recent.filter(({ codes }) => codes.includes(code)).map((change) => change.until));
  return now < until ? { kind: 'lag', until } : { kind: 'refused' };
}

/** Returns whether the call changes nothing, so that it can be repeated. AssumeRole only creates a session. */
function isRead({ operation }: AwsFailure): boolean {
  return /^iam:(Get|List)/.test(operation) || operation.startsWith('sts:');
}
