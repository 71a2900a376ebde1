import { LatchkeyWaitError, type Onboarding } from '../../client/index.ts';
import type { OnboardingStopped } from '../flow/onboardingStopped.ts';
import { problemText, type Surroundings } from './problemText.ts';

/** Returns why an onboarding is not as the command wants it, and how to continue. */
export function stoppedText(error: LatchkeyWaitError | OnboardingStopped, surroundings: Surroundings): string {
  const { onboarding } = error;
  const { id, status, problem, waiting } = onboarding;
  const isLate = error instanceof LatchkeyWaitError && error.reason === 'timeout';
  const state = isLate ? 'The time is over' : 'The onboarding has stopped';
  return [
    `${state}: ${id} is ${status}.`,
    ...(waiting === undefined ? [] : [`It waits for AWS until ${waiting.until}: ${waiting.reason}`]),
    ...(problem === undefined ? [] : [problemText({ ...problem, onboarding: id }, surroundings)]),
    whatNext(onboarding, isLate),
  ].join('\n');
}

function whatNext({ id, status }: Onboarding, isLate: boolean): string {
  if (status === 'needs_attention') return `What is left: latchkey get ${id}. To remove it: latchkey offboard ${id}`;
  return isLate ? `The work continues: latchkey get ${id}` : `To see more: latchkey get ${id}`;
}
