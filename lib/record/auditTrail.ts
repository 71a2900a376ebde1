import type { AuditEntry } from './metadata.ts';
import type { Onboarding } from './onboarding.ts';
import type { RecordDeps } from './ports.ts';

/** The whole audit trail of an onboarding, oldest first, with what its record has no room for. */
export async function allAudit({ store }: RecordDeps, { id, audit }: Onboarding): Promise<readonly AuditEntry[]> {
  const first = audit[0]?.n ?? 1;
  if (first === 1) return audit;
  // Put aside ahead of the write that dropped them: where that did not come off, they stand in both.
  return [...(await store.archivedAudit(id)).filter(({ n }) => n < first), ...audit];
}
