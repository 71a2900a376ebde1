import { foreignKeyProblem, isRemovedKey } from '../account/accessKeys.ts';
import { openAccountOf, readAccess, type OpenedAccount } from '../account/openRunContext.ts';
import { assertOurs } from '../account/ownership.ts';
import type { ListedAccessKey } from '../account/ports.ts';
import { classifyKeys, toleranceMs, wasUsedByOthers } from '../account/unlistedKeys.ts';
import { planForRemoval } from '../blueprints/blueprints.ts';
import { recentChanges } from '../core/judgeRetry.ts';
import { ProblemError } from '../core/errors.ts';
import type { CallGuard } from '../core/ports.ts';
import { retrying } from '../core/retrying.ts';
import { idsOf } from '../record/disclosedKeyIds.ts';
import type { HandedOverKey } from '../record/handedOverKeys.ts';
import type { InStatus, ResourceRecord, Rotation } from '../record/onboarding.ts';
import { withUndelivered } from '../record/undeliveredKey.ts';
import { withFoundKey } from '../record/unknownCalls.ts';
import type { LifecycleDeps } from './ports.ts';
import { keysOfUser, type WantedRotation } from './wantedRotation.ts';

type Claimed = InStatus<'claimed'>;

/** What a rotation starts with. */
export interface RotationStart {
  readonly opened: OpenedAccount;
  /** The record before the rotation, with the keys that it deletes before it creates one. */
  readonly record: Claimed;
  readonly rotation: Rotation;
  /** The keys of the user that somebody else created. */
  readonly others: readonly string[];
}

/**
 * Assumes the bootstrap role, lists the keys that the user has now, and decides whether the rotation may start. Changes
 * nothing. The record is the one that the lease of the rotation is acquired on, so no other work of Latchkey can change
 * the keys in between. Throws `foreign-key` if there is no room for a new key, `key-in-use` if the undelivered key was
 * used, `key-retiring` if the key before it does not work, and `key-unused` if the newest key does not work, or IAM
 * shows no use of it.
 */
export async function listKeysBeforeRotation(
  deps: LifecycleDeps,
  claimed: Claimed,
  wanted: WantedRotation,
  guard: CallGuard,
  deadline: number,
): Promise<RotationStart> {
  const user = claimed.resources.find(({ type, name }) => type === 'user' && name === wanted.userName);
  if (user === undefined) throw new Error(`user ${wanted.userName} is not in the record`);
  const opened = await openAccountOf(deps, claimed, await readAccess(deps, claimed), guard, deadline);
  const { account, assumedAt, sessionSince } = opened;
  const changed = recentChanges(deps.settings);
  const recent = () => [
    changed.sessionGiven(sessionSince),
    changed.permissionsChanged(Math.max(assumedAt, claimed.askedAt)),
    ...(user.sentAt === undefined ? [] : [changed.entityMade(user.sentAt)]),
  ];
  const retry = <T>(attempt: () => Promise<T>) => retrying(deps.clock, deadline, attempt, { recent });
  const [ownership, keys] = await Promise.allSettled([
    retry(() => assertOurs({ deps, account, ...planForRemoval(deps, claimed) }, user)),
    retry(() => account.listAccessKeys(user.name)),
  ]);
  if (ownership.status === 'rejected') throw ownership.reason;
  if (keys.status === 'rejected') throw keys.reason;
  const listed = keys.value.filter(({ id }) => !isRemovedKey(claimed, user, id));
  const { ours, others } = await retry(() => classifyKeys({ deps, account, record: claimed, user }, listed));
  const foreign = idsOf(claimed.foreignKeyIds ?? [], user.name).filter((id) => listed.some((each) => each.id === id));
  const wasUsed = () => retry(() => wasUsedByOthers(account, newestIn(listed, wanted.replaced)));
  if (wanted.isUndelivered) assertUnused(wanted.replaced, await wasUsed());
  assertPreviousWorks(previousOf(claimed, wanted), wanted.replaced, listed);
  if (wanted.ends !== undefined) assertActive(wanted.replaced, wanted.ends, listed);
  if (wanted.ends !== undefined && !wanted.isConfirmed) assertUsed(wanted.replaced, wanted.ends, await wasUsed());
  const deleted = [...ours.map(({ id }) => id), wanted.ends?.id, previousOf(claimed, wanted) && wanted.replaced.id];
  const all = [...others, ...foreign];
  if (all.length > 0 && listed.filter(({ id }) => !deleted.includes(id)).length > 1) {
    await assertUnchanged(deps, claimed);
    throw foreignKeyProblem(user, all);
  }
  return { opened, ...startOf(deps, claimed, user, wanted, { listed, ours }), others };
}

/** Throws `in-progress` if the record was changed: the key that it does not name may be one of another rotation. */
async function assertUnchanged({ store }: LifecycleDeps, { id, version }: Claimed): Promise<void> {
  if ((await store.get(id))?.version !== version) throw overtakenProblem(id);
}

/** Returns the problem of a rotation before which another process has changed the onboarding. */
export function overtakenProblem(onboarding: string): ProblemError {
  return new ProblemError(
    'in-progress',
    'Another request or a worker changed the onboarding at the same time. Read it, and rotate again if its key is still in force.',
    { onboarding, retryAfterSeconds: 2 },
  );
}

/** Returns the key that the undelivered one has replaced, if the user still has it. */
function previousOf(
  claimed: Claimed,
  { userName, replaced, isUndelivered }: WantedRotation,
): HandedOverKey | undefined {
  if (!isUndelivered) return undefined;
  return keysOfUser(claimed, userName).find(({ id, state }) => id !== replaced.id && state === 'retiring');
}

function startOf(
  deps: LifecycleDeps,
  claimed: Claimed,
  user: ResourceRecord,
  wanted: WantedRotation,
  { listed, ours }: { readonly listed: readonly ListedAccessKey[]; readonly ours: readonly ListedAccessKey[] },
): { readonly record: Claimed; readonly rotation: Rotation } {
  const { userName, replaced, graceSeconds, isUndelivered } = wanted;
  const tolerance = toleranceMs(deps.settings);
  const found = ours.reduce<Claimed>(
    (record, { id, createdAt }) => withFoundKey(record, user, id, createdAt, tolerance),
    claimed,
  );
  const previous = previousOf(claimed, wanted);
  const toDelete = [...ours.map(({ id }) => id), ...(previous === undefined ? [] : [replaced.id])];
  const rotation = {
    userName,
    replaces: previous?.id ?? replaced.id,
    graceSeconds,
    keyIdsBefore: listed.map(({ id }) => id).filter((id) => !toDelete.includes(id)),
    startedAt: deps.clock.now(),
    ends: wanted.ends?.id,
  };
  if (previous !== undefined) return { record: withUndelivered(found, replaced.id), rotation };
  return { record: found, rotation: { ...rotation, ...(isUndelivered && { isUndelivered: true as const }) } };
}

/** Returns the newest key as IAM lists it. IAM may not list it, if it was created a moment ago. */
function newestIn(listed: readonly ListedAccessKey[], { id, handedOverAt }: HandedOverKey) {
  return listed.find((each) => each.id === id) ?? { id, createdAt: handedOverAt };
}

function assertUnused({ id }: HandedOverKey, wasUsed: boolean | undefined): void {
  if (wasUsed === false) return;
  throw new ProblemError(
    'key-in-use',
    wasUsed === true
      ? `Somebody has used the access key ${id}, so it was delivered. Nothing was changed. To replace it, rotate it without undelivered.`
      : `IAM does not show whether somebody has used the access key ${id}, so Latchkey does not delete it. Nothing was changed. To replace it, rotate it without undelivered.`,
  );
}

/**
 * Throws `key-retiring` if the key that is in force again instead of an undelivered one does not work, whatever the
 * record says: somebody in the account may have ended it.
 */
function assertPreviousWorks(
  previous: HandedOverKey | undefined,
  { id }: HandedOverKey,
  listed: readonly ListedAccessKey[],
): void {
  const found = listed.find((key) => key.id === previous?.id);
  if (previous === undefined || found?.isActive === true) return;
  const [is, toDo] =
    found === undefined
      ? [
          'is not in the account any more',
          'Call retire for it: the answer is unknown-key, and the record is then correct.',
        ]
      : ['is inactive', 'Reactivate it, so that production has a key that works.'];
  throw new ProblemError(
    'key-retiring',
    `IAM says that the access key ${previous.id}, which the key ${id} has replaced, ${is}. Nothing was changed. ${toDo} Then rotate with undelivered: true.`,
  );
}

/**
 * Throws `key-unused` if the key that would be deleted may be the only one that works. The record may say that it is
 * inactive although somebody in the account has activated it.
 */
function assertActive({ id }: HandedOverKey, ends: HandedOverKey, listed: readonly ListedAccessKey[]): void {
  const find = (wanted: string) => listed.find((key) => key.id === wanted);
  const newest = find(id);
  const mayWork = ends.state === 'retiring' || find(ends.id)?.isActive === true;
  if (!mayWork || newest?.isActive === true) return;
  throw new ProblemError(
    'key-unused',
    `IAM ${newest === undefined ? 'does not list the access key' : 'says that somebody has deactivated the access key'} ${id}, so the key ${ends.id}, which it replaced, may be the only one that works. Nothing was changed. If the newest key is deactivated, have an administrator of the account activate it. If nobody needs the old key, retire it with force: true. Then rotate again.`,
  );
}

function assertUsed({ id }: HandedOverKey, ends: HandedOverKey, wasUsed: boolean | undefined): void {
  if (wasUsed === true) return;
  throw new ProblemError(
    'key-unused',
    `IAM shows no use of the access key ${id} since it was handed over, so the key ${ends.id}, which it replaced, may still be needed. Nothing was changed. Send confirmed: true if nobody needs the old key any more. IAM records a use every 15 minutes.`,
  );
}
