import { isOfHeldKey } from './heldKeys.ts';
import type { Onboarding, ResourceRecord, UnknownCall } from './onboarding.ts';

/**
 * How long AWS may take to carry out a call, in milliseconds. The later look at the account follows after this time. A
 * session of the bootstrap role ends after the same time, and then IAM refuses its calls.
 */
export const reconcileAfterMs = 15 * 60_000;

/**
 * How many unknown calls a record contains. Beyond that, the oldest count as explained, except those of keys that are
 * still to be deleted.
 */
const maxUnknownCalls = 20;

const keyAction = 'iam:CreateAccessKey';
const anyAction = 'iam:*';
const createActions = { user: 'iam:CreateUser', group: 'iam:CreateGroup', policy: 'iam:CreatePolicy' } as const;

/** What a change of the list needs. Works for a record in any status. */
type WithCalls = Pick<Onboarding, 'unknownCalls'>;

/**
 * Returns the record with one more unknown call. A repeated call replaces the earlier one, because both have the same
 * effect, except CreateAccessKey: each makes another key.
 */
export function withUnknownCall<T extends WithCalls>(record: T, call: UnknownCall): T {
  const others = (record.unknownCalls ?? []).filter(
    ({ action, arn, change }) =>
      action === keyAction ||
      action !== call.action ||
      arn !== call.arn ||
      change?.id !== call.change?.id ||
      change?.to !== call.change?.to,
  );
  const calls = [...others, call];
  const dropped = calls.filter((each) => !isOfHeldKey(each)).slice(0, Math.max(0, calls.length - maxUnknownCalls));
  return { ...record, unknownCalls: calls.filter((each) => !dropped.includes(each)) };
}

/** Returns the record with a CreateAccessKey that is about to be sent. */
export function withKeyCall<T extends WithCalls>(record: T, { name, arn }: ResourceRecord, sentAt: number): T {
  return withUnknownCall(record, { action: keyAction, name, arn, sentAt });
}

/** Returns the record with the ID of the key that the last CreateAccessKey for this user made. */
export function withKeyId<T extends WithCalls>(record: T, user: ResourceRecord, keyId: string): T {
  return changeLastKeyCall(record, user, (call) => [{ ...call, keyId }]);
}

/** Returns the record with a key to delete: Latchkey created it, and nobody has received its secret. */
export function withUndisclosedKey<T extends WithCalls>(
  record: T,
  { name, arn }: ResourceRecord,
  keyId: string,
  sentAt: number,
): T {
  return isOwnKey(record, keyId) ? record : withUnknownCall(record, { action: keyAction, name, arn, sentAt, keyId });
}

/** Returns the record without the last CreateAccessKey for this user, which IAM refused or which was not sent. */
export function withoutKeyCall<T extends WithCalls>(record: T, user: ResourceRecord): T {
  return changeLastKeyCall(record, user, () => []);
}

function changeLastKeyCall<T extends WithCalls>(
  record: T,
  user: ResourceRecord,
  change: (call: UnknownCall) => readonly UnknownCall[],
): T {
  const calls = record.unknownCalls ?? [];
  const last = calls.findLastIndex(({ action, arn }) => action === keyAction && arn === user.arn);
  return withCalls(
    record,
    calls.flatMap((call, index) => (index === last ? change(call) : [call])),
  );
}

/** Returns the calls on a disclosed key whose outcome is unknown. */
export function callsOnKey({ unknownCalls = [] }: WithCalls, id: string): readonly UnknownCall[] {
  return unknownCalls.filter(({ change }) => change?.id === id);
}

/** Whether the outcome of a call on a disclosed key is unknown. */
export function hasCallsOnKeys({ unknownCalls = [] }: WithCalls): boolean {
  return unknownCalls.some(({ change }) => change !== undefined);
}

/** Returns the record with an entry that stands for all calls that a process may have sent before it was cut off. */
export function withCutOffProcess<T extends WithCalls>(record: T, sentAt: number): T {
  return withUnknownCall(record, { action: anyAction, name: '*', arn: '*', sentAt });
}

/** Returns the record with the creates that the process of an update may have sent before it was cut off. */
export function withCutOffUpdate<T extends WithCalls & Pick<Onboarding, 'resources'>>(record: T, sentAt: number): T {
  const made = record.resources.filter(({ type, status }) => type !== 'user' && status !== 'removed');
  return made.reduce(
    (noted, { type, name, arn }) => withUnknownCall(noted, { action: createActions[type], name, arn, sentAt }),
    record,
  );
}

/**
 * Returns until when AWS may carry out a call of Latchkey that changes users, groups or policies (epoch ms). Undefined if
 * there is none.
 */
export function mayChangeUntil({ unknownCalls = [] }: WithCalls, now: number): number | undefined {
  const late = unknownCalls.filter(({ action, change }) => action !== keyAction && change === undefined);
  const until = Math.max(...late.map(({ sentAt }) => sentAt + reconcileAfterMs));
  return until > now ? until : undefined;
}

/** Returns the record without the calls whose keys are disclosed now. */
export function withoutDisclosed<T extends WithCalls>(record: T, keyIds: readonly string[]): T {
  const calls = record.unknownCalls ?? [];
  return withCalls(
    record,
    calls.filter(({ keyId }) => keyId === undefined || !keyIds.includes(keyId)),
  );
}

/**
 * Returns the record, after a look at the account, without the calls that AWS cannot carry out any more. A call whose key
 * is still to be deleted stays.
 */
export function withoutExplained<T extends WithCalls>(record: T, now: number): T {
  const calls = record.unknownCalls ?? [];
  return withCalls(
    record,
    calls.filter((call) => now < call.sentAt + reconcileAfterMs || isOfHeldKey(call)),
  );
}

function withCalls<T extends WithCalls>(record: T, calls: readonly UnknownCall[]): T {
  if (calls.length === (record.unknownCalls ?? []).length && calls.length === 0) return record;
  return { ...record, unknownCalls: calls.length === 0 ? undefined : calls };
}

/** Whether an unknown call explains why a resource that Latchkey has removed exists again, with another ID. */
export function explainsResource({ unknownCalls = [] }: WithCalls, { type, arn }: ResourceRecord): boolean {
  return unknownCalls.some(
    (call) => call.action === anyAction || (call.action === createActions[type] && call.arn === arn),
  );
}

const uncheckedReason =
  'AWS may have created it again with a call whose answer was lost. Latchkey could not check that, because it could not assume the role. If it exists, restore the role and delete the onboarding again, or remove it.';

/**
 * Returns the record, if the later look at the account was not possible: each removed resource that an unknown call may
 * have created again is `left`. The calls stay on record, so that the account is checked when the onboarding is deleted
 * again.
 */
export function withUncheckedResources<T extends Onboarding>(record: T): T {
  const resources = record.resources.map((each) =>
    each.status === 'removed' && explainsResource(record, each)
      ? // A resource that was created again has another ID.
        { ...each, id: undefined, status: 'left' as const, reason: uncheckedReason }
      : each,
  );
  return { ...record, resources };
}

/** Whether the later look at the account was not possible, although an unknown call may have changed the account. */
export function isUnchecked({ unknownCalls, dueTimes }: Pick<Onboarding, 'unknownCalls' | 'dueTimes'>): boolean {
  return unknownCalls !== undefined && dueTimes.reconcile === undefined;
}

/** Whether IAM answered a CreateAccessKey of Latchkey with this key, which nobody has received. */
export function isOwnKey({ unknownCalls = [] }: WithCalls, id: string): boolean {
  return unknownCalls.some(({ keyId }) => keyId === id);
}

/**
 * How far the clock of a process that was cut off may be wrong, in milliseconds: AWS refuses a signature whose time is
 * further off (IAM User Guide, "AWS Signature Version 4"). The times of other calls are by AWS's own clock.
 */
const wrongClockMs = 5 * 60_000;

/**
 * Whether an unknown call explains a key of a user: IAM created it in the time in which AWS may have carried out a
 * CreateAccessKey of Latchkey. `toleranceMs`: how far the times may differ.
 */
export function explainsKey(
  { unknownCalls = [] }: WithCalls,
  user: ResourceRecord,
  createdAt: number,
  toleranceMs: number,
): boolean {
  return unknownCalls.some((call) =>
    call.action === anyAction
      ? isInTime(call, createdAt, toleranceMs + wrongClockMs)
      : mayHaveMadeKey(call, user, createdAt, toleranceMs),
  );
}

function mayHaveMadeKey(call: UnknownCall, user: ResourceRecord, createdAt: number, toleranceMs: number): boolean {
  const { action, arn, keyId } = call;
  return action === keyAction && arn === user.arn && keyId === undefined && isInTime(call, createdAt, toleranceMs);
}

function isInTime({ sentAt }: UnknownCall, createdAt: number, toleranceMs: number): boolean {
  return createdAt >= sentAt - toleranceMs && createdAt <= sentAt + reconcileAfterMs + toleranceMs;
}

/**
 * Returns the record with the ID of a key that a look at the account found, at the CreateAccessKey that made it. This
 * call explains no other key from then on. If a process that was cut off made the key, adds its call.
 */
export function withFoundKey<T extends WithCalls>(
  record: T,
  user: ResourceRecord,
  keyId: string,
  createdAt: number,
  toleranceMs: number,
): T {
  const calls = record.unknownCalls ?? [];
  if (isOwnKey(record, keyId)) return record;
  const found = calls.findIndex((call) => mayHaveMadeKey(call, user, createdAt, toleranceMs));
  if (found === -1) {
    return withUndisclosedKey(record, user, keyId, createdAt);
  }
  return withCalls(
    record,
    calls.map((call, index) => (index === found ? { ...call, keyId } : call)),
  );
}
