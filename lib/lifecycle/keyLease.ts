import { keyContextOfLook, type KeyContext } from '../account/keyContext.ts';
import { openAccountOf, readAccess } from '../account/openRunContext.ts';
import { recentChanges } from '../core/judgeRetry.ts';
import { LeaseLost } from '../core/controlFlowErrors.ts';
import type { CallGuard } from '../core/ports.ts';
import { retrying } from '../core/retrying.ts';
import { advance } from '../record/advance.ts';
import { withDueTimes } from '../record/dueTimes.ts';
import { withKeyTimes } from '../record/keyTimes.ts';
import { isKeyWorkLive, type KeyIntent, type KeyWork } from '../record/keyWork.ts';
import { released, startLeaseTimer } from '../record/lease.ts';
import type { InStatus, Onboarding } from '../record/onboarding.ts';
import { reconcileAfterMs, withUnknownCall } from '../record/unknownCalls.ts';
import type { LifecycleDeps } from './ports.ts';

type Claimed = InStatus<'claimed'>;

/**
 * The work of this process on the old keys of a claimed onboarding, under a lease of its own: the status stays `claimed`,
 * so it cannot be the lease of a status. The lease is not renewed: the work takes a few calls.
 */
export interface KeyLease extends KeyContext {
  readonly record: () => Claimed;
  /**
   * Writes the record that `change` returns, with what was noted before. Other processes may write the record too, such
   * as a later look, so `change` may be called again. Throws LeaseLost if another process works on the keys.
   */
  readonly commit: (change: (record: Claimed) => Claimed) => Promise<Claimed>;
  /** Ends the work. `next`: when what a caller has decided is tried again (epoch ms). Undefined: nothing is left to do. */
  readonly release: (change: (record: Claimed) => Claimed, next?: number) => Promise<Claimed>;
}

/** The lease before the account is entered. */
interface Acquired {
  readonly stored: Claimed;
  readonly owner: string;
  readonly leasedAt: number;
}

/**
 * Acquires the lease, assumes the bootstrap role and runs `work`. Returns undefined if another process works on the keys
 * or has changed the record. `onFailure` decides what becomes of the lease after a failure of AWS, and is not called for
 * LeaseLost.
 *
 * @param intent the change that the caller has decided; otherwise the one on record continues
 */
export async function withKeyLease<T>(
  deps: LifecycleDeps,
  before: Claimed,
  deadline: number,
  { intent, work, onFailure }: KeyWorkParts<T>,
): Promise<T | undefined> {
  const acquired = await acquire(deps, before, deadline, intent);
  if (acquired === undefined) return undefined;
  const { clock, settings } = deps;
  // Leaves time to store the result.
  const endsAt = acquired.leasedAt + settings.leaseMs - settings.marginMs - settings.requestTimeoutMs;
  const until = Math.min(deadline, endsAt);
  const timer = startLeaseTimer(clock, settings, acquired.leasedAt, until);
  const guard: CallGuard = {
    check: timer.check,
    beforeCall: async () => {
      await Promise.resolve();
      timer.check();
    },
    signal: timer.signal,
  };
  const writer = openWriter(deps, acquired);
  try {
    const { stored } = acquired;
    const opened = await openAccountOf(deps, stored, await readAccess(deps, stored), guard, until, true);
    const changed = recentChanges(settings);
    const recent = [changed.sessionGiven(opened.sessionSince), changed.permissionsChanged(opened.assumedAt)];
    const look = keyContextOfLook({ deps, account: opened.account, deadline: until, recent }, stored);
    const awsNow = () => clock.now() + opened.awsAheadMs;
    const context: KeyContext = {
      ...look,
      record: writer.record,
      note: writer.note,
      awsNow,
      call: (attempt) =>
        retrying(clock, until, attempt, {
          recent: () => recent,
          onUnknownOutcome: () => {
            writer.note((record) => withIntentUnknown(record, clock.now()));
          },
        }),
    };
    return await work({ ...context, record: writer.record, commit: writer.commit, release: writer.release });
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    return onFailure(error, writer);
  }
}

export interface KeyWorkParts<T> {
  readonly intent?: KeyIntent;
  readonly work: (lease: KeyLease) => Promise<T>;
  readonly onFailure: (error: unknown, lease: Pick<KeyLease, 'record' | 'release'>) => Promise<T>;
}

async function acquire(
  deps: LifecycleDeps,
  before: Claimed,
  deadline: number,
  intent: KeyIntent | undefined,
): Promise<Acquired | undefined> {
  const { clock, settings } = deps;
  if (isKeyWorkLive(before.keyWork, clock.now(), settings.marginMs)) return undefined;
  const owner = deps.newOwner();
  const leasedAt = clock.monotonic();
  const expiresAt = clock.now() + settings.leaseMs;
  const dueAt = expiresAt + settings.marginMs;
  // AWS may still carry out the call of a process that was cut off.
  const wasCutOff = before.keyWork !== undefined && before.keyWork.expiresAt !== released;
  const record = wasCutOff ? withIntentUnknown(before, clock.now()) : before;
  const earlier = before.keyWork?.intent?.isFinal === true ? before.keyWork.intent : undefined;
  const work: KeyWork = { owner, expiresAt, dueAt, intent: intent ?? earlier };
  const wanted = withDueTimes({ ...record, keyWork: work }, { rotation: dueAt });
  const stored = await retrying(clock, deadline, () => advance(deps, before, wanted, owner));
  return stored === undefined ? undefined : { stored, owner, leasedAt };
}

/**
 * Returns the record with the call of its intent as one whose outcome is unknown, and a later look: AWS may carry it out
 * after another call has changed the key again. Returns the record unchanged if no call was sent. `now`: epoch ms.
 */
function withIntentUnknown<T extends Onboarding>(record: T, now: number): T {
  const intent = record.status === 'claimed' ? record.keyWork?.intent : undefined;
  if (intent?.sentAt === undefined) return record;
  const { sentAt } = intent;
  const { arn = '*' } = record.resources.find(({ type, name }) => type === 'user' && name === intent.userName) ?? {};
  const action = intent.action === 'delete' ? 'iam:DeleteAccessKey' : 'iam:UpdateAccessKey';
  const change = { id: intent.id, to: becomes[intent.action] };
  const noted = withUnknownCall(record, { action, name: intent.userName, arn, sentAt, change });
  return withDueTimes(noted, { reconcile: now + reconcileAfterMs });
}

/** What each action makes of a key. */
const becomes = { activate: 'Active', deactivate: 'Inactive', delete: 'deleted' } as const;

/** Returns the functions that write the record under the lease. */
function openWriter(deps: LifecycleDeps, { stored, owner, leasedAt }: Acquired) {
  const { clock, settings } = deps;
  let base = stored;
  let notes: ((record: Claimed) => Claimed)[] = [];
  let writes = 0;
  const noted = () => notes.reduce((record, change) => change(record), base);
  const writeUntil = leasedAt + settings.leaseMs;
  const commit = async (change: (record: Claimed) => Claimed): Promise<Claimed> => {
    const writer = `${owner}.${String((writes += 1))}`;
    const written = await retrying(clock, writeUntil, async () => {
      for (;;) {
        const next = await advance(deps, base, change(noted()), writer);
        if (next !== undefined) return next;
        const found = await deps.store.get(base.id);
        if (found?.status !== 'claimed' || found.keyWork?.owner !== owner)
          throw new LeaseLost('another process works on the keys');
        if (found.writer === writer) return found;
        base = found;
      }
    });
    base = written;
    notes = [];
    return written;
  };
  return {
    record: noted,
    note: (change: (record: Claimed) => Claimed) => {
      notes.push(change);
    },
    commit,
    release: (change: (record: Claimed) => Claimed, next?: number): Promise<Claimed> =>
      commit((record) => {
        const { keyWork, ...rest } = change(record);
        if (next === undefined || keyWork?.intent?.isFinal !== true) return withKeyTimes(rest);
        return withKeyTimes({ ...rest, keyWork: { ...keyWork, expiresAt: released, dueAt: next } });
      }),
  };
}
