import { AwsFailure } from '../../../lib/core/awsFailure.ts';
import { openJournal, type Journal } from '../../../lib/record/journal.ts';
import { LeaseLost } from '../../../lib/core/controlFlowErrors.ts';
import { withLaterLook } from '../../../lib/record/inPlace.ts';
import { released } from '../../../lib/record/lease.ts';
import type { Leased } from '../../../lib/record/onboarding.ts';
import { toFailed, toReady } from '../../../lib/record/transitions.ts';
import type { Clock } from '../../../lib/core/ports.ts';
import { memoryStore } from '../../support/memoryStore.ts';
import { provisioning } from '../../support/records.ts';

const settings = { leaseMs: 60_000, requestTimeoutMs: 5000, marginMs: 5000 };
const clock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

const opened: Journal[] = [];
beforeEach(() => void jest.useFakeTimers({ now: Date.UTC(2026, 0, 1) }));
afterEach(async () => {
  await Promise.all(opened.splice(0).map((journal) => journal.close()));
  jest.useRealTimers();
});

function open(more: { readonly deadlineMs?: number } = {}) {
  const stored = provisioning({
    lease: { owner: 'owner-1', by: 'request', attempt: 1, since: Date.now(), expiresAt: Date.now() + 60_000 },
  });
  const memory = memoryStore(stored);
  const leasedAt = clock.monotonic();
  const journal = openJournal({
    store: memory.store,
    clock,
    settings,
    actor: { by: 'back-end', action: 'create', requestId: 'request-1' },
    stored,
    leasedAt,
    deadline: leasedAt + (more.deadlineMs ?? 25_000),
  });
  opened.push(journal);
  return { ...memory, journal, pass: (ms: number) => jest.advanceTimersByTimeAsync(ms) };
}

const begin =
  (name: string) =>
  (record: Leased): Leased => ({ ...record, steps: [...record.steps, { name, status: 'running' as const }] });
const names = ({ steps }: { readonly steps: readonly { readonly name: string }[] }) =>
  steps.map(({ name }) => name).slice(2);

describe('progress', () => {
  test('is visible in the record at once, and written 300 ms later in the background', async () => {
    const { journal, state, pass } = open();
    journal.note(begin('a'));
    expect(names(journal.record())).toEqual(['a']);
    await pass(299);
    expect(state.moves).toEqual([]);
    await pass(1);
    expect(state.moves.map(names)).toEqual([['a']]);
    expect(state.stored).toMatchObject({ version: 2, updatedAt: Date.now() });
  });

  test('is written at most once every 300 ms, with all notes until then', async () => {
    const { journal, state, pass } = open();
    for (const name of ['a', 'b', 'c']) {
      journal.note(begin(name));
      await pass(100);
    }
    expect(state.moves.map(names)).toEqual([['a', 'b', 'c']]);
    for (let index = 0; index < 30; index += 1) {
      journal.note(begin(`more ${index}`));
      await pass(100);
    }
    expect(state.moves).toHaveLength(11);
  });

  test('has at most one write in flight, even if the table is slow', async () => {
    const { journal, state, pass, hold } = open();
    const release = hold();
    journal.note(begin('a'));
    await pass(300);
    journal.note(begin('b'));
    await pass(900);
    expect([state.onTheirWay, state.moves.length]).toEqual([1, 0]);
    release();
    await pass(0);
    expect([state.mostOnTheirWay, state.moves.map(names)]).toEqual([1, [['a'], ['a', 'b']]]);
  });

  test('is in the next write if a write of it fails', async () => {
    const { journal, state, pass, trouble } = open();
    trouble('lost');
    journal.note(begin('a'));
    await pass(300);
    expect(state.moves).toEqual([]);
    journal.note(begin('b'));
    await pass(300);
    expect(state.moves.map(names)).toEqual([['a', 'b']]);
  });

  test('is not written after close', async () => {
    const { journal, state, pass } = open();
    journal.note(begin('a'));
    await journal.close();
    await pass(1000);
    expect(state.moves).toEqual([]);
  });
});

describe('a commit', () => {
  test('is in the table when it returns, with all earlier notes, and leaves no progress to write', async () => {
    const { journal, state, pass } = open();
    journal.note(begin('a'));
    const after = await journal.commit(toReady);
    expect(state.stored).toEqual(after);
    expect(after).toMatchObject({ status: 'ready', version: 2 });
    expect(names(after)).toEqual(['a']);
    await pass(1000);
    expect(state.moves).toHaveLength(1);
  });

  test('waits for a progress write that is in flight', async () => {
    const { journal, state, pass, hold } = open();
    const release = hold();
    journal.note(begin('a'));
    await pass(300);
    const committed = journal.commit(toReady);
    await pass(0);
    expect(state.moves).toEqual([]);
    release();
    await committed;
    expect(state.moves.map(({ status, version }) => [status, version])).toEqual([
      ['provisioning', 2],
      ['ready', 3],
    ]);
  });

  test('leaves a note that is made while it is in flight to the next write', async () => {
    const { journal, state, pass, hold } = open();
    const release = hold();
    const committed = journal.commit((record) => ({ ...record, boundaryArn: 'arn' }));
    await pass(0);
    journal.note(begin('late'));
    release();
    await committed;
    await journal.commit(toReady);
    expect(state.stored.boundaryArn).toBe('arn');
    expect(names(state.stored)).toEqual(['late']);
  });

  test('is the last write if it ends the work on the record: later notes are not written', async () => {
    const { journal, state, pass, hold } = open();
    const release = hold();
    const committed = journal.commit((record) => toFailed(record, { slug: 'aws-error', detail: 'x' }));
    await pass(0);
    journal.note(begin('late'));
    release();
    await committed;
    await pass(1000);
    expect(state.moves.map(({ status }) => status)).toEqual(['failed']);
  });

  test('is retried until the deadline if the table does not answer', async () => {
    const { journal, state, pass, trouble } = open();
    trouble('lost', 'lost');
    const committed = journal.commit(toReady);
    await pass(5000);
    await expect(committed).resolves.toMatchObject({ status: 'ready' });
    expect(state.moves).toHaveLength(1);
  });

  test('fails with the last error of the table after the deadline', async () => {
    const { journal, pass, trouble } = open({ deadlineMs: 1000 });
    trouble(...Array.from({ length: 100 }, () => 'lost' as const));
    const committed = expect(journal.commit(toReady)).rejects.toThrow(AwsFailure);
    await pass(1000);
    await committed;
  });

  test('succeeds if its answer is lost, because it finds its own write in the table', async () => {
    const { journal, state, pass, trouble } = open();
    trouble('answer lost');
    const committed = journal.commit((record) => ({ ...record, attempts: record.attempts + 1 }));
    await pass(5000);
    await committed;
    await expect(journal.commit(toReady)).resolves.toMatchObject({ status: 'ready' });
    expect(state.stored.status).toBe('ready');
  });

  test('is written if the answer of the progress write before it was lost', async () => {
    const { journal, state, pass, trouble } = open();
    trouble('answer lost');
    journal.note(begin('a'));
    await pass(300);
    await journal.commit(toReady);
    expect(state.stored).toMatchObject({ status: 'ready', version: 3 });
  });
});

describe('after another owner has taken the lease', () => {
  const takenOver = {
    writer: 'owner-2',
    version: 2,
    lease: { owner: 'owner-2', by: 'worker', attempt: 2, since: Date.now(), expiresAt: 9e12 },
  };

  test('a commit throws LeaseLost and writes nothing, no new call may start, and calls in flight are aborted', async () => {
    const { journal, state } = open();
    state.stored = provisioning(takenOver);
    await expect(journal.commit(toReady)).rejects.toThrow(LeaseLost);
    expect(state.moves).toEqual([]);
    expect(() => journal.check()).toThrow(LeaseLost);
    await expect(journal.beforeCall()).rejects.toThrow(LeaseLost);
    expect(journal.signal.aborted).toBe(true);
  });

  test('a progress write detects it too', async () => {
    const { journal, state, pass } = open();
    state.stored = provisioning(takenOver);
    journal.note(begin('a'));
    await pass(300);
    expect(() => journal.check()).toThrow(LeaseLost);
  });
});

describe('the lease', () => {
  test('is not renewed in its first half', async () => {
    const { journal, state, pass } = open({ deadlineMs: 1e9 });
    await pass(30_000);
    await journal.beforeCall();
    expect(state.moves).toEqual([]);
  });

  test('is renewed before a call in its second half, together with the due time', async () => {
    const { journal, state, pass } = open({ deadlineMs: 1e9 });
    const startedAt = Date.now();
    await pass(30_001);
    await journal.beforeCall();
    const expiresAt = Date.now() + settings.leaseMs;
    const lease = { owner: 'owner-1', by: 'request', attempt: 1, since: startedAt, expiresAt };
    expect(state.moves).toHaveLength(1);
    expect(state.stored).toMatchObject({ lease, dueTimes: { lease: lease.expiresAt + settings.marginMs } });
    expect(journal.record().lease).toEqual(lease);
  });

  test('is renewed without a change of a later look that is noted during the write', async () => {
    const { journal, pass, hold } = open({ deadlineMs: 1e9 });
    const release = hold();
    await pass(30_001);
    const renewed = journal.beforeCall();
    await pass(0);
    journal.note((record) => withLaterLook(record, 0));
    release();
    await renewed;
    expect(journal.record().dueTimes).toEqual({ lease: Date.now() + 65_000, reconcile: 15 * 60_000 });
  });

  test('lets a call start only after the renewal is written', async () => {
    const { journal, pass, hold } = open({ deadlineMs: 1e9 });
    const release = hold();
    await pass(30_001);
    const order: string[] = [];
    const before = journal.beforeCall().then(() => order.push('call'));
    await pass(0);
    order.push('renewal');
    release();
    await before;
    expect(order).toEqual(['renewal', 'call']);
  });

  test('is renewed during a long pause between calls', async () => {
    const { journal, pass } = open({ deadlineMs: 1e9 });
    await pass(300_000);
    expect(() => journal.check()).not.toThrow();
    expect(journal.record().lease.expiresAt).toBeGreaterThan(Date.now() + 20_000);
  });

  test('starts when its renewal is sent, not when a slow write of it ends', async () => {
    const { journal, pass, hold } = open({ deadlineMs: 1e9 });
    const release = hold();
    await pass(31_000);
    const before = journal.beforeCall();
    await pass(4000);
    release();
    await before;
    const releaseNext = hold();
    await pass(31_000 + 50_000 - 35_000 - 1);
    expect(() => journal.check()).not.toThrow();
    await pass(1);
    expect(() => journal.check()).toThrow(LeaseLost);
    releaseNext();
  });

  test('is not renewed after it is released, even in its second half', async () => {
    const { journal, state, pass } = open({ deadlineMs: 1e9 });
    await pass(31_000);
    await journal.commit((record) => ({ ...record, lease: { ...record.lease, expiresAt: released } }));
    expect(state.stored).toMatchObject({ lease: { expiresAt: released } });
  });
});
