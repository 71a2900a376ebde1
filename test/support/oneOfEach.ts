import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildEverything } from '../../lib/gateways/webhookDeps.ts';
import { statuses, type Onboarding } from '../../lib/record/onboarding.ts';
import { recordIn } from './records.ts';

/** Stores an onboarding in each status, as a process would. A process works for an hour on those with a lease. */
export async function storeOneOfEach(): Promise<readonly Onboarding[]> {
  const { store } = buildEverything(readConfig(process.env));
  const records = statuses.map((status, index) =>
    recordIn(status, {
      id: `ob_01JZ${String(index).padStart(22, '0')}`,
      tenantId: `in-${status.replace('_', '-')}`,
      dueTimes: { lease: Date.now() + 3_600_000 },
    }),
  );
  for (const record of records) await store.insert(record);
  return records;
}
