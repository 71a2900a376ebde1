import type { AccountDeps, AccountSettings } from '../account/ports.ts';
import type { LookStore } from '../health/ports.ts';
import type { BatchQueue, WorkQueue } from '../core/ports.ts';
import type { CommonDeps, RecordDeps } from '../record/ports.ts';

export interface LifecycleSettings extends AccountSettings {
  /** How long a request may work, in milliseconds, before it answers 202 and leaves the rest to a worker. */
  readonly requestBudgetMs: number;
  /** Whether Latchkey looks at the account of each claimed onboarding daily. */
  readonly looksDaily: boolean;
}

/** What provisioning, claiming, removing and resuming an onboarding need. */
export interface LifecycleDeps extends Omit<AccountDeps, 'settings' | 'store'> {
  readonly settings: LifecycleSettings;
  readonly store: AccountDeps['store'] & LookStore;
  /** The queue of onboardings that a worker has to continue. */
  readonly queue: WorkQueue;
}

/** What a sweep needs. */
export interface SweepDeps extends CommonDeps {
  readonly store: RecordDeps['store'];
  readonly batchQueues: {
    /** The queue of onboardings that a worker has to continue. */
    readonly work: BatchQueue;
    /** The queue of onboardings with an event to deliver. */
    readonly deliveries: BatchQueue;
  };
}
