import type { Blueprint } from '../../catalog/blueprint.ts';
import { hasCode } from '../core/awsFailure.ts';
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
  /** The permissions boundary chosen for this turn's users. */
  readonly boundaryArn: string;
  /** Reading of the monotonic clock at which this turn ends. */
  readonly deadline: number;
  /** Whether an earlier turn may have sent creates of this onboarding. */
  readonly isRetry: boolean;
  /** Keeps what runs beside the steps, so that nothing outlives the handler. */
  inBackground(work: Promise<void>): void;
}

/**
 * For how long NoSuchEntity does not prove absence after a create, in milliseconds. IAM is eventually consistent and
 * gives no bound; seconds are usual (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html).
 */
export const visibleWithinMs = 5 * 60_000;

/** After this long the account is looked at once more for calls that landed late, in milliseconds. */
export const reconcileAfterMs = 15 * 60_000;

export function call<T>(run: RunContext, attempt: () => Promise<T>, also?: (error: unknown) => boolean): Promise<T> {
  return retrying(run.deps.clock, run.deadline, attempt, also);
}

/** So many denials of one call are not believed: what IAM allows it learns with a delay, as all else. */
const deniedTries = 3;

/**
 * The same where a denial may pass, as right after the stack was launched, or on the way back, where it must not leave
 * behind a key that nobody holds. One that stays is believed, and soon.
 */
export function callDespiteDenial<T>(
  run: RunContext,
  attempt: () => Promise<T>,
  also: (error: unknown) => boolean = () => false,
): Promise<T> {
  const denials = new Set<unknown>();
  const mayPass = (error: unknown) => hasCode(error, 'AccessDenied') && denials.add(error).size <= deniedTries;
  return call(run, attempt, (error) => also(error) || mayPass(error));
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
