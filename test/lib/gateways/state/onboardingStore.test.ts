import { onboardingStore } from '../../../../lib/gateways/state/onboardingStore.ts';
import { memoryTable } from '../../../model/memoryTable.ts';
import { undelivered } from '../../../support/deliveries.ts';
import { provisioning, recordIn } from '../../../support/records.ts';

const standing = provisioning();
const { lease } = standing;

test.each([
  ['version', { version: standing.version + 1 }],
  ['metadata version', { metadataVersion: standing.metadataVersion + 1 }],
  ['owner', { lease: { ...lease, owner: 'somebody else' } }],
  ['attempt', { lease: { ...lease, attempt: lease.attempt + 1 } }],
] as const)(
  'a record is not written if the stored one has another %s than the record that was read',
  async (_, change) => {
    const store = onboardingStore(memoryTable(() => undefined).table);
    await store.insert(standing);
    const after = recordIn('claimed', { writer: 'somebody late' });
    expect(await store.move({ ...standing, ...change }, after)).toBe(false);
    expect(await store.move(standing, after)).toBe(true);
  },
);

test('a delayed write of an event does not replace the item of a later record', async () => {
  const store = onboardingStore(memoryTable(() => undefined).table);
  const waiting = undelivered(1);
  const sent = { ...waiting, state: 'delivered' as const };
  await store.archiveEvents(standing.id, [waiting], 7);
  await store.archiveEvents(standing.id, [sent], 9);
  await store.archiveEvents(standing.id, [waiting], 8);
  expect(await store.archivedEvents(standing.id)).toMatchObject([{ id: waiting.id, state: 'delivered' }]);
});
