import type { Blueprint } from '../../catalog/blueprint.ts';
import type { AccountDeps, TenantAccount } from '../account/ports.ts';
import type { Access } from '../access/ports.ts';
import type { Plan } from '../blueprints/plan.ts';
import type { Onboarding } from '../record/onboarding.ts';

/** What a look at an account needs. */
export interface LookContext {
  readonly deps: AccountDeps;
  readonly account: TenantAccount;
  readonly access: Access;
  readonly record: Onboarding;
  /** Undefined: the deployed catalogue no longer has the blueprint. */
  readonly blueprint: Blueprint | undefined;
  readonly plan: Plan;
  /** Notes that a look a little later may find out more. */
  noteDoubt(): void;
  /** Sends a read with retries, until the look is out of time. */
  call<T>(read: () => Promise<T>): Promise<T>;
}

/**
 * Returns when Latchkey last changed something that a look reads (epoch ms). Until `entityLagMs` later, IAM may answer as
 * before the change.
 */
export function lastChangeAt(record: Onboarding): number {
  const { steps, resources, unknownCalls = [], lastRemovalAt = 0, createdAt } = record;
  const keys = record.status === 'claimed' ? record.keys : [];
  return Math.max(
    createdAt,
    lastRemovalAt,
    ...steps.flatMap(({ startedAt = 0, endedAt = 0 }) => [startedAt, endedAt]),
    ...[...resources, ...unknownCalls].map(({ sentAt = 0 }) => sentAt),
    ...keys.flatMap(({ handedOverAt, changedAt = 0 }) => [handedOverAt, changedAt]),
  );
}
