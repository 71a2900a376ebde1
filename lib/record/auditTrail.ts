import type { AuditEntry } from './metadata.ts';
import type { Onboarding } from './onboarding.ts';
import type { RecordDeps } from './ports.ts';

/** Returns all audit entries of an onboarding, oldest first: the archived entries, then those in its record. */
export async function allAudit({ store }: RecordDeps, { id, audit }: Onboarding): Promise<readonly AuditEntry[]> {
  const first = audit[0]?.n ?? 1;
  if (first === 1) return audit;
  // Entries are archived before the write that removes them from the record. If that write fails, they are in both
  // places.
  return [...(await store.archivedAudit(id)).filter(({ n }) => n < first), ...audit];
}
