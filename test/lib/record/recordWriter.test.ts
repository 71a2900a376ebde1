import { LeaseLost } from '../../../lib/core/controlFlowErrors.ts';
import { WorkEnded, openRecordWriter } from '../../../lib/record/recordWriter.ts';
import { toReady } from '../../../lib/record/transitions.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { memoryStore } from '../../support/memoryStore.ts';
import { provisioning } from '../../support/records.ts';

function open() {
  const stored = provisioning();
  const memory = memoryStore(stored);
  const takenOver: string[] = [];
  const write = openRecordWriter({
    store: memory.store,
    clock: fakeClock().clock,
    actor: { by: 'back-end', action: 'create', requestId: 'request-1' },
    stored,
    onTakenOver: (why) => takenOver.push(why),
  });
  return { ...memory, stored, write, takenOver };
}

test('each write has the next version and a unique writer ID', async () => {
  const { stored, write, state } = open();
  await write({ ...stored, boundaryArn: 'a' });
  await write({ ...stored, boundaryArn: 'b' });
  expect(state.moves.map(({ version, writer, boundaryArn }) => [version, writer, boundaryArn])).toEqual([
    [2, 'owner-1.1', 'a'],
    [3, 'owner-1.2', 'b'],
  ]);
});

test('after a write whose answer is lost, the next write continues from it and reports no takeover', async () => {
  const { stored, write, state, trouble, takenOver } = open();
  trouble('answer lost');
  await expect(write({ ...stored, boundaryArn: 'a' })).rejects.toThrow('no answer');
  await expect(write({ ...stored, boundaryArn: 'b' })).resolves.toMatchObject({ version: 3, boundaryArn: 'b' });
  expect([state.stored.version, takenOver]).toEqual([3, []]);
});

test('after a lost answer to the write that ends the work, the next write throws WorkEnded with the stored record', async () => {
  const { stored, write, state, trouble, takenOver } = open();
  trouble('answer lost');
  await expect(write(toReady(stored))).rejects.toThrow('no answer');
  const error: unknown = await write(stored).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(WorkEnded);
  expect(error).toMatchObject({ stored: { status: 'ready', version: 2 } });
  expect([state.stored.status, takenOver]).toEqual(['ready', []]);
  await expect(write(stored)).rejects.toThrow(WorkEnded);
});

test('a write keeps metadata that was written since the record was read', async () => {
  const { stored, write, state } = open();
  state.stored = { ...stored, metadataVersion: 1, webhook: { url: 'https://vendor.example/hook' } };
  await expect(write(stored)).resolves.toMatchObject({ version: 2, webhook: { url: 'https://vendor.example/hook' } });
});

test('after a takeover, a write throws LeaseLost, writes nothing, and reports the takeover once', async () => {
  const { stored, write, state, takenOver } = open();
  state.stored = provisioning({ writer: 'owner-2', version: 2 });
  await expect(write(stored)).rejects.toThrow(LeaseLost);
  expect([state.moves, takenOver]).toEqual([[], ['somebody took over']]);
});
