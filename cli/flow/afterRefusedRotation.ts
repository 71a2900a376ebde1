import type { LatchkeyProblem, Onboarding } from '../../client/index.ts';
import { profileWords, rotationCommand, type RotationWish } from './rotationCommand.ts';
import type { WayOn } from './refusedKeyChange.ts';

/**
 * Returns the commands with which one can go on after a rotation was refused.
 *
 * @param current the onboarding as it is after the refusal, or undefined if it could not be read
 */
export function afterRefusedRotation(
  id: string,
  { type }: Pick<LatchkeyProblem, 'type'>,
  wish: RotationWish,
  current: Onboarding | undefined,
): readonly WayOn[] {
  const again = (changes: Partial<RotationWish> = {}) => rotationCommand(id, { ...wish, ...changes });
  const ofUser = current?.accessKeys?.filter(({ userName }) => userName === wish.userName) ?? [];
  const undelivered = { undelivered: true, endGrace: false, confirmed: false };
  switch (type.slice(type.lastIndexOf(':') + 1)) {
    case 'already-rotated': {
      const inForce = ofUser.find(({ state }) => state === 'handed_over');
      if (inForce === undefined)
        return [{ when: 'To see the keys', command: `latchkey get ${id}${profileWords(wish.profile)}` }];
      const replaces = inForce.accessKeyId;
      return [
        { when: `If nobody has got the key ${replaces}`, command: again({ replaces, ...undelivered }) },
        { when: 'To replace that key as well', command: again({ replaces, undelivered: false }) },
      ];
    }
    case 'foreign-key':
      return [{ when: 'After the administrator has deleted that key', command: again() }];
    case 'key-retiring':
      return wish.undelivered
        ? ofUser
            .filter(({ state }) => state === 'inactive')
            .flatMap(({ accessKeyId }) => [
              {
                when: 'To activate the old key',
                command: `latchkey reactivate ${id} ${accessKeyId}${profileWords(wish.profile)}`,
              },
              { when: 'Then', command: again() },
            ])
        : [
            { when: 'To delete the old key first', command: again({ endGrace: true }) },
            { when: `If nobody has got the key ${wish.replaces}`, command: again(undelivered) },
          ];
    case 'key-in-use':
      return [{ when: 'To replace the key nevertheless', command: again({ undelivered: false }) }];
    case 'key-unused':
      return [
        { when: 'If nobody needs the old key any more', command: again({ confirmed: true }) },
        { when: `If nobody has got the key ${wish.replaces}`, command: again(undelivered) },
      ];
    case 'in-progress':
      return [{ when: 'To try again', command: again() }];
    default:
      return [];
  }
}
