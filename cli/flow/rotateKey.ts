import { LatchkeyProblem, type Onboarding } from '../../client/index.ts';
import { mustConfirm } from '../flags/confirmation.ts';
import { takesStdout } from '../flags/destinationFlags.ts';
import { checkDestination } from '../keys/checkDestination.ts';
import type { KeyDestination } from '../keys/destination.ts';
import { expectedUsers } from '../keys/expectedUsers.ts';
import { notice } from '../output/notice.ts';
import { printResult } from '../output/result.ts';
import { durationWord } from '../output/time.ts';
import { keyChangeText, oldKeyLine } from '../views/accessKeysText.ts';
import { afterRefusedRotation } from './afterRefusedRotation.ts';
import { issueKeys } from './issueKeys.ts';
import { chooseKey, type ChosenKey } from './keyInForce.ts';
import { keyOutput } from './keyOutput.ts';
import { orSayHowToContinue } from './orSayHowToContinue.ts';
import { RefusedKeyChange } from './refusedKeyChange.ts';
import { profileWords, rotationCommand, type RotationWish } from './rotationCommand.ts';
import type { Work } from './work.ts';

/** The flags of a rotation. */
export interface RotationChoice extends Omit<RotationWish, 'userName' | 'replaces'> {
  readonly user: string | undefined;
  readonly replaces: string | undefined;
  readonly yes: boolean | undefined;
  readonly json: boolean | undefined;
}

/**
 * Replaces a key of a claimed onboarding, and writes the new one where the choice says, which is checked before. Asks
 * before, unless the choice names the key. A profile with the old key has the new one afterwards.
 */
export async function rotateKey(work: Work, id: string, choice: RotationChoice): Promise<void> {
  const { context, client } = work;
  const found = await client.get(id, { signal: context.interrupted });
  const key = chooseKey(found, choice);
  const wish = { ...choice, userName: key.userName, replaces: key.accessKeyId };
  const checked = await checkDestination(wish.destination, [key.userName], keyOutput(context), {
    userName: key.userName,
    accessKeyIds: key.keysOfUser.map(({ accessKeyId }) => accessKeyId),
    users: expectedUsers(found)?.length ?? 1,
  });
  if (choice.replaces === undefined) await mustConfirm(context, choice, questionOf(found, key, wish));
  const command = rotationCommand(id, wish);
  const rotated = await orSayHowToContinue({ next: command, interrupted: 'No key was replaced. To continue' }, () =>
    issueKeys(work, rotationCall(work, id, wish), checked).catch(async (error: unknown) => {
      throw error instanceof LatchkeyProblem ? await refused(work, id, error, wish) : error;
    }),
  );
  for (const old of key.keysOfUser) notice(context, oldKeyLine(rotated, old.accessKeyId, profileWords(wish.profile)));
  if (!takesStdout(wish.destination)) printResult(context, choice, rotated, keyChangeText);
}

function rotationCall({ client }: Work, id: string, wish: RotationWish) {
  const { userName, replaces, graceSeconds, endGrace, confirmed, undelivered } = wish;
  const request = {
    ...{ userName, replaces },
    ...(graceSeconds !== undefined && { graceSeconds }),
    ...(endGrace && { endGrace }),
    ...(confirmed && { confirmed }),
    ...(undelivered && { undelivered }),
  };
  return {
    what: 'rotation',
    next: rotationCommand(id, wish),
    send: (options: object) => client.rotate(id, request, options),
    withoutKeys: ({ reason = 'The service does not repeat it.' }) =>
      `The answer had no key. ${reason}\nlatchkey get ${id} shows whether the key was replaced. If so, latchkey rotate ${id} --user ${userName} --undelivered replaces the new one.`,
  };
}

/** The ways on depend on the keys that the user has by now. */
async function refused({ client }: Work, id: string, problem: LatchkeyProblem, wish: RotationWish) {
  const current = await client.get(id, { retries: 0 }).catch(() => undefined);
  return new RefusedKeyChange(problem, afterRefusedRotation(id, problem, wish, current));
}

function questionOf({ tenantId, accountId }: Onboarding, { userName, accessKeyId }: ChosenKey, wish: RotationWish) {
  const { graceSeconds = 24 * 3600, undelivered, destination } = wish;
  const what = `Replace the key ${accessKeyId} of the user ${userName} (${tenantId}, account ${accountId})?`;
  const after = undelivered
    ? 'It is deleted if nobody has used it.'
    : graceSeconds === 0
      ? 'It stops working at once.'
      : `It works on for ${durationWord(graceSeconds)}.`;
  return `${what} ${after}${placeOf(destination)}`;
}

/** Says where the new key goes, if that is a file of the user. */
function placeOf(destination: KeyDestination): string {
  switch (destination.kind) {
    case 'profile':
      return ` The profile ${destination.name} gets the new key.`;
    case 'csv':
      return destination.file === '-' ? '' : ` The new key goes to ${destination.file}.`;
    case 'format':
    case 'json':
    case 'shown':
      return '';
  }
}
