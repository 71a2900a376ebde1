import { hasCode } from '../core/awsFailure.ts';
import { WaitingForAws } from '../core/controlFlowErrors.ts';
import { disclosedKeyIds, idsOf } from '../record/disclosedKeyIds.ts';
import { heldKeys } from '../record/heldKeys.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import { withFoundKey } from '../record/unknownCalls.ts';
import { deactivateKey, deleteKey, isRefusal } from './endKey.ts';
import type { KeyContext } from './keyContext.ts';
import { checkOwnership, isSameEntity } from './ownership.ts';
import type { ListedAccessKey } from './ports.ts';
import { classifyKeys, toleranceMs, withOthersKeys } from './unlistedKeys.ts';

/** Which keys of a user to keep. */
export type KeptKeys =
  /** The disclosed keys, and those that somebody else created. */
  | 'disclosed'
  /** Those that somebody else created. */
  | 'others'
  /** None. */
  | 'none';

export interface KeyRemoval {
  readonly keep: KeptKeys;
  /** Default: `delete`. A deactivated key still exists. */
  readonly how?: 'delete' | 'deactivate';
  /**
   * Returns the user with its current name, or undefined if it is no longer ours: IAM identifies keys by the user's name,
   * which may belong to another user by now. If the keys are deleted, it is called after the held keys are.
   */
  readonly findUser: () => Promise<ResourceRecord | undefined>;
}

/**
 * Deletes or deactivates keys of a user, and notes each for the receipt. The record and a list of the user's keys
 * decide which. Other functions end only a key whose ID they have: `deleteWithoutLease` and `deleteHeldKeys` one that nobody has
 * received, and a rotation (`endPrevious`, `changeKey`) an old key.
 *
 * The held keys are deleted first, before any list: ListAccessKeys may not show a new key yet. An unlisted key is
 * deleted only if a call on record explains it. All others belong to somebody else; they are kept and named, unless
 * `keep` is `none`.
 *
 * @throws TypeError, before any call, for a record in a status that `disclosedKeyIds` does not know
 */
export async function removeKeys(context: KeyContext, user: ResourceRecord, removal: KeyRemoval): Promise<void> {
  const { how = 'delete', keep, findUser } = removal;
  const disclosed = idsOf(disclosedKeyIds(context.record()), user.name);
  const end = (userName: string, id: string) => {
    const key = { user, userName, id };
    return how === 'deactivate' ? deactivateKey(context, key) : deleteKey(context, key);
  };
  const enter = async () => {
    const ours = await context.call(findUser, { on: [user] });
    // The disclosed keys are deactivated first, because the list of keys may be out of date, fail or be denied.
    if (ours !== undefined && how === 'deactivate') for (const id of disclosed) await end(ours.name, id);
    return ours;
  };
  if (how === 'delete') await deleteHeldKeys(context, user);
  const found = how === 'delete' ? await enter() : await enterWhileDeleting(context, user, enter);
  if (found === undefined) return;
  const isRemovedNext = keep === 'none' && how === 'delete';
  const listed = await context.call(() => listKeys(context, found, isRemovedNext ? undefined : findUser), {
    on: [user],
  });
  if (keep === 'none') {
    const left = how === 'deactivate' ? listed.filter(({ id }) => !disclosed.includes(id)) : listed;
    for (const { id } of left) await end(found.name, id);
    return;
  }
  await deleteUnlistedKeys(context, user, listed);
  if (keep === 'others') for (const { id } of listed) if (disclosed.includes(id)) await end(found.name, id);
}

/**
 * Runs `enter`, which deactivates the disclosed keys, and deletes the held keys at the same time: however long their
 * deletion takes, nobody can use the disclosed keys meanwhile. Ignores a refused deletion, because the teardown tries it
 * again.
 */
async function enterWhileDeleting<T>(context: KeyContext, user: ResourceRecord, enter: () => Promise<T>): Promise<T> {
  const [entered, deleted] = await Promise.allSettled([enter(), deleteHeldKeys(context, user)]);
  if (entered.status === 'rejected') throw entered.reason;
  if (deleted.status === 'rejected' && !isRefusal(deleted.reason, context.deps.clock.now())) throw deleted.reason;
  return entered.value;
}

/** Deletes the keys of a user that nobody has received and whose IDs are on record. Needs no list of keys. */
export async function deleteHeldKeys(context: KeyContext, user: ResourceRecord): Promise<void> {
  for (const { id, userArn, sentAt } of heldKeys(context.record()))
    if (userArn === user.arn) await deleteKey(context, { user, userName: user.name, id }, sentAt);
}

/** Lists the keys of a user. `findUser` undefined: an absent user has no keys. */
async function listKeys(
  { account, deps, since }: KeyContext,
  user: ResourceRecord,
  findUser: KeyRemoval['findUser'] | undefined,
): Promise<readonly ListedAccessKey[]> {
  try {
    return await account.listAccessKeys(user.name);
  } catch (error) {
    if (!hasCode(error, 'NoSuchEntity')) throw error;
    if (findUser === undefined || (await findUser()) === undefined) return [];
    const until = since + deps.settings.entityLagMs;
    if (deps.clock.now() >= until) throw error;
    throw new WaitingForAws(`IAM shows ${user.arn}, but does not list its access keys.`, until, error);
  }
}

/** Deletes the listed keys that a call on record explains. Keeps the other unlisted keys, and names them. */
async function deleteUnlistedKeys(
  context: KeyContext,
  user: ResourceRecord,
  listed: readonly ListedAccessKey[],
): Promise<void> {
  const { account, deps } = context;
  const { ours, others } = await context.call(
    () => classifyKeys({ deps, account, record: context.record(), user }, listed),
    { on: [user] },
  );
  if (ours.length > 0) await context.assertUnchanged();
  for (const { id, createdAt } of ours) {
    context.note((record) => withFoundKey(record, user, id, createdAt, toleranceMs(deps.settings)));
    // The list shows the key, so NoSuchEntity means that it is deleted.
    await deleteKey(context, { user, userName: user.name, id });
  }
  const { userItems, foreignKeyIds = [] } = context.record();
  const foreign = idsOf(foreignKeyIds, user.name).filter((id) => listed.some((each) => each.id === id));
  const named = [...others, ...foreign];
  if (withOthersKeys(userItems, user, named) === userItems) return;
  context.note((record) => ({ ...record, userItems: withOthersKeys(record.userItems, user, named) }));
  if (others.length > 0)
    deps.log.warn('Latchkey leaves keys that no call on record explains', { user: user.arn, keyIds: others });
}

/** Returns a user of the record if the user under its name is still ours, for `findUser`. */
export async function findIfOurs(context: KeyContext, user: ResourceRecord): Promise<ResourceRecord | undefined> {
  return isSameEntity(await checkOwnership(context, user), user) ? user : undefined;
}
