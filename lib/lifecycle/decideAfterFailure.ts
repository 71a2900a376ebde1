import {
  entryProblem,
  isRoleRefused,
  isSessionRefused,
  roleNotUsableProblem,
  vendorSideProblem,
  type RefusalDeps,
} from '../account/entryProblems.ts';
import { AwsFailure, hasCode, isOwnServiceFailure } from '../core/awsFailure.ts';
import { FenceUnknown, LeaseLost } from '../core/controlFlowErrors.ts';
import { ProblemError } from '../core/errors.ts';
import { toProblem } from '../account/toProblem.ts';
import { deleteAgainMs } from '../record/heldKeys.ts';
import { hasNothingInAccount } from '../record/inAccount.ts';
import type { InStatus, Onboarding } from '../record/onboarding.ts';
import { retryDelayMs, type RetryDelayDeps } from './postpone.ts';
import { isRetryable, isRetryableOrVendorSide, mayPass } from './attemptRetry.ts';

type Because<K extends string> = { readonly kind: K; readonly problem: ProblemError };
/** This process changes nothing: it no longer holds the lease, the table failed, or the error is a defect. */
type Throw = { readonly kind: 'throw' };
/** A worker continues later. */
type Postpone = { readonly kind: 'postpone' };
/** The status stays as it is. The same work can be tried again after `delayMs`. */
type KeepStatus = { readonly kind: 'keep-status'; readonly delayMs: number };
type StopForPerson = Because<'stop-for-person'>;

/** What to do after a failed provisioning. `fail`: nothing can be in the account, so there is nothing to remove. */
export type AfterProvisioning =
  Throw | Postpone | Because<'await-access'> | Because<'fail'> | Because<'roll-back'> | StopForPerson;
/**
 * What to do after a failed removal. `end-unchecked`: the later look at an onboarding that has ended is not possible.
 */
type AfterCleanup = Throw | Postpone | StopForPerson | { readonly kind: 'end-unchecked' };
/** What to do after a failed claim. `refuse`: the caller gets the problem, and the onboarding stays `ready`. */
type AfterClaim = Throw | KeepStatus | Because<'refuse'> | StopForPerson;
/** What to do after a failed later look at a `claimed` onboarding, or a failed deletion of held keys. */
type AfterLook = Throw | KeepStatus;
/**
 * What to do if the key of a failed rotation could not be deleted. `end`: the onboarding is `claimed` again, and a later
 * look tries it again after `delayMs`.
 */
type AfterRotation = Throw | Postpone | { readonly kind: 'end'; readonly delayMs: number };

/**
 * What to do after a failed update. `undo`: what it has created is removed. `end`: it ends as it is, because AWS lets
 * Latchkey remove no more, and a later look tries it again.
 */
type AfterUpdate = Throw | Postpone | Because<'undo'> | Because<'end-update'>;

/** The statuses in which a process only removes things from the account. */
type Cleanup = InStatus<'claiming' | 'rolling_back' | 'offboarding'>;
type Deps = RefusalDeps & RetryDelayDeps;

/**
 * Decides what happens to an onboarding after its work has failed with `error`: whether it is tried again, undone, or
 * `needs_attention`. `record` is the record at the time of the failure; for a claim, it is the `ready` record from before
 * the claim. Changes nothing and throws nothing: the caller carries the decision out.
 */
export function decideAfterFailure(deps: Deps, record: InStatus<'provisioning'>, error: unknown): AfterProvisioning;
export function decideAfterFailure(deps: Deps, record: Cleanup, error: unknown): AfterCleanup;
export function decideAfterFailure(deps: Deps, record: InStatus<'ready'>, error: unknown): AfterClaim;
export function decideAfterFailure(deps: Deps, record: InStatus<'rotating'>, error: unknown): AfterRotation;
export function decideAfterFailure(deps: Deps, record: InStatus<'updating'>, error: unknown): AfterUpdate;
export function decideAfterFailure(
  deps: Deps,
  record: InStatus<'claimed' | 'needs_attention'>,
  error: unknown,
): AfterLook;
export function decideAfterFailure(
  deps: Deps,
  record: Onboarding,
  error: unknown,
): AfterProvisioning | AfterCleanup | AfterClaim | AfterRotation | AfterUpdate | AfterLook {
  // Another process has the lease, or the record may name the keys.
  if (error instanceof LeaseLost || error instanceof FenceUnknown) return { kind: 'throw' };
  // A worker tries again, after the lease has expired. A process whose claim failed deletes its own keys first.
  if (record.status !== 'ready' && isOwnServiceFailure(error)) return { kind: 'throw' };
  switch (record.status) {
    case 'provisioning':
      return afterProvisioning(deps, record, error);
    case 'claiming':
    case 'rolling_back':
    case 'offboarding':
      return afterCleanup(deps, record, error);
    case 'rotating':
      return afterRotation(deps, record, error);
    case 'updating':
      return afterUpdate(deps, record, error);
    case 'ready':
      return afterClaim(deps, record, error);
    case 'claimed':
      return afterLook(deps, record, error);
    case 'needs_attention':
      // A worker only deletes held keys, once a day.
      return { kind: 'keep-status', delayMs: deleteAgainMs };
    case 'awaiting_access':
    case 'failed':
    case 'expired':
    case 'offboarded':
      // No work on an onboarding in these statuses can fail.
      return { kind: 'throw' };
  }
}

function afterProvisioning(deps: Deps, record: InStatus<'provisioning'>, error: unknown): AfterProvisioning {
  const isEmpty = hasNothingInAccount(record);
  // If the cause is in the vendor's own account and nothing was created, a request ends the provisioning at once, so
  // that the caller gets a 503. A worker has no caller to answer. Expired credentials are renewed without anybody's
  // action.
  const mayWait = !isEmpty || record.lease.by === 'worker' || hasCode(error, 'ExpiredToken');
  if (mayWait ? isRetryableOrVendorSide(deps, record, error) : isRetryable(deps, record, error))
    return { kind: 'postpone' };
  const vendorSide = vendorSideProblem(deps, record.roleArn, error);
  if (vendorSide !== undefined || !isRoleRefused(error))
    return { kind: 'roll-back', problem: vendorSide ?? problemOfRecord(error) };
  if (!isEmpty) return needsPerson(deps, record, error);
  const problem = roleNotUsableProblem(deps, record.roleArn, error);
  // AWS may still carry out a call of an earlier attempt. The onboarding then has to end in `failed`, because in
  // `awaiting_access` it would get no later look.
  const mayAwait = problem.problem.slug === 'role-not-usable' && record.dueTimes.reconcile === undefined;
  return { kind: mayAwait ? 'await-access' : 'fail', problem };
}

function afterCleanup(deps: Deps, record: Cleanup, error: unknown): AfterCleanup {
  if (isRetryableOrVendorSide(deps, record, error)) return { kind: 'postpone' };
  // Only the later look at an onboarding that has ended can get here with nothing created. A claim has its users.
  const isShutOut = isSessionRefused(error) || entryProblem(deps, record.roleArn, error) !== undefined;
  if (record.status !== 'claiming' && isShutOut && hasNothingInAccount(record)) return { kind: 'end-unchecked' };
  return needsPerson(deps, record, error);
}

/**
 * Decides what the caller of a failed rotation, or of an update that could not begin, is answered: whether to send it again
 * after `delayMs`, or the problem. The keys that were handed over work, so nothing else follows from the failure.
 */
export function afterFailedRotation(deps: Deps, record: Onboarding, error: unknown): KeepStatus | Because<'refuse'> {
  const now = deps.clock.now();
  if (mayPass(error, now)) return { kind: 'keep-status', delayMs: retryDelayMs(deps, error, now) };
  return { kind: 'refuse', problem: needsPerson(deps, record, error).problem };
}

/** The problems of a claim that a person has to look at: the role is refused while users exist, or a user is not ours. */
const lost: readonly string[] = ['access-lost', 'role-denied', 'identity-changed'];

function afterClaim(deps: Deps, record: InStatus<'ready'>, error: unknown): AfterClaim {
  const now = deps.clock.now();
  if (mayPass(error, now)) return { kind: 'keep-status', delayMs: retryDelayMs(deps, error, now) };
  const stop = needsPerson(deps, record, error);
  return lost.includes(stop.problem.problem.slug) ? stop : { kind: 'refuse', problem: stop.problem };
}

/** A failed later look at a claimed onboarding is repeated every half hour for a day, then daily (ms). */
const lookAgainMs = 30 * 60_000;
const oneDayMs = 24 * 3_600_000;

/** The onboarding stays `claimed`, because its users work. */
function afterLook(deps: Deps, record: InStatus<'claimed'>, error: unknown): AfterLook {
  const now = deps.clock.now();
  // A problem is about the account too, for example that the role's session is in another account.
  const isOfAccount =
    isRoleRefused(error) || error instanceof AwsFailure || error instanceof ProblemError || mayPass(error, now);
  if (!isOfAccount) return { kind: 'throw' };
  const isRecent = now < (record.waiting?.since ?? now) + oneDayMs;
  return { kind: 'keep-status', delayMs: isRecent ? lookAgainMs : oneDayMs };
}

/** The keys that were handed over work, so nothing that happens to a new key leads to `needs_attention`. */
function afterRotation(deps: Deps, record: InStatus<'rotating'>, error: unknown): AfterRotation {
  if (isRetryableOrVendorSide(deps, record, error)) return { kind: 'postpone' };
  return { kind: 'end', delayMs: lookAgainMs };
}

/** The users work, so nothing that happens to an update leads to `needs_attention`. */
function afterUpdate(deps: Deps, record: InStatus<'updating'>, error: unknown): AfterUpdate {
  if (isRetryableOrVendorSide(deps, record, error)) return { kind: 'postpone' };
  const isShutOut = isSessionRefused(error) || entryProblem(deps, record.roleArn, error) !== undefined;
  const { problem } = needsPerson(deps, record, error);
  return { kind: record.update.phase === 'adding' && !isShutOut ? 'undo' : 'end-update', problem };
}

function needsPerson(deps: Deps, { roleArn }: Onboarding, error: unknown): StopForPerson {
  return { kind: 'stop-for-person', problem: entryProblem(deps, roleArn, error) ?? problemOfRecord(error) };
}

/** Returns the problem for the record. A request can run out of time; here, AWS did not do the work in all that time. */
function problemOfRecord(error: unknown): ProblemError {
  const thrown = toProblem(error);
  const { slug, detail, ...more } = thrown.problem;
  return slug === 'out-of-time' ? new ProblemError('aws-error', detail, more) : thrown;
}
