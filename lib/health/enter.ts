import { entryProblem, isRoleRefused, vendorSideProblem } from '../account/entryProblems.ts';
import { openAccountOf, readAccess, type OpenedAccount } from '../account/openRunContext.ts';
import type { AccountDeps } from '../account/ports.ts';
import { AwsFailure, readAccessDenial } from '../core/awsFailure.ts';
import { AccessRetired, OutOfTime, WaitingForAws } from '../core/controlFlowErrors.ts';
import { ProblemError } from '../core/errors.ts';
import type { CallGuard } from '../core/ports.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { whyUnknown } from './checkItem.ts';

/** A session in the account, or why there is none. */
export type Entry =
  | { readonly kind: 'in'; readonly opened: OpenedAccount }
  /** AWS refuses the role. `isFinal`: waiting does not help. */
  | { readonly kind: 'refused'; readonly detail: string; readonly isFinal: boolean }
  /** AWS did not answer, or not in time. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** With this, `openAccountOf` believes the first refusal. A look waits for nothing: the next look asks again. */
const believedAtOnce = { code: 'AccessDenied', reason: '', since: 0, until: 0 };

/**
 * Assumes the bootstrap role of an onboarding for a look. Throws the problem `vendor-side-error` if AWS refuses
 * Latchkey's own function, which says nothing about the tenant.
 */
export async function enter(deps: AccountDeps, record: Onboarding, guard: CallGuard, deadline: number): Promise<Entry> {
  // A probe is asked for by the look itself. What an earlier one found is not used for it.
  const fresh = { ...deps, closedTrusts: new Map<string, number>() };
  try {
    const access = await readAccess(deps, record);
    const asked = { ...record, waiting: believedAtOnce };
    return { kind: 'in', opened: await openAccountOf(fresh, asked, access, guard, deadline, true) };
  } catch (error) {
    const vendorSide = vendorSideProblem(deps, record.roleArn, error);
    if (vendorSide !== undefined) throw vendorSide;
    const problem = error instanceof ProblemError ? error : entryProblem(deps, record.roleArn, error);
    if (problem !== undefined) {
      const isExplicit = error instanceof AwsFailure && readAccessDenial(error.message).isExplicit;
      const isFinal = !isRoleRefused(error) || error instanceof AccessRetired || isExplicit;
      return { kind: 'refused', detail: problem.problem.detail, isFinal };
    }
    if (error instanceof AwsFailure || error instanceof OutOfTime || error instanceof WaitingForAws)
      return { kind: 'unknown', reason: whyUnknown(error) };
    throw error;
  }
}
