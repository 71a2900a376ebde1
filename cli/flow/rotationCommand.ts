import { destinationWords } from '../flags/destinationFlags.ts';
import type { KeyDestination } from '../keys/destination.ts';
import { shellWord } from '../output/shellWord.ts';
import { durationWord } from '../output/time.ts';

/** What a rotation asks for. */
export interface RotationWish {
  readonly userName: string;
  readonly replaces: string;
  /** Undefined: the default of the service. */
  readonly graceSeconds: number | undefined;
  readonly endGrace: boolean;
  readonly confirmed: boolean;
  readonly undelivered: boolean;
  readonly destination: KeyDestination;
  /** The profile of the command line. */
  readonly profile: string | undefined;
}

/** Returns the command line of a rotation. */
export function rotationCommand(id: string, wish: RotationWish): string {
  const { userName, replaces, graceSeconds, endGrace, confirmed, undelivered, destination, profile } = wish;
  return [
    `latchkey rotate ${id} --user ${shellWord(userName)} --replaces ${replaces}`,
    graceSeconds === undefined ? '' : ` --grace ${graceSeconds === 0 ? '0' : durationWord(graceSeconds)}`,
    endGrace ? ' --end-grace' : '',
    confirmed ? ' --confirmed' : '',
    undelivered ? ' --undelivered' : '',
    destinationWords(destination),
    profileWords(profile),
  ].join('');
}

/** Returns the flag with the profile of the command line again. */
export function profileWords(profile: string | undefined): string {
  return profile === undefined ? '' : ` --profile ${shellWord(profile)}`;
}
