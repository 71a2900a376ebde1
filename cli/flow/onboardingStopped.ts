import type { Onboarding } from '../../client/index.ts';

/** The onboarding has stopped before it was as the command wants it. Its problem says why. */
export class OnboardingStopped extends Error {
  readonly onboarding: Onboarding;

  constructor(onboarding: Onboarding) {
    super(`Onboarding ${onboarding.id} is ${onboarding.status}.`);
    this.name = 'OnboardingStopped';
    this.onboarding = onboarding;
  }
}
