import type { Onboarding } from '../../client/index.ts';
import { exitCodes, Failure, WrongUsage } from '../failures.ts';

type AccessKey = NonNullable<Onboarding['accessKeys']>[number];

/** A key that is to be replaced. */
export interface ChosenKey {
  readonly userName: string;
  readonly accessKeyId: string;
  /** The keys of the user that were handed over and still exist. */
  readonly keysOfUser: readonly AccessKey[];
}

/**
 * Returns the key to replace: the one that the flags name, or else the one in force of the user. Whether a named key is in
 * force is for the service to say.
 *
 * @throws Failure if the onboarding has no keys, and WrongUsage if it has several users and the flags name none
 */
export function chooseKey(
  { id, status, accessKeys = [] }: Onboarding,
  { user, replaces }: { readonly user: string | undefined; readonly replaces: string | undefined },
): ChosenKey {
  if (accessKeys.length === 0)
    throw new Failure(
      exitCodes.refused,
      status === 'ready'
        ? `Onboarding ${id} has no keys yet. To issue them: latchkey claim ${id}`
        : `Onboarding ${id} has the status ${status}, so it has no key to replace. To see more: latchkey get ${id}`,
    );
  const inForce = accessKeys.filter(({ state }) => state === 'handed_over');
  const named = accessKeys.find(({ accessKeyId }) => accessKeyId === replaces);
  const ofUser = inForce.filter(({ userName }) => userName === (user ?? named?.userName ?? userName));
  const [key, another] = ofUser;
  if (key === undefined)
    throw new WrongUsage(`The onboarding has no key of the user ${user ?? ''}. ${listOf(inForce)}`);
  if (another !== undefined) throw new WrongUsage(`Name the user with --user. ${listOf(inForce)}`);
  const { userName, accessKeyId } = key;
  const keysOfUser = accessKeys.filter((each) => each.userName === userName);
  return { userName, accessKeyId: replaces ?? accessKeyId, keysOfUser };
}

const listOf = (keys: readonly AccessKey[]) =>
  `The keys in force are: ${keys.map(({ userName, accessKeyId }) => `${accessKeyId} of ${userName}`).join(', ')}.`;
