import { onboardingStore } from '../../../../lib/gateways/state/onboardingStore.ts';
import { stateStore } from '../../../../lib/gateways/state/stateStore.ts';
import { always, type Table } from '../../../../lib/gateways/state/table.ts';
import { hasEnded } from '../../../../lib/record/erasure.ts';
import { memoryTable } from '../../../model/memoryTable.ts';
import { undelivered } from '../../../support/deliveries.ts';
import { fakeClock } from '../../../support/fakeClock.ts';
import { recordIn } from '../../../support/records.ts';

const ended = () => {
  const record = recordIn('offboarded');
  if (!hasEnded(record)) throw new Error('the record has not ended');
  return record;
};
const entry = { n: 1, at: 1, by: 'back-end', action: 'create', outcome: 'claimed', requestId: 'r' };

/** A table with an onboarding that has ended, its slot and an audit entry. */
async function filled() {
  const { table, items } = memoryTable(() => undefined);
  const record = ended();
  const store = stateStore(table, fakeClock().clock);
  await store.insert(record);
  await store.archiveAudit(record.id, [entry]);
  await store.takeSlot(record, { onboardingId: record.id, version: 0, heldUntil: 0 });
  expect(items()).toHaveLength(3);
  return { table, items, record };
}

test.each([1, 2, 3])('if the process dies after deletion %i, the record is still there or nothing is', async (at) => {
  const { table, items, record } = await filled();
  let deletions = 0;
  const dying: Table = {
    ...table,
    delete: async (...given) => {
      const isDone = await table.delete(...given);
      deletions += 1;
      if (deletions === at) throw new Error('killed');
      return isDone;
    },
  };
  await expect(onboardingStore(dying).erase(record)).rejects.toThrow('killed');
  const left = items().map(({ sk }) => sk);
  expect(left.length === 0 || left.includes('record')).toBe(true);
  expect(await onboardingStore(table).erase(record)).toBe(true);
  expect(items()).toEqual([]);
});

test('of a record that has changed since it was read, nothing is erased: neither its audit trail nor its slot', async () => {
  const { table, items, record } = await filled();
  const store = onboardingStore(table);
  const before = items();
  await expect(store.erase({ ...record, version: record.version + 1 })).resolves.toBe(false);
  await expect(store.erase({ ...record, metadataVersion: record.metadataVersion + 1 })).resolves.toBe(false);
  expect(items()).toEqual(before);
});

test('a record whose erasure has begun takes no other write, and another process completes the erasure', async () => {
  const { table, items, record } = await filled();
  const dying: Table = { ...table, delete: () => Promise.reject(new Error('killed')) };
  await expect(onboardingStore(dying).erase(record)).rejects.toThrow('killed');
  const store = onboardingStore(table);
  const marked = await store.get(record.id);
  if (marked === undefined) throw new Error('the record is gone');
  const { isErasing: _, ...wanted } = { ...marked, version: marked.version + 1, writer: 'another' };
  expect(await store.move(marked, wanted)).toBe(false);
  expect(await store.saveMetadata(marked, { ...wanted, metadataVersion: 9, metadataWriter: 'another' })).toBe(false);
  expect(await store.erase(record)).toBe(true);
  expect(items()).toEqual([]);
});

test('if an older version of Latchkey writes the record without the mark meanwhile, it is not erased, and a repetition erases it', async () => {
  const { table, items, record } = await filled();
  const { pk, sk } = { pk: `onboarding#${record.id}`, sk: 'record' };
  const older: Table = {
    ...table,
    delete: async (...given) => {
      if (given[0].sk === sk) await table.put({ ...record, version: record.version + 2, pk, sk }, always);
      return table.delete(...given);
    },
  };
  expect(await onboardingStore(older).erase(record)).toBe(false);
  expect(items().map((each) => each.sk)).toEqual([sk]);
  expect(await onboardingStore(table).erase({ ...record, version: record.version + 2 })).toBe(true);
  expect(items()).toEqual([]);
});

test('a mark whose answer is lost is recognised', async () => {
  const { table, items, record } = await filled();
  const deaf: Table = { ...table, put: async (...given) => (await table.put(...given)) && table.put(...given) };
  expect(await onboardingStore(deaf).erase(record)).toBe(true);
  expect(items()).toEqual([]);
});

test('an event that a delivery stores during the erasure is erased too', async () => {
  const { table, items, record } = await filled();
  const delivering: Table = {
    ...table,
    delete: async (...given) => {
      const isDone = await table.delete(...given);
      if (given[0].sk === 'record')
        await stateStore(table, fakeClock().clock).archiveEvents(record.id, [undelivered(1)], 7);
      return isDone;
    },
  };
  expect(await onboardingStore(delivering).erase(record)).toBe(true);
  expect(items()).toEqual([]);
});

test('a slot that another onboarding holds by now is not deleted', async () => {
  const { table, items, record } = await filled();
  const store = stateStore(table, fakeClock().clock);
  const other = { onboardingId: 'ob_01JD0000000000000000000009', version: 0, heldUntil: 0 };
  await store.takeSlot(record, other, { onboardingId: record.id, version: 0, heldUntil: 0 });
  expect(await store.erase(record)).toBe(true);
  expect(items().map(({ sk }) => sk)).toEqual(['slot']);
});
