import type { Blueprint } from '../../catalog/blueprint.ts';
import { hasCode } from '../core/awsFailure.ts';
import type { Journal } from '../record/journal.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import type { Plan } from '../blueprints/plan.ts';
import type { Access } from '../access/ports.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import { retrying } from '../core/retry.ts';

/** What a step needs: the state of one attempt at one onboarding. */
export interface RunContext {
  readonly deps: AccountDeps;
  readonly journal: Journal;
  readonly account: TenantAccount;
  readonly blueprint: Blueprint;
  readonly plan: Plan;
  readonly access: Access;
  /** ARN of the permissions boundary for the users that this attempt creates. */
  readonly boundaryArn: string;
  /** Reading of the monotonic clock at which this attempt ends. */
  readonly deadline: number;
  /** Whether an earlier attempt may have sent creates of this onboarding. */
  readonly isRetry: boolean;
  /** Registers work that runs in parallel to the steps. The attempt waits for it before the handler returns. */
  inBackground(work: Promise<void>): void;
}

/**
 * For how long after a create NoSuchEntity does not prove that the resource is absent, in milliseconds. IAM is
 * eventually consistent and guarantees no maximum delay; seconds are usual
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html).
 */
export const visibleWithinMs = 5 * 60_000;

/**
 * How long Latchkey waits before the later look at the account, for calls that AWS carried out late, in milliseconds.
 */
export const reconcileAfterMs = 15 * 60_000;

/** Runs a call with retries until the attempt's deadline. `also` says which further errors are retried. */
export function call<T>(run: RunContext, attempt: () => Promise<T>, also?: (error: unknown) => boolean): Promise<T> {
  return retrying(run.deps.clock, run.deadline, attempt, also);
}

/** How many denials of one call are retried: changes of permissions reach all of IAM with a delay, like all changes. */
const retriedDenials = 3;

/**
 * Runs a call with retries and retries a few denials as well. A denial may be temporary directly after the tenant has
 * launched the stack, and a removal must not leave an undisclosed key behind because of one.
 */
export function callDespiteDenial<T>(
  run: RunContext,
  attempt: () => Promise<T>,
  also: (error: unknown) => boolean = () => false,
): Promise<T> {
  const denials = new Set<unknown>();
  const isRetriedDenial = (error: unknown) =>
    hasCode(error, 'AccessDenied') && denials.add(error).size <= retriedDenials;
  return call(run, attempt, (error) => also(error) || isRetriedDenial(error));
}

/**
 * Returns all results. If one fails, throws its error, but only after all have ended, so that no work outlives the
 * answer.
 */
export async function allSettledOrThrow<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

/** Returns the record of a resource. Throws if the plan does not have it. */
export function resourceOf(run: RunContext, type: ResourceRecord['type'], name: string): ResourceRecord {
  const found = run.journal.record().resources.find((each) => each.type === type && each.name === name);
  if (found === undefined) throw new Error(`${type} ${name} is not in the plan`);
  return found;
}

/** Notes a change of a resource in the journal. */
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
