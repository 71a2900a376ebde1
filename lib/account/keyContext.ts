import { planForRemoval } from '../blueprints/blueprints.ts';
import type { RecentChange } from '../core/judgeRetry.ts';
import { LeaseLost } from '../core/controlFlowErrors.ts';
import { retrying } from '../core/retrying.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { OwnershipContext } from './ownership.ts';
import type { AccountDeps, TenantAccount } from './ports.ts';
import { awsNow, callAws, type CallOptions, type RunContext } from './runContext.ts';

/** What the removal of keys needs: the context of an attempt, or of a look at an onboarding that nobody works on. */
export interface KeyContext extends OwnershipContext {
  /** When the work began (epoch ms). It limits for how long a delay inside AWS is waited for. */
  readonly since: number;
  record(): Onboarding;
  /** Changes the record. The change is stored before the work ends. */
  note(change: <T extends Onboarding>(record: T) => T): void;
  /** Sends calls with retries, as `callAws` does. */
  call<T>(attempt: () => Promise<T>, options?: CallOptions): Promise<T>;
  /** Returns the time by AWS's clock (epoch ms). */
  awsNow(): number;
  /**
   * Throws LeaseLost if another process has changed the onboarding. It is called between the list of a user's keys and the
   * deletion of one that nobody knows. A process of Latchkey writes the record before it creates a key. So if the record
   * is unchanged after the list, none of the listed keys is of such a process.
   */
  assertUnchanged(): Promise<void>;
}

/** Returns the context for removing keys in an attempt. */
export function keyContextOf(run: RunContext): KeyContext {
  const { deps, account, plan, blueprint, journal } = run;
  return {
    deps,
    account,
    plan,
    blueprint,
    since: journal.record().lease.since,
    record: () => journal.record(),
    note: (change) => {
      journal.note((record) => change(record));
    },
    call: (attempt, options) => callAws(run, attempt, options),
    awsNow: () => awsNow(run),
    // No other process works on the onboarding while this one has the lease.
    assertUnchanged: () => Promise.resolve(),
  };
}

/** What a look at an onboarding without a lease is done with. */
interface LookParts {
  readonly deps: AccountDeps;
  readonly account: TenantAccount;
  /** Reading of the monotonic clock at which the look ends. */
  readonly deadline: number;
  /** Changes that AWS may not have distributed yet. */
  readonly recent: readonly RecentChange[];
}

/** The context of a look. The caller stores the changed record, which `changed` returns. */
export interface LookContext<T extends Onboarding> extends KeyContext {
  readonly changed: () => T;
}

/** Returns the context for removing keys without a lease. */
export function keyContextOfLook<T extends Onboarding>(
  { deps, account, deadline, recent }: LookParts,
  before: T,
): LookContext<T> {
  let record = before;
  return {
    deps,
    account,
    ...planForRemoval(deps, before),
    since: deps.clock.now(),
    record: () => record,
    note: (change) => {
      record = change(record);
    },
    call: (attempt) => retrying(deps.clock, deadline, attempt, { recent: () => recent }),
    awsNow: () => deps.clock.now(),
    assertUnchanged: async () => {
      const stored = await deps.store.get(before.id);
      if (stored?.version !== before.version) throw new LeaseLost('the look has no lease, and the record was changed');
    },
    changed: () => record,
  };
}
