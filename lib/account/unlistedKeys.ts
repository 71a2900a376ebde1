import { hasCode } from '../core/awsFailure.ts';
import type { LeaseSettings } from '../core/ports.ts';
import { knownKeyIds } from '../record/disclosedKeyIds.ts';
import type { Onboarding, ResourceRecord, UserItemRecord } from '../record/onboarding.ts';
import { explainsKey, isOwnKey, withFoundKey } from '../record/unknownCalls.ts';
import type { AccountDeps, ListedAccessKey, TenantAccount } from './ports.ts';

/** The keys of a user of ours that the record lists neither as disclosed nor as foreign. */
export interface UnlistedKeys {
  /** Latchkey created them, and nobody has received their secrets. */
  readonly ours: readonly ListedAccessKey[];
  /** No call of Latchkey explains them: an administrator created them. They are never changed, only reported. */
  readonly others: readonly string[];
}

/** What decides whose a key is. */
export interface KeyQuestion {
  readonly deps: Pick<AccountDeps, 'settings'>;
  readonly account: TenantAccount;
  readonly record: Onboarding;
  readonly user: ResourceRecord;
}

/**
 * Lists the unlisted keys of a user. A key is ours only if a CreateAccessKey on record made it: IAM answered with its
 * ID, or the answer is lost, IAM's CreateDate is in the time in which the call may have been carried out, and nobody but
 * Latchkey has used the key. The caller checks that the user is ours, because IAM identifies keys by the user's name.
 */
export async function findUnlistedKeys(question: KeyQuestion): Promise<UnlistedKeys> {
  const { account, deps, user } = question;
  let { record } = question;
  const known = knownKeyIds(record, user.name);
  const ours: ListedAccessKey[] = [];
  const others: string[] = [];
  const listed = await account.listAccessKeys(user.name);
  for (const key of listed.toSorted((one, other) => one.createdAt - other.createdAt)) {
    if (known.includes(key.id)) continue;
    if (await isOurs({ ...question, record }, key)) {
      ours.push(key);
      // Each call makes one key.
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
  return !(await wasUsedByOthers(account, key));
}

/** The longest time from the creation of a key until Latchkey has verified it, or has given up (ms). */
const verifiedWithinMs = 2 * 60_000;

/** Whether a key was used for anything but the call with which Latchkey verifies a new key. */
async function wasUsedByOthers(account: TenantAccount, { id, createdAt }: ListedAccessKey): Promise<boolean> {
  try {
    const use = await account.lastUseOfKey(id);
    return use !== undefined && (use.service !== 'sts' || use.at > createdAt + verifiedWithinMs);
  } catch (error) {
    // Where IAM does not say it, the key is kept.
    if (hasCode(error, 'NoSuchEntity', 'AccessDenied')) return true;
    throw error;
  }
}

const reason =
  'No call of Latchkey explains this key, so Latchkey leaves it. If nobody in the account knows the key, delete it.';

/**
 * Returns the user items of a record with the keys that a look at a user found to be others': each is `left`, so that
 * the receipt names it. Keys that an earlier look found and that are gone are no longer listed.
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
