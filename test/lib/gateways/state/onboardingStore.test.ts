import { onboardingStore } from '../../../../lib/gateways/state/onboardingStore.ts';
import { memoryTable } from '../../../model/memoryTable.ts';
import { provisioning, recordIn } from '../../../support/records.ts';

const stored = provisioning();
const { lease } = stored;

test.each([
  ['version', { version: stored.version + 1 }],
  ['metadata version', { metadataVersion: stored.metadataVersion + 1 }],
  ['owner', { lease: { ...lease, owner: 'somebody else' } }],
  ['attempt', { lease: { ...lease, attempt: lease.attempt + 1 } }],
] as const)(
  'a record is not written if the stored one has another %s than the record that was read',
  async (_, change) => {
    const store = onboardingStore(memoryTable(() => undefined).table);
    await store.insert(stored);
    const after = recordIn('claimed', { writer: 'somebody late' });
    expect(await store.move({ ...stored, ...change }, after)).toBe(false);
    expect(await store.move(stored, after)).toBe(true);
  },
);
