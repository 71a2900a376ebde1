import type { Onboarding } from '../../client/index.ts';

/** The onboarding is not as the command wants it, and the command has ended. The onboarding's problem says why. */
export class OnboardingStopped extends Error {
  readonly onboarding: Onboarding;
  /** Whether the time of the command is over, and the work continues. */
  readonly isLate: boolean;
  /** The command that continues. */
  readonly next: string;

  constructor(onboarding: Onboarding, { isLate = false, next = `latchkey get ${onboarding.id}` } = {}) {
    super(`Onboarding ${onboarding.id} is ${onboarding.status}.`);
    this.name = 'OnboardingStopped';
    this.onboarding = onboarding;
    this.isLate = isLate;
    this.next = next;
  }
}
