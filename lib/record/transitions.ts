/**
 * One function for each status. It returns the record of an onboarding that moves to this status, and decides which
 * fields the record keeps. No other code writes a status (scripts/statusRule.ts). `transitions` in
 * lib/record/onboarding.ts says which moves are allowed. All times are epoch ms.
 *
 * A record keeps `dueTimes.reconcile` in every status until its later look, except in `awaiting_access`, where nothing
 * was created. Its other due times, and `waiting`, end with every move. lib/record/dueTimes.ts says which of them count.
 */
import { clip, type Problem } from '../core/errors.ts';
import type { NewLease } from './lease.ts';
import { disclosedKeyIds, disclosedKeys, foreignKeysWith } from './disclosedKeyIds.ts';
import { withDueTimes } from './dueTimes.ts';
import type { HandedOverKey } from './handedOverKeys.ts';
import { deleteAgainMs, heldKeys, whatIsHeld } from './heldKeys.ts';
import { mayExist } from './inAccount.ts';
import { withKeyTimes } from './keyTimes.ts';
import { interruptedWork } from './interruptedWork.ts';
import { withoutLaterLook } from './inPlace.ts';
import { withoutKeySteps, withoutUnusedClaim } from './keySteps.ts';
import { withUndelivered } from './undeliveredKey.ts';
import {
  commonPart,
  type Common,
  type InStatus,
  type Leased,
  type Onboarding,
  type PlanChoice,
  type Rotation,
  type Update,
  type UserKeyIds,
} from './onboarding.ts';
import { whatIsLeft } from './whatIsLeft.ts';

/** What an onboarding that is provisioned again starts with. */
type Restart = Pick<Onboarding, 'steps' | 'resources' | 'userNames' | 'namesFreedAt'> &
  Partial<Pick<Onboarding, 'blueprintDigest' | 'parameters'>>;

/** Returns the record of an onboarding that is provisioned again. Nothing is in the account, so its steps start anew. */
export function toProvisioning(
  record: InStatus<'awaiting_access' | 'failed'>,
  lease: NewLease,
  restarted: Restart,
  now: number,
): InStatus<'provisioning'> {
  const { policyNames: _, ...rest } = withoutUnusedClaim(newWork(record, lease, now));
  const restart = { ...restarted, mayHaveMade: false, askedAt: now };
  // A 5xx releases the Idempotency-Key of the create. From now on somebody else's request works on the onboarding, so a
  // repeated create must not make another one.
  const { firstAnswer } = rest;
  const kept = firstAnswer !== undefined && firstAnswer.status >= 500 ? { ...firstAnswer, status: 202 } : firstAnswer;
  return { ...rest, ...restart, ...(kept && { firstAnswer: kept }), status: 'provisioning' };
}

/** Returns the record of an onboarding that waits for its stack until `expiresAt`. Nothing is in the account. */
export function toAwaitingAccess(record: Onboarding, problem: Problem, expiresAt: number): InStatus<'awaiting_access'> {
  const rest = idle(record);
  const steps = rest.steps.map(({ name }) => ({ name, status: 'pending' as const }));
  return { ...rest, steps, dueTimes: { expiry: expiresAt }, status: 'awaiting_access', problem };
}

/** Returns the record of an onboarding whose users exist and have no key of Latchkey. */
export function toReady(record: Onboarding): InStatus<'ready'> {
  return { ...withoutKeySteps(idle(record)), status: 'ready' };
}

/**
 * Returns the record of an onboarding whose keys are created, or deleted again.
 *
 * @param foreignKeyIds the keys of others that the users have
 */
export function toClaiming(
  record: InStatus<'ready' | 'needs_attention'>,
  lease: NewLease,
  foreignKeyIds: readonly UserKeyIds[],
  now: number,
): InStatus<'claiming'> {
  return { ...newWork(record, lease, now), status: 'claiming', foreignKeyIds };
}

/** Returns the record of an onboarding whose keys, `keys`, this attempt has created and discloses now. */
export function toClaimed(record: Leased, keys: readonly HandedOverKey[], now: number): InStatus<'claimed'> {
  return withKeyTimes({ ...idle(record), status: 'claimed', claimedAt: now, attempt: record.lease.attempt, keys });
}

/**
 * Returns the record of an onboarding one of whose keys is replaced. All its keys work meanwhile. What else is due of it
 * stays due.
 *
 * @param others the keys of somebody else that the user has
 */
export function toRotating(
  record: InStatus<'claimed'>,
  lease: NewLease,
  rotation: Rotation,
  others: readonly string[],
  now: number,
): InStatus<'rotating'> {
  const { claimedAt, attempt, keys, sealed } = record;
  const work = newWork(record, lease, now);
  return {
    ...work,
    dueTimes: { ...record.dueTimes, ...work.dueTimes },
    foreignKeyIds: foreignKeysWith(record, rotation.userName, others),
    status: 'rotating',
    claimedAt,
    attempt,
    keys,
    ...(sealed !== undefined && { sealed }),
    rotation,
  };
}

/** Returns the record of an onboarding whose new key, `created`, this attempt has created and discloses now. */
export function toRotated(
  record: InStatus<'rotating'>,
  created: readonly HandedOverKey[],
  now: number,
): InStatus<'claimed'> {
  const { lease, rotation } = record;
  const claimed = { ...withoutRotation(record), attempt: lease.attempt };
  const replaced =
    rotation.isUndelivered === true
      ? withDueTimes(withUndelivered(claimed, rotation.replaces), { heldKeys: now })
      : withRetiring(claimed, rotation, now);
  return withKeyTimes({ ...replaced, keys: [...replaced.keys, ...created] });
}

function withRetiring(record: InStatus<'claimed'>, { replaces, graceSeconds }: Rotation, now: number) {
  const retired = { state: 'retiring' as const, endsAt: now + graceSeconds * 1000 };
  return { ...record, keys: record.keys.map((each) => (each.id === replaces ? { ...each, ...retired } : each)) };
}

/** Returns the record of an onboarding whose rotation has ended without a new key. All its keys are as before. */
export function toNotRotated(record: InStatus<'rotating'>): InStatus<'claimed'> {
  return withKeyTimes(withoutRotation(record));
}

function withoutRotation(record: InStatus<'rotating'>): InStatus<'claimed'> {
  const { claimedAt, attempt, keys, sealed, dueTimes } = record;
  const claimed = { ...idle(record), status: 'claimed' as const, claimedAt, attempt, keys };
  return { ...claimed, ...(sealed !== undefined && { sealed }), dueTimes: { ...dueTimes, lease: undefined } };
}

/** Returns the record of an onboarding whose plan an update changes. What else is due of it stays due. */
export function toUpdating(
  record: InStatus<'ready' | 'claimed'>,
  lease: NewLease,
  update: Update,
  now: number,
): InStatus<'updating'> {
  const work = newWork(record, lease, now);
  return {
    ...work,
    dueTimes: { ...record.dueTimes, ...work.dueTimes },
    status: 'updating',
    ...(record.status === 'claimed' && inForce(record)),
    update,
  };
}

function inForce({ claimedAt, attempt, keys, sealed }: InStatus<'claimed'>) {
  return { claimedAt, attempt, keys, ...(sealed !== undefined && { sealed }) };
}

/** Returns the record of an update in its next phase. The phase has its own time to wait for AWS. */
export function inPhase(
  record: InStatus<'updating'>,
  change: Pick<Update, 'phase' | 'problem'>,
  now: number,
): InStatus<'updating'> {
  const { waiting: _, ...rest } = record;
  return { ...rest, update: { ...record.update, ...change }, lease: { ...record.lease, since: now } };
}

/** How an update ends. */
interface EndOfUpdate extends Partial<PlanChoice> {
  /** Absent after a later look. */
  readonly lastUpdate: Onboarding['lastUpdate'];
  readonly steps: Onboarding['steps'];
}

/** Returns the record of an onboarding whose update has ended, in the status before it. */
export function toUpdated(record: InStatus<'updating'>, end: EndOfUpdate): InStatus<'ready' | 'claimed'> {
  const { keys, claimedAt, attempt, sealed, dueTimes } = record;
  const rest = { ...idle(record), ...end, dueTimes: { ...dueTimes, lease: undefined } };
  if (keys === undefined || claimedAt === undefined || attempt === undefined) return { ...rest, status: 'ready' };
  const copies = sealed === undefined ? {} : { sealed };
  return withKeyTimes({ ...rest, status: 'claimed', claimedAt, attempt, keys, ...copies });
}

/** Returns the record of an onboarding that is rolled back because of `problem`, with which it ends in `failed`. */
export function toRollingBack(
  record: Onboarding,
  lease: NewLease,
  problem: Problem,
  now: number,
): InStatus<'rolling_back'> {
  return { ...newWork(record, lease, now), ...keysOf(record), status: 'rolling_back', problem };
}

/** Returns the record of an onboarding that failed because of `problem`. Nothing is in the account. */
export function toFailed(record: Onboarding, problem: Problem): InStatus<'failed'> {
  return { ...idle(record), mayHaveMade: false, status: 'failed', problem };
}

/** The longest cause in the detail of a problem, in characters. `whatIsLeft` is appended to it. */
const maxWhy = 7000;

/**
 * Returns the record of an onboarding that a person has to look at because of `why`. Each resource that is, or may be,
 * in the account is `left`, with a reason. If keys are held, their deletion is tried again after a day.
 */
export function toNeedsAttention(record: Onboarding, slug: Problem['slug'], why: string): InStatus<'needs_attention'> {
  const rest = idle(record);
  const resources = rest.resources.map((each) =>
    mayExist(each) || (rest.mayHaveMade && each.status === 'planned')
      ? { ...each, status: 'left' as const, reason: each.reason ?? why }
      : each,
  );
  const keys = keysOf(record);
  const sentences = `${whatIsLeft(rest, disclosedKeyIds(record), resources, slug)}${whatIsHeld(record, why)}`;
  const problem = { slug, detail: `${clip(why, maxWhy)}${sentences}` };
  const stopped = { ...rest, ...keys, resources, status: 'needs_attention' as const, problem };
  if (heldKeys(record).length === 0) return stopped;
  const interrupted = interruptedWork(record, { slug, detail: why });
  return withDueTimes({ ...stopped, interrupted }, { heldKeys: record.updatedAt + deleteAgainMs });
}

/** Returns the record of an onboarding whose stack was not launched in time. Nothing is in the account. */
export function toExpired(record: InStatus<'awaiting_access'>): InStatus<'expired'> {
  return { ...idle(record), status: 'expired' };
}

/** Returns the record of an onboarding that is removed from the account. */
export function toOffboarding(
  record: InStatus<
    'provisioning' | 'ready' | 'claimed' | 'rotating' | 'updating' | 'failed' | 'needs_attention' | 'offboarded'
  >,
  lease: NewLease,
  now: number,
): InStatus<'offboarding'> {
  // If the later look has failed before, its time has passed, and the removal is the look.
  const { waiting, dueTimes } = record;
  const isLook = record.status === 'claimed' && waiting !== undefined && waiting.until === dueTimes.reconcile;
  const work = newWork(isLook ? withoutLaterLook(record) : record, lease, now);
  return { ...work, ...keysOf(record), status: 'offboarding' };
}

/** Returns the record of an onboarding that has ended. Nothing is in the account but the resources that are `left`. */
export function toOffboarded(record: Onboarding, now: number): InStatus<'offboarded'> {
  return { ...idle(record), ...keysOf(record), mayHaveMade: false, status: 'offboarded', offboardedAt: now };
}

/** Returns the common fields for a status in which no process works on the onboarding. */
function idle(record: Onboarding): Common {
  const { waiting: _, ...rest } = commonPart(record);
  return { ...rest, dueTimes: { reconcile: record.dueTimes.reconcile } };
}

/**
 * Returns the common fields and the lease for a status in which a process works on the onboarding. The work has its own
 * time to wait for AWS, however long the work before it has waited.
 */
function newWork(record: Onboarding, { lease, attempts, leaseDueAt }: NewLease, now: number) {
  const { reconcile } = record.dueTimes;
  return { ...idle(record), lease: { ...lease, since: now }, attempts, dueTimes: { lease: leaseDueAt, reconcile } };
}

/** The keys that were disclosed stay on record until the onboarding is provisioned again. */
function keysOf(record: Onboarding) {
  return { keys: disclosedKeys(record) };
}
