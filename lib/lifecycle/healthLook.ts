import { isCurrent, storedLook } from '../health/currentLook.ts';
import type { Look } from '../health/look.ts';
import { lookAtAccount, type LookOutcome, type LookQuestion } from '../health/lookAtAccount.ts';
import { pacedGuard } from '../health/pacedGuard.ts';
import { healthSteps } from '../health/reports.ts';
import { ProblemError } from '../core/errors.ts';
import { advance } from '../record/advance.ts';
import { deadlineGuard } from '../record/attempt.ts';
import { nextDailyLook } from '../record/dailyLook.ts';
import { withDueTimes } from '../record/dueTimes.ts';
import { withKeyTimes } from '../record/keyTimes.ts';
import type { InStatus, Onboarding } from '../record/onboarding.ts';
import type { LifecycleDeps } from './ports.ts';
import { logVendorSide } from './postpone.ts';
import { saveIdle } from './saveIdle.ts';

/** An onboarding whose account can be compared with a plan: its users exist, and no process works on it. */
export type Comparable = InStatus<'ready' | 'claimed'>;

/** A daily look at one account sends at most one call a second, so that the tenant's own calls are not throttled. */
const paceMs = 1000;
/** How long a daily look may take, in milliseconds: ten users take 70 calls. */
const longestMs = 90_000;
/** After how long a look that found out too little is repeated, in milliseconds. */
const againMs = 3_600_000;
/** By how much a look is put off, besides the time for which another look has the account, at most (ms). */
const spreadMs = 60_000;

/** What a look led to. */
export interface Looked {
  readonly onboarding: Comparable;
  readonly look: Look;
}

/**
 * Makes the daily look at an onboarding. Looks at the onboardings of one account come one after the other: a look that
 * finds another one in progress is put off. Takes no lease, and makes no call that changes anything.
 */
export async function dailyLook(
  deps: LifecycleDeps,
  record: InStatus<'claimed'>,
  deadline: number,
): Promise<Onboarding> {
  const { clock, settings, store } = deps;
  // The store removes the due time.
  if (!settings.looksDaily) return saveIdle(deps, record, record);
  const until = Math.min(deadline, clock.monotonic() + longestMs);
  const owner = deps.newOwner();
  const lasts = until - clock.monotonic() + settings.requestTimeoutMs + settings.marginMs;
  const now = clock.now();
  const takenUntil = await store.holdAccount(record.accountId, { owner, until: now + lasts }, now);
  if (takenUntil !== undefined) return putOff(deps, record, takenUntil + Math.round(Math.random() * spreadMs));
  try {
    const guard = pacedGuard(clock, deadlineGuard(deps, until), paceMs);
    const looked = await lookAndReport(deps, record, { guard, deadline: until, isAsked: false, isDaily: true });
    return looked?.onboarding ?? record;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    logVendorSide(deps, error);
    return await putOff(deps, record, clock.now() + againMs);
  } finally {
    const end = clock.now();
    await store.holdAccount(record.accountId, { owner, until: end + paceMs }, end);
  }
}

function putOff(deps: LifecycleDeps, record: InStatus<'claimed'>, at: number): Promise<Onboarding> {
  return saveIdle(deps, record, withDueTimes(record, { health: at }));
}

/**
 * Looks at the account of an onboarding, stores the result and, if its keys were handed over, stores the events that the
 * result has. Returns undefined, and stores and reports nothing, if the onboarding has other keys, another plan or another
 * status by now: the look may have seen a part of that change, or is about what was before.
 */
export async function lookAndReport(
  deps: LifecycleDeps,
  record: Comparable,
  question: Omit<LookQuestion, 'before'>,
): Promise<Looked | undefined> {
  const before = storedLook(await deps.store.getLook(record.id));
  const outcome = await lookAtAccount(deps, record, { ...question, before });
  const { look } = outcome;
  let current = await deps.store.get(record.id);
  if (isUnchanged(record, current, look)) {
    // It is stored before the events, because their receivers read it.
    await deps.store.putLook(record.id, look);
    deps.metrics.put([{ name: 'Looks', value: 1, dimensions: { Outcome: look.result } }]);
  }
  while (isUnchanged(record, current, look)) {
    if (current.status === 'ready') return { onboarding: current, look };
    const onboarding = await report(deps, current, outcome, question);
    if (onboarding !== undefined) return { onboarding, look };
    current = await deps.store.get(record.id);
  }
  if (current === undefined) await deps.store.eraseArchived(record.id);
  return undefined;
}

/**
 * Whether a look that began with `record` is still about the onboarding. In `ready`, every write of the record may belong to
 * a claim. In `claimed`, writes that change neither keys nor plan are frequent, and do not matter.
 */
function isUnchanged(record: Comparable, current: Onboarding | undefined, look: Look): current is Comparable {
  if (current === undefined || current.status !== record.status || !isCurrent(current, look)) return false;
  return current.status === 'claimed' || current.version === record.version;
}

/** Stores what the record keeps of a look, and the events. Returns undefined if another process changed the record. */
async function report(
  deps: LifecycleDeps,
  record: InStatus<'claimed'>,
  outcome: LookOutcome,
  { isDaily }: Pick<LookQuestion, 'isDaily'>,
): Promise<InStatus<'claimed'> | undefined> {
  const steps = healthSteps(record, outcome);
  let stored: InStatus<'claimed'> | undefined = record;
  for (const [index, { health, report: toReport }] of steps.entries()) {
    if (stored === undefined) return undefined;
    const next: InStatus<'claimed'> = { ...stored, health };
    const isLast = index === steps.length - 1;
    // A version without rotations has stored no due times of the keys.
    const due = isLast
      ? withDueTimes(withKeyTimes(next), { health: nextLookAt(deps, record, outcome, isDaily) })
      : next;
    stored = await advance(deps, stored, due, deps.newOwner(), toReport);
  }
  return stored;
}

/** Returns when the next look is due (epoch ms). A look that a caller asked for does not put it off. */
function nextLookAt(
  { clock, settings }: LifecycleDeps,
  { id, dueTimes }: Onboarding,
  { look, refusal, mayLearnMore }: LookOutcome,
  isDaily: boolean,
): number | undefined {
  const now = clock.now();
  const regular = isDaily ? nextDailyLook(id, now) : dueTimes.health;
  const isUndecided = refusal !== undefined && look.result !== 'access_lost';
  const again = isUndecided ? now + settings.lostAccessMs : mayLearnMore ? now + againMs : Infinity;
  const next = Math.min(regular ?? Infinity, again);
  return next === Infinity ? undefined : next;
}
