import type { Onboarding } from './onboarding.ts';

/** The two steps for an access key. Provisioning without keys skips them, and the claim runs them later. */
export type KeyStepKind = 'create-access-key' | 'check-access-key';

/** Returns the name of a key step of a user, as in the steps of the record. */
export function keyStepName(kind: KeyStepKind, user: string): string {
  return `${kind} ${user}`;
}

/** Returns a record without the steps of access keys, for an onboarding whose keys do not exist or were all deleted. */
export function withoutKeySteps<T extends Pick<Onboarding, 'steps' | 'userNames'>>(record: T): T {
  const kinds = ['create-access-key', 'check-access-key'] as const;
  const names = record.userNames.flatMap((user) => kinds.map((kind) => keyStepName(kind, user)));
  return { ...record, steps: record.steps.filter(({ name }) => !names.includes(name)) };
}

/**
 * Returns the record without `foreignKeyIds` if Latchkey has sent no CreateAccessKey for it, and else the record as it
 * is. The next claim lists the users' keys again, because others may have created keys meanwhile.
 */
export function withoutUnusedClaim<T extends Pick<Onboarding, 'steps' | 'userNames' | 'foreignKeyIds'>>(
  record: T,
): T | Omit<T, 'foreignKeyIds'> {
  const names = record.userNames.map((user) => keyStepName('create-access-key', user));
  const hasStarted = record.steps.some(({ name, startedAt }) => names.includes(name) && startedAt !== undefined);
  if (hasStarted) return record;
  const { foreignKeyIds: _, ...rest } = record;
  return rest;
}
