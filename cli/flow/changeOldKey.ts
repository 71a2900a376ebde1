import { LatchkeyProblem, type OnboardingAnswer } from '../../client/index.ts';
import type { CliContext } from '../context.ts';
import { exitCodes, Failure } from '../failures.ts';
import { printResult } from '../output/result.ts';
import { keyChangeText } from '../views/accessKeysText.ts';
import { RefusedKeyChange, type WayOn } from './refusedKeyChange.ts';
import { profileWords } from './rotationCommand.ts';

interface OldKey {
  readonly id: string;
  readonly accessKeyId: string;
  readonly json?: boolean | undefined;
  readonly profile?: string | undefined;
}

/**
 * Sends the change of a key that a rotation has replaced, and shows the keys afterwards. If the service refuses it, the
 * message has the commands with which one can go on.
 */
export async function changeOldKey(
  context: CliContext,
  key: OldKey,
  send: () => Promise<OnboardingAnswer>,
): Promise<void> {
  const { id, profile } = key;
  const { onboarding, isInProgress } = await send().catch((error: unknown) => {
    throw error instanceof LatchkeyProblem ? new RefusedKeyChange(error, waysOn(error, key)) : error;
  });
  printResult(context, key, onboarding, keyChangeText);
  if (isInProgress)
    throw new Failure(
      exitCodes.outOfTime,
      `AWS is late, and the service continues. To see the keys: latchkey get ${id}${profileWords(profile)}`,
    );
}

function waysOn({ type, call }: LatchkeyProblem, { id, accessKeyId, profile }: OldKey): readonly WayOn[] {
  const command = (words: string) => `latchkey ${words}${profileWords(profile)}`;
  switch (type.slice(type.lastIndexOf(':') + 1)) {
    case 'old-key-in-use':
      return [
        {
          when: 'If the new key is in use, and IAM does not show it yet',
          command: command(`retire ${id} ${accessKeyId} --confirmed`),
        },
        {
          when: 'Although something may use it, which stops working',
          command: command(`retire ${id} ${accessKeyId} --force`),
        },
      ];
    case 'unknown-key':
      return [{ when: 'To see the keys', command: command(`get ${id}`) }];
    case 'wrong-state':
      return call === 'retireKey'
        ? [
            {
              when: 'If it is the key in force: to replace it',
              command: command(`rotate ${id} --replaces ${accessKeyId}`),
            },
          ]
        : [];
    default:
      return [];
  }
}
