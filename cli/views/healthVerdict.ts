import type { OnboardingHealth } from '../../client/index.ts';
import { exitCodes } from '../failures.ts';

/** What a look at an account comes to. */
export interface HealthVerdict {
  readonly exitCode: number;
  /** A sentence for the person. */
  readonly says: string;
}

/** Returns what a look at an account comes to. An exposed key counts, although AWS and not somebody else made the change. */
export function verdictOf({ result, items, exposed }: OnboardingHealth): HealthVerdict {
  const { notAsPlanned, notKnown } = exitCodes;
  const drifted = items.filter(({ state }) => state === 'drifted').length;
  if (exposed.length > 0)
    return { exitCode: notAsPlanned, says: 'A key was found in public, and AWS has restricted its user.' };
  switch (result) {
    case 'as_planned':
      return { exitCode: exitCodes.done, says: 'Everything is as planned.' };
    case 'drifted':
      return {
        exitCode: notAsPlanned,
        says: `${drifted} ${drifted === 1 ? 'thing is' : 'things are'} not as planned.`,
      };
    case 'access_lost':
      return { exitCode: notAsPlanned, says: 'AWS refuses the bootstrap role.' };
    case 'incomplete':
      return { exitCode: notKnown, says: 'Nothing differs, but not everything is known.' };
    case null:
      return { exitCode: notKnown, says: 'Nobody has looked at the account yet.' };
  }
}
