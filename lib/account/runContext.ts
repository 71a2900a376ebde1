import type { Blueprint } from '../../catalog/blueprint.ts';
import type { AwsFailure } from '../core/awsFailure.ts';
import { recentChanges, type RecentChange } from '../core/judgeRetry.ts';
import type { BoundaryCandidate } from './chooseBoundary.ts';
import type { Journal } from '../record/journal.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import type { Plan } from '../blueprints/plan.ts';
import type { Access } from '../access/ports.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import { retrying } from '../core/retrying.ts';
import { withLaterLook } from '../record/inPlace.ts';
import { withUnknownCall } from '../record/unknownCalls.ts';

/** What identifies a resource in a plan. */
export type ResourceId = Pick<ResourceRecord, 'type' | 'name'>;

/** What a step needs: the state of one attempt at one onboarding. */
export interface RunContext {
  readonly deps: AccountDeps;
  readonly journal: Journal;
  readonly account: TenantAccount;
  readonly blueprint: Blueprint;
  readonly plan: Plan;
  readonly access: Access;
  /** The permissions boundaries for the users that this attempt creates, in the order in which they are tried. */
  readonly boundaries: readonly BoundaryCandidate[];
  /** Throws the problem `trust-policy-open` if the role is open. Must be called before keys are disclosed. */
  readonly assertTrustClosed: () => Promise<void>;
  /** Reading of the monotonic clock at which this attempt ends. */
  readonly deadline: number;
  /** When Latchkey first assumed the bootstrap role (epoch ms). */
  readonly assumedAt: number;
  /** When STS returned this attempt's session (epoch ms). */
  readonly sessionSince: number;
  /**
   * How far AWS's clock is ahead of this process's clock, in ms. The value may be too low by up to the duration of one
   * call.
   */
  readonly awsAheadMs: number;
  /** Whether an earlier attempt may have sent creates of this onboarding. */
  readonly isRetry: boolean;
  /** Registers work that runs in parallel to the steps. The attempt waits for it before the handler returns. */
  inBackground(work: Promise<void>): void;
}

/**
 * Runs calls with retries until the attempt's deadline. Also retries a failure that a delay inside AWS can explain,
 * because one of these changes is recent: the session, the permissions of the role, a removal by Latchkey, or the
 * creation of a resource in `on`.
 */
export function callAws<T>(
  run: RunContext,
  attempt: () => Promise<T>,
  { on = [], recent = [], of = on[0] }: CallOptions = {},
): Promise<T> {
  let sentAt = awsNow(run);
  const timed = () => {
    sentAt = awsNow(run);
    return attempt();
  };
  return retrying(run.deps.clock, run.deadline, timed, {
    recent: () => [...recentChangesOf(run, on), ...recent],
    onUnknownOutcome: (failure) => noteUnknownCall(run, failure, of, sentAt),
  });
}

/** What a call of an attempt depends on. */
export interface CallOptions {
  /** The resources that the call depends on. The first is the one that IAM authorizes the call on. */
  readonly on?: readonly ResourceRecord[];
  readonly recent?: readonly RecentChange[];
  /** The resource that IAM authorizes the call on, if it is not in `on`. */
  readonly of?: ResourceRecord | undefined;
}

/**
 * Notes a call whose outcome is unknown, and schedules a later look: AWS may still carry it out. A CreateAccessKey is
 * not noted here, because it is on record from before it is sent.
 */
function noteUnknownCall(
  run: RunContext,
  { operation: action }: AwsFailure,
  { name, arn }: Pick<ResourceRecord, 'name' | 'arn'> = { name: '*', arn: '*' },
  sentAt: number,
): void {
  noteLaterLook(run);
  if (action === 'iam:CreateAccessKey') return;
  run.journal.note((record) => withUnknownCall(record, { action, name, arn, sentAt }));
}

/** Returns the changes that every call of this attempt depends on, and those of the given resources. */
function recentChangesOf(run: RunContext, on: readonly ResourceRecord[]): readonly RecentChange[] {
  const record = run.journal.record();
  const { settings } = run.deps;
  const changed = recentChanges(settings);
  const { waiting, askedAt, lastRemovalAt } = record;
  const sessionGiven = changed.sessionGiven(run.sessionSince);
  // Each attempt has a new session, which AWS may refuse at first. If AWS refuses all sessions for as long as Latchkey
  // tries to assume a refused role, the failure is final.
  const isOfSession = waiting?.code !== undefined && sessionGiven.codes.includes(waiting.code);
  const endsAt = isOfSession ? waiting.since + settings.lostAccessMs : Infinity;
  return [
    { ...sessionGiven, until: Math.min(sessionGiven.until, endsAt) },
    changed.permissionsChanged(Math.max(run.assumedAt, askedAt)),
    ...(lastRemovalAt === undefined ? [] : [changed.entityRemoved(lastRemovalAt)]),
    ...on.flatMap(({ type, name }) => {
      const madeAt = madeOrSentAt(run, { type, name });
      return madeAt === undefined ? [] : [changed.entityMade(madeAt)];
    }),
  ];
}

/**
 * Returns when Latchkey created a resource or may have sent its create (epoch ms). Undefined: it never sent one. Reads
 * the journal, because a caller may have its `ResourceRecord` from before the create.
 */
export function madeOrSentAt(run: RunContext, { type, name }: ResourceId): number | undefined {
  const record = run.journal.record();
  const { status, sentAt } = resourceOf(run, type, name);
  if (sentAt !== undefined) return sentAt;
  if (!run.isRetry && status !== 'made') return undefined;
  return record.steps.find((step) => step.startedAt !== undefined)?.startedAt ?? record.createdAt;
}

/** Schedules a later look at the account: AWS may still carry out a call whose outcome is unknown. */
export function noteLaterLook(run: RunContext): void {
  run.journal.note((record) => withLaterLook(record, awsNow(run)));
}

/** Returns the time by AWS's clock (epoch ms), to compare it with times that AWS returns. */
export function awsNow(run: RunContext): number {
  return run.deps.clock.now() + run.awsAheadMs;
}

/** Notes that Latchkey has just removed a resource from the account. */
export function noteRemoval(run: RunContext): void {
  const lastRemovalAt = run.deps.clock.now();
  run.journal.note((record) => ({ ...record, lastRemovalAt }));
}

/** Returns the record of a resource. Throws if the plan does not have it. */
export function resourceOf(run: RunContext, type: ResourceRecord['type'], name: string): ResourceRecord {
  const found = run.journal.record().resources.find((each) => each.type === type && each.name === name);
  if (found === undefined) throw new Error(`${type} ${name} is not in the plan`);
  return found;
}

/** Notes a change of a resource in the journal. */
export function noteResource(run: RunContext, which: ResourceId, change: Partial<ResourceRecord>): void {
  run.journal.note((record) => ({
    ...record,
    resources: record.resources.map((each) =>
      each.type === which.type && each.name === which.name ? { ...each, ...change } : each,
    ),
  }));
}
