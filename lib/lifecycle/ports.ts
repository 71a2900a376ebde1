import type { AccountDeps, AccountSettings } from '../account/ports.ts';
import type { WorkQueue } from '../core/ports.ts';

export interface LifecycleSettings extends AccountSettings {
  /** How long a request may work, in milliseconds, before it answers 202 and leaves the rest to a worker. */
  readonly requestBudgetMs: number;
}

/** What moving an onboarding through its life needs. */
export interface LifecycleDeps extends Omit<AccountDeps, 'settings'> {
  readonly settings: LifecycleSettings;
  /** Onboardings that a worker is to look at. */
  readonly queue: WorkQueue;
}
