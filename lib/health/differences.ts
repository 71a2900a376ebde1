import type { Difference } from './look.ts';

/** What is to be said about a difference. */
interface Words {
  readonly why: string;
  readonly toDo: string;
}

const notByProvision = 'Latchkey changes nothing of an onboarding that is set up.';

/** Something that was planned and is not there, or is another one. A person in the account can set it right. */
export function lacking(expected: string, found: string | undefined, toDo: string): Difference {
  const both = found === undefined ? { what: 'missing' as const } : { what: 'changed' as const, found };
  return { ...both, expected, repair: 'none', why: notByProvision, toDo };
}

/** Something that was planned and that only Latchkey can create again. */
export function lost(expected: string, found: string | undefined, toDo: string): Difference {
  return { ...lacking(expected, found, toDo), repair: 'offboard', why: removedAndMadeAnew };
}

const removedAndMadeAnew = 'DELETE removes what is left of the onboarding, and another create sets it up again.';

/** Something that was not planned. */
export function extra(found: string, { why, toDo }: Words): Difference {
  return { what: 'extra', found, repair: 'none', why, toDo };
}

/** Something about a key that a rotation sets right. */
export function ofKey(expected: string, found: string | undefined, toDo: string): Difference {
  return { ...lacking(expected, found, toDo), repair: 'rotate', why: 'A rotation hands over another key.' };
}
