import type { Onboarding } from './generated/types.gen.js';

/** Why a wait has ended: its time is over, or the onboarding cannot get what was waited for any more. */
export type WaitFailure = 'timeout' | 'unreachable';

/** A wait for an onboarding has ended without success. */
export class LatchkeyWaitError extends Error {
  override readonly name = 'LatchkeyWaitError';
  readonly reason: WaitFailure;
  /** The onboarding as it was last read. Its `problem` and `waiting` say more. */
  readonly onboarding: Onboarding;

  constructor(reason: WaitFailure, onboarding: Onboarding, wanted: string, cause?: unknown) {
    const { id, status } = onboarding;
    const start =
      reason === 'timeout'
        ? `The time for waiting is over: onboarding ${id} is ${status}, and ${wanted} was waited for.`
        : `Onboarding ${id} is ${status}, so it does not become ${wanted}.`;
    super([start, whatIsMissing(onboarding)].filter((part) => part !== '').join(' '), { cause });
    this.reason = reason;
    this.onboarding = onboarding;
  }
}

/** Returns what an onboarding waits for or why it has stopped, as sentences. Empty if it says nothing. */
export function whatIsMissing({ status, problem, waiting, access }: Onboarding): string {
  if (waiting !== undefined) return `It waits for AWS until ${waiting.until}: ${waiting.reason}`;
  if (status === 'awaiting_access' && access !== undefined)
    return 'The tenant has to launch the CloudFormation stack at access.launchUrl. Then call provision.';
  return problem === undefined ? '' : `${problem.title}. ${problem.detail}`;
}
