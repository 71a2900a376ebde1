import type { Blueprint } from '../../catalog/blueprint.ts';
import { recentChanges, type RecentChange } from '../core/classifyFailure.ts';
import type { Journal } from '../record/journal.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import type { Plan } from '../blueprints/plan.ts';
import type { Access } from '../access/ports.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import { retrying } from '../core/retry.ts';

/** One turn of one process at one onboarding: everything a step needs. */
export interface RunContext {
  readonly deps: AccountDeps;
  readonly journal: Journal;
  readonly account: TenantAccount;
  readonly blueprint: Blueprint;
  readonly plan: Plan;
  readonly access: Access;
  /** ARNs of the permissions boundaries that may bound this attempt's users, the first one first. */
  readonly boundaries: readonly string[];
  /** Throws the problem `trust-policy-open` if the role turns out to be open: to be asked before keys are disclosed. */
  readonly assertTrustClosed: () => Promise<void>;
  /** Reading of the monotonic clock at which this turn ends. */
  readonly deadline: number;
  /** When the bootstrap role first let Latchkey in (epoch ms). */
  readonly letInAt: number;
  /** When this attempt's session was given out (epoch ms). */
  readonly sessionSince: number;
  /** Whether an earlier turn may have sent creates of this onboarding. */
  readonly isRetry: boolean;
  /** Keeps what runs beside the steps, so that nothing outlives the handler. */
  inBackground(work: Promise<void>): void;
}

/** After this long the account is looked at once more for calls that landed late, in milliseconds. */
export const reconcileAfterMs = 15 * 60_000;

/**
 * Sends a call, or a look and a call, until it succeeds or AWS means its refusal. Waits out what a delay inside AWS
 * explains: that of the session, of the role's permissions, of what Latchkey last removed, and of these resources.
 */
export function callAws<T>(
  run: RunContext,
  attempt: () => Promise<T>,
  { on = [], recent = [] }: { readonly on?: readonly ResourceRecord[]; readonly recent?: readonly RecentChange[] } = {},
): Promise<T> {
  return retrying(run.deps.clock, run.deadline, attempt, {
    recent: () => [...recentChangesOf(run, on), ...recent],
    onUnknownOutcome: () => noteLaterLook(run),
  });
}

/** The changes that every call of this attempt depends on, and those of the given resources. */
function recentChangesOf(run: RunContext, on: readonly ResourceRecord[]): readonly RecentChange[] {
  const record = run.journal.record();
  const changed = recentChanges(run.deps.settings);
  const { waiting, askedAt, lastRemovalAt } = record;
  // A session that is refused again and again is new each time: what counts is since when AWS refuses them.
  const sessionSince = waiting?.code === 'InvalidClientTokenId' ? waiting.since : run.sessionSince;
  return [
    changed.sessionGiven(sessionSince),
    changed.permissionsChanged(Math.max(run.letInAt, askedAt)),
    ...(lastRemovalAt === undefined ? [] : [changed.entityRemoved(lastRemovalAt)]),
    ...on.flatMap((resource) => {
      const madeAt = madeOrSentAt(run, currentOf(run, resource));
      return madeAt === undefined ? [] : [changed.entityMade(madeAt)];
    }),
  ];
}

/** When Latchkey created a resource, or may have sent its create (epoch ms); undefined if it never sent one. */
export function madeOrSentAt(run: RunContext, { status, sentAt }: ResourceRecord): number | undefined {
  const record = run.journal.record();
  if (sentAt !== undefined) return sentAt;
  if (!run.isRetry && status !== 'made') return undefined;
  return record.steps.find((step) => step.startedAt !== undefined)?.startedAt ?? record.createdAt;
}

function currentOf(run: RunContext, { type, name }: ResourceRecord): ResourceRecord {
  return resourceOf(run, type, name);
}

/** Has the account looked at once more, later: a call whose outcome is unknown may be carried out by then. */
export function noteLaterLook(run: RunContext): void {
  const reconcileAt = run.deps.clock.now() + reconcileAfterMs;
  run.journal.note((record) => ({ ...record, reconcileAt }));
}

/** Notes that Latchkey has just removed something in the account. */
export function noteRemoval(run: RunContext): void {
  const lastRemovalAt = run.deps.clock.now();
  run.journal.note((record) => ({ ...record, lastRemovalAt }));
}

/** All results. Where one fails that is thrown, but not before the others have ended: nothing goes on behind an answer. */
export async function allSettledOrThrow<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

export function resourceOf(run: RunContext, type: ResourceRecord['type'], name: string): ResourceRecord {
  const found = run.journal.record().resources.find((each) => each.type === type && each.name === name);
  if (found === undefined) throw new Error(`${type} ${name} is not in the plan`);
  return found;
}

/** Notes what became of a thing in the account. */
export function noteResource(
  run: RunContext,
  which: Pick<ResourceRecord, 'type' | 'name'>,
  change: Partial<ResourceRecord>,
): void {
  run.journal.note((record) => ({
    ...record,
    resources: record.resources.map((each) =>
      each.type === which.type && each.name === which.name ? { ...each, ...change } : each,
    ),
  }));
}
