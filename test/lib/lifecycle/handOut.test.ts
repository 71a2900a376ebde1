import { handOut } from '../../../lib/lifecycle/handOut.ts';
import { handedOutBefore } from '../../../lib/lifecycle/handedOut.ts';
import type { Due, DuePages } from '../../../lib/record/ports.ts';
import { collecting } from '../../support/collectedLog.ts';
import { fakeClock } from '../../support/fakeClock.ts';

const minute = 60_000;

/** Sweeps of one process, with pages and a queue in memory. A call to the queue takes a turn of the event loop. */
function sweeps() {
  const { clock, pass } = fakeClock();
  const before = handedOutBefore();
  const lines: string[] = [];
  const log = collecting(lines)({});
  const sent: string[] = [];
  const state = { calls: 0, inFlight: 0, mostInFlight: 0, pagesRead: 0 };
  const queue = {
    sendBatch: async (ids: readonly string[]): Promise<readonly string[]> => {
      state.calls += 1;
      state.inFlight += 1;
      state.mostInFlight = Math.max(state.mostInFlight, state.inFlight);
      await new Promise(setImmediate);
      state.inFlight -= 1;
      sent.push(...ids);
      return [];
    },
  };
  const shard = async function* (pages: readonly (readonly Due[])[]): DuePages {
    for (const page of pages) {
      state.pagesRead += 1;
      yield await Promise.resolve(page);
    }
  };
  return {
    clock,
    pass,
    lines,
    state,
    queue,
    /** Runs a sweep, and returns the result and what it has sent. */
    sweep: async (shards: readonly (readonly (readonly Due[])[])[], given = {}) => {
      sent.length = 0;
      const parts = { shards: shards.map(shard), queue, before, deadline: Infinity, ...given };
      return { ...(await handOut({ clock, log }, parts)), sent: [...sent] };
    },
  };
}

const due = (count: number, at = 1): readonly Due[] =>
  Array.from({ length: count }, (_, n) => ({ id: `ob_${String(at)}_${String(n)}`, at }));

test('one sweep queues 24,000 onboardings with 2,400 calls, of which at most 20 are in flight', async () => {
  const { sweep, state } = sweeps();
  const shards = Array.from({ length: 4 }, (_, s) => Array.from({ length: 6 }, (__, p) => due(1000, s * 6 + p)));
  const result = await sweep(shards);
  expect(result).toMatchObject({ found: 24_000, oldestAt: 0, queued: 24_000, isComplete: true });
  expect(new Set(result.sent).size).toBe(24_000);
  expect([state.calls, state.mostInFlight]).toEqual([2400, 20]);
});

test('what stays due is handed out again with growing pauses, and not by each sweep', async () => {
  const { sweep, pass } = sweeps();
  const minutes: number[] = [];
  for (let at = 0; at < 60; at += 1) {
    const { sent, found } = await sweep([[due(3)]]);
    expect(found).toBe(3);
    if (sent.length > 0) minutes.push(at);
    pass(minute);
  }
  expect(minutes).toEqual([0, 2, 6, 13, 27, 42, 57]);
});

test('an onboarding that is due for something else is handed out at once', async () => {
  const { sweep } = sweeps();
  await sweep([[[{ id: 'ob_1', at: 1 }]]]);
  expect((await sweep([[[{ id: 'ob_1', at: 2 }]]])).sent).toEqual(['ob_1']);
});

test('an onboarding that was not due meanwhile is handed out at once', async () => {
  const { sweep } = sweeps();
  await sweep([[due(1)]]);
  await sweep([[]]);
  expect((await sweep([[due(1)]])).sent).toHaveLength(1);
});

test('a message that the queue did not accept is sent by the next sweep', async () => {
  const { sweep, queue } = sweeps();
  const [refused, ...others] = due(10);
  const refusing = { ...queue, sendBatch: () => Promise.resolve([refused?.id ?? '']) };
  expect(await sweep([[due(10)]], { queue: refusing })).toMatchObject({ found: 10, queued: others.length });
  expect((await sweep([[due(10)]])).sent).toEqual([refused?.id]);
});

test('a queue that fails ends the sweep with one line in the log, and the next sweep sends everything', async () => {
  const { sweep, queue, lines, state } = sweeps();
  const failing = { ...queue, sendBatch: () => ((state.calls += 1), Promise.reject(new Error('SQS is down'))) };
  expect(await sweep([[due(1000), due(1000, 2)]], { queue: failing })).toMatchObject({ queued: 0, isComplete: false });
  expect(state.calls).toBeLessThanOrEqual(20);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('SQS is down');
  expect((await sweep([[due(1000), due(1000, 2)]])).sent).toHaveLength(2000);
});

test('a sweep whose time is over stops reading, and the next sweep sends only the rest', async () => {
  const { sweep, queue, clock, pass, state } = sweeps();
  const pages = [due(1000), due(1000, 2), due(1000, 3)];
  const slow = { ...queue, sendBatch: (ids: readonly string[]) => (pass(10), queue.sendBatch(ids)) };
  const first = await sweep([pages], { queue: slow, deadline: clock.monotonic() + 1200 });
  expect(first.isComplete).toBe(false);
  expect(state.pagesRead).toBe(2);
  const second = await sweep([pages]);
  expect(first.sent.length + second.sent.length).toBe(3000);
  expect(new Set([...first.sent, ...second.sent]).size).toBe(3000);
});
