import { vendorSideProblem, type RefusalDeps } from '../account/entryProblems.ts';
import type { AccountDeps } from '../account/ports.ts';
import { AwsFailure } from '../core/awsFailure.ts';
import { judgeRetry } from '../core/judgeRetry.ts';
import { OutOfTime, WaitingForAws } from '../core/controlFlowErrors.ts';
import type { Leased } from '../record/onboarding.ts';

/**
 * For how long after the first attempt Latchkey starts further attempts, in milliseconds. After that the failure is
 * final, so that no onboarding stays in progress for ever.
 */
const giveUpAfterMs = 40 * 60_000;

/** Returns whether the cause of the error may end without anybody's action. `now`: epoch ms. */
export function mayPass(error: unknown, now: number): boolean {
  if (!(error instanceof AwsFailure)) return error instanceof WaitingForAws || error instanceof OutOfTime;
  const { kind } = judgeRetry(error, [], now);
  return kind === 'transient' || kind === 'outcome-unknown';
}

/** Returns whether the attempt can be tried again later, and Latchkey still starts attempts. */
export function isRetryable({ clock }: Pick<AccountDeps, 'clock'>, { lease }: Leased, error: unknown): boolean {
  const now = clock.now();
  return mayPass(error, now) && now < lease.since + giveUpAfterMs;
}

/**
 * Returns whether a worker tries the attempt again later, for an onboarding that has resources in the account. In
 * addition to the errors of `isRetryable`, Latchkey then retries failures whose cause is in the vendor's own AWS account,
 * because the tenant cannot correct them.
 */
export function isRetryableOrVendorSide(
  deps: RefusalDeps & Pick<AccountDeps, 'clock'>,
  record: Leased,
  error: unknown,
): boolean {
  if (vendorSideProblem(deps, record.roleArn, error) === undefined) return isRetryable(deps, record, error);
  return deps.clock.now() < record.lease.since + giveUpAfterMs;
}
