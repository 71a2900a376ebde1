import { hasCode } from '../core/awsFailure.ts';
import type { LeaseSettings } from '../core/ports.ts';
import { knownKeyIds } from '../record/disclosedKeyIds.ts';
import type { Onboarding, ResourceRecord, UserItemRecord } from '../record/onboarding.ts';
import { explainsKey, isOwnKey, withFoundKey } from '../record/unknownCalls.ts';
import type { AccountDeps, KeyUse, ListedAccessKey, TenantAccount } from './ports.ts';

/** The keys of a user of ours that the record lists neither as disclosed nor as foreign. */
export interface UnlistedKeys {
  /** Latchkey created them, and nobody has received their secrets. */
  readonly ours: readonly ListedAccessKey[];
  /**
   * No call on record explains them, so somebody else created them. Latchkey never changes them, and only reports them.
   */
  readonly others: readonly string[];
}

/** What is needed to decide whether a key is ours. */
export interface KeyQuestion {
  readonly deps: Pick<AccountDeps, 'settings'>;
  readonly account: TenantAccount;
  readonly record: Onboarding;
  readonly user: ResourceRecord;
}

/**
 * Returns which of the keys that IAM lists for a user are unlisted, and whose they are. A key is ours only if a
 * CreateAccessKey on record made it. Either IAM answered with its ID. Or the answer is lost, IAM's CreateDate is in the
 * time in which the call may have been carried out, and nobody but Latchkey has used the key. The caller checks that the
 * user is ours, because IAM identifies keys by the user's name.
 */
export async function classifyKeys(question: KeyQuestion, listed: readonly ListedAccessKey[]): Promise<UnlistedKeys> {
  const { deps, user } = question;
  let { record } = question;
  const known = knownKeyIds(record, user.name);
  const ours: ListedAccessKey[] = [];
  const others: string[] = [];
  for (const key of listed.toSorted((one, other) => one.createdAt - other.createdAt)) {
    if (known.includes(key.id)) continue;
    if (await isOurs({ ...question, record }, key)) {
      ours.push(key);
      // Each call creates one key, so the call of this key explains no other key.
      record = withFoundKey(record, user, key.id, key.createdAt, toleranceMs(deps.settings));
    } else others.push(key.id);
  }
  return { ours, others };
}

/** IAM gives the creation of a key in whole seconds. */
const wholeSecondMs = 1000;

/** How far IAM's CreateDate and the time of a call on record may differ, in ms. */
export function toleranceMs({ marginMs }: Pick<LeaseSettings, 'marginMs'>): number {
  return marginMs + wholeSecondMs;
}

async function isOurs({ deps, account, record, user }: KeyQuestion, key: ListedAccessKey): Promise<boolean> {
  if (isOwnKey(record, key.id)) return true;
  if (!explainsKey(record, user, key.createdAt, toleranceMs(deps.settings))) return false;
  // If IAM does not show the last use, Latchkey keeps the key.
  return (await wasUsedByOthers(account, key)) === false;
}

/** The longest time from the creation of a key until Latchkey has verified it or has stopped trying (ms). */
const verifiedWithinMs = 2 * 60_000;

/** Whether the last use of a key is another one than the call of STS with which Latchkey verifies a new key. */
export function isUseByOthers(use: KeyUse | undefined, createdAt: number): boolean {
  return use !== undefined && (use.service !== 'sts' || use.at > createdAt + verifiedWithinMs);
}

/**
 * Returns whether a key was used for anything but the call with which Latchkey verifies a new key. Undefined: IAM does not
 * show its last use.
 *
 * @param createdAt epoch ms, by IAM's clock
 */
export async function wasUsedByOthers(
  account: TenantAccount,
  { id, createdAt }: Pick<ListedAccessKey, 'id' | 'createdAt'>,
): Promise<boolean | undefined> {
  try {
    return isUseByOthers(await account.lastUseOfKey(id), createdAt);
  } catch (error) {
    if (hasCode(error, 'NoSuchEntity', 'AccessDenied')) return undefined;
    throw error;
  }
}

const reason =
  'Latchkey has no record that it created this key, so it does not delete the key. If nobody in the account knows the key, delete it.';

/**
 * Returns the user items of a record with an entry for each key of a user that somebody else created (`others`). Its
 * status is `left`, so that the receipt names the key. Removes the entries of such keys that no longer exist.
 */
export function withOthersKeys(
  userItems: readonly UserItemRecord[],
  { arn }: ResourceRecord,
  others: readonly string[],
): readonly UserItemRecord[] {
  const isOfThisLook = (each: UserItemRecord) =>
    each.type === 'access-key' && each.arn === arn && (each.status === 'left' || others.includes(each.id));
  const named = others.map((id) => ({ type: 'access-key', arn, id, status: 'left' as const, reason }));
  return named.length === 0 && !userItems.some(isOfThisLook)
    ? userItems
    : [...userItems.filter((each) => !isOfThisLook(each)), ...named];
}
