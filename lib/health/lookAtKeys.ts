import { disclosedKeys } from '../record/disclosedKeyIds.ts';
import type { HandedOverKey } from '../record/handedOverKeys.ts';
import type { Onboarding, ResourceRecord } from '../record/onboarding.ts';
import { isOwnKey } from '../record/unknownCalls.ts';
import type { ListedAccessKey } from '../account/ports.ts';
import { OutOfTime, WaitingForAws } from '../core/controlFlowErrors.ts';
import { AwsFailure } from '../core/awsFailure.ts';
import type { LookContext } from './context.ts';
import { checkItem, type Found } from './checkItem.ts';
import { extra, ofKey } from './differences.ts';
import type { LookedKey, LookItem } from './look.ts';

/** The results for the keys of one user. */
export interface KeyLook {
  readonly items: readonly LookItem[];
  readonly keys: readonly LookedKey[];
}

/** Compares the keys of a user with those on record, and reads when each was last used. */
export async function lookAtKeys(context: LookContext, user: ResourceRecord): Promise<KeyLook> {
  const { account, call, record } = context;
  let listed: readonly ListedAccessKey[] | undefined;
  const disclosed = disclosedKeys(record).filter(({ userName }) => userName === user.name);
  const list = async () => (listed ??= await call(() => account.listAccessKeys(user.name)));
  const items: LookItem[] = [];
  for (const key of disclosed)
    items.push(await checkItem(context, 'key', key.id, async () => differencesOf(user, key, await list())));
  // Without a key on record, the list is still read: somebody may have created one.
  if (disclosed.length === 0) await list().catch(() => undefined);
  for (const { id } of listed ?? []) {
    if (disclosed.some((key) => key.id === id) || isKnown(record, user, id)) continue;
    items.push(await checkItem(context, 'key', id, () => Promise.resolve(unplannedKey(user, id))));
  }
  const keys: LookedKey[] = [];
  const ids = [...new Set([...disclosed.map(({ id }) => id), ...(listed ?? []).map(({ id }) => id)])];
  for (const id of ids) keys.push(await describeKey(context, user, id, listed));
  return { items, keys };
}

function differencesOf(user: ResourceRecord, key: HandedOverKey, listed: readonly ListedAccessKey[]): Found {
  const found = listed.find(({ id }) => id === key.id);
  // A key that was replaced has a look of its own, at the end of its grace time, which follows what others do with it.
  if (key.state !== 'handed_over' || found?.isActive === true) return { differences: [] };
  if (found === undefined) return { differences: [ofKey('active', undefined, 'Find out who deleted it, and rotate.')] };
  const command = `aws iam update-access-key --user-name ${user.name} --access-key-id ${key.id} --status Active`;
  const toDo = `Find out who deactivated it. An administrator activates it again with: ${command}`;
  return { differences: [ofKey('active', 'inactive', toDo)] };
}

function unplannedKey({ name }: ResourceRecord, id: string): Found {
  const difference = extra(id, {
    why: 'Latchkey did not hand it over. Offboarding deletes it, because IAM deletes no user that has a key.',
    toDo: `If nobody knows it, delete it: aws iam delete-access-key --user-name ${name} --access-key-id ${id}`,
  });
  return { differences: [difference] };
}

/**
 * Whether a key that was not handed over is no surprise: it was there before the first claim, or Latchkey created it and
 * is still to delete it.
 */
function isKnown(record: Onboarding, { name }: ResourceRecord, id: string): boolean {
  const foreign = record.foreignKeyIds?.find(({ userName }) => userName === name)?.ids ?? [];
  return foreign.includes(id) || isOwnKey(record, id) || record.dueTimes.reconcile !== undefined;
}

async function describeKey(
  { account, call, record }: LookContext,
  { name, arn }: ResourceRecord,
  id: string,
  listed: readonly ListedAccessKey[] | undefined,
): Promise<LookedKey> {
  const isOurs = disclosedKeys(record).some((key) => key.id === id);
  const found = listed?.find((key) => key.id === id);
  const key = { userName: name, userArn: arn, id, madeBy: isOurs ? ('latchkey' as const) : ('other' as const) };
  if (found === undefined) return { ...key, state: listed === undefined ? 'unknown' : 'missing' };
  const shown = {
    ...key,
    state: found.isActive ? ('active' as const) : ('inactive' as const),
    createdAt: found.createdAt,
  };
  try {
    return { ...shown, lastUsed: (await call(() => account.lastUseOfKey(id))) ?? null };
  } catch (error) {
    if (error instanceof AwsFailure || error instanceof OutOfTime || error instanceof WaitingForAws) return shown;
    throw error;
  }
}
