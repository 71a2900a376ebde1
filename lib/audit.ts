import type { AuditEntry } from './aside.ts';
import type { Onboarding } from './onboarding.ts';
import type { Deps } from './ports.ts';

/** The whole audit trail of an onboarding, oldest first, with what its record has no room for. */
export async function allAudit({ store }: Deps<'store'>, { id, audit }: Onboarding): Promise<readonly AuditEntry[]> {
  const first = audit[0]?.n ?? 1;
  if (first === 1) return audit;
  // Put aside ahead of the write that dropped them: where that did not come off, they stand in both.
  return [...(await store.oldAudit(id)).filter(({ n }) => n < first), ...audit];
}
