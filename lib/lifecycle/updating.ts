import type { InStatus, Onboarding } from '../record/onboarding.ts';

/** Returns the record of a running update. Throws in any other status. */
export function updating(record: Onboarding): InStatus<'updating'> {
  if (record.status === 'updating') return record;
  throw new Error(`no update runs in ${record.status}`);
}
