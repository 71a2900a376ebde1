import type { OnboardingStopped } from '../flow/onboardingStopped.ts';
import { printable } from '../output/printable.ts';
import { problemText, type Surroundings } from './problemText.ts';

/** Returns why an onboarding is not as the command wants it, and how to continue. */
export function stoppedText({ onboarding, isLate, next }: OnboardingStopped, surroundings: Surroundings): string {
  const { id, status, problem, waiting } = onboarding;
  if (isLate && status === 'awaiting_access')
    return `The time is over, and the tenant has not launched the stack of ${id} yet. Nothing is lost: no key was issued.\nTo go on waiting: ${next}`;
  return [
    `${isLate ? 'The time is over' : 'The onboarding has stopped'}: ${id} is ${status}.`,
    ...(waiting === undefined ? [] : [printable(`It waits for AWS until ${waiting.until}: ${waiting.reason}`)]),
    ...(problem === undefined ? [] : [problemText({ ...problem, onboarding: id }, surroundings)]),
    status === 'needs_attention'
      ? `What is left: latchkey get ${id}. To remove it: latchkey offboard ${id}`
      : `${isLate ? 'The work continues. To follow it' : 'To see more'}: ${next}`,
  ].join('\n');
}
