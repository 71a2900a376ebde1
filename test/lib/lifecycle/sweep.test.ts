import { sweep } from '../../../lib/lifecycle/sweep.ts';
import type { Due, DuePages } from '../../../lib/record/ports.ts';
import { collecting } from '../../support/collectedLog.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { memoryStore } from '../../support/memoryStore.ts';
import { claimed } from '../../support/records.ts';

/** The dependencies of a sweep that finds this, with queues in memory. */
function finding(due: readonly Due[], undelivered: readonly Due[]) {
  const shard = async function* (page: readonly Due[]): DuePages {
    yield await Promise.resolve(page);
  };
  const queueOf = (ids: string[]) => ({
    sendBatch: (batch: readonly string[]): Promise<readonly string[]> => {
      ids.push(...batch);
      return Promise.resolve([]);
    },
  });
  const sent = { work: new Array<string>(), delivery: new Array<string>() };
  const store = {
    ...memoryStore(claimed()).store,
    due: () => Promise.resolve([shard(due)]),
    undelivered: () => Promise.resolve([shard(undelivered)]),
    needingAttention: () => Promise.resolve(0),
    announceShards: () => Promise.resolve(),
  };
  return {
    sent,
    deps: {
      ...{ store, clock: fakeClock().clock, log: collecting([])({}), metrics: { put: () => undefined } },
      ...{ actor: { by: 'sweep', action: 'sweep', requestId: '' }, newOwner: () => 'owner' },
      batchQueues: { work: queueOf(sent.work), deliveries: queueOf(sent.delivery) },
    },
  };
}

test('a queue that fails does not keep the onboardings of the other queue waiting', async () => {
  const { deps, sent } = finding([{ id: 'ob_1', at: 1 }], [{ id: 'ob_2', at: 1 }]);
  const work = { sendBatch: () => Promise.reject(new Error('SQS is down')) };
  expect(await sweep({ ...deps, batchQueues: { ...deps.batchQueues, work } }, Infinity)).toEqual({
    due: 0,
    undelivered: 1,
  });
  expect(sent).toEqual({ work: [], delivery: ['ob_2'] });
});

test('a sweep that cannot announce its number of shards hands out what is due, and then fails', async () => {
  const { deps, sent } = finding([{ id: 'ob_1', at: 1 }], []);
  const announceShards = () => Promise.reject(new Error('the table does not answer'));
  await expect(sweep({ ...deps, store: { ...deps.store, announceShards } }, Infinity)).rejects.toThrow('the table');
  expect(sent.work).toEqual(['ob_1']);
});
