import { countCall, countRetry } from '../../../lib/core/effort.ts';
import type { Journal } from '../../../lib/record/journal.ts';
import type { Leased } from '../../../lib/record/onboarding.ts';
import { withStep } from '../../../lib/record/stepProgress.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { provisioning } from '../../support/records.ts';

/** A journal that keeps the record in memory. */
function open() {
  const { clock, pass } = fakeClock(1000);
  let record: Leased = provisioning({ steps: [{ name: 'create-user tutum', status: 'pending' }] });
  const journal: Journal = {
    record: () => record,
    note: (change) => {
      record = change(record);
    },
    commit: (next) => Promise.resolve(next(record)),
    resolveCommit: () => Promise.resolve(undefined),
    close: () => Promise.resolve(),
    beforeCall: () => Promise.resolve(),
    check: () => undefined,
    signal: new AbortController().signal,
  };
  const step = (name: string) => record.steps.find((each) => each.name === name);
  return { journal, clock, pass, step };
}

const name = 'create-user tutum';

test('a step is shown as running while its work goes on, then as done, with both times; its result is handed on', async () => {
  const { journal, clock, pass, step } = open();
  const result = await withStep(journal, clock, name, () => {
    expect(step(name)).toEqual({ name, status: 'running', startedAt: 1000, attempts: 1 });
    pass(50);
    return Promise.resolve('made');
  });
  expect(result).toBe('made');
  expect(step(name)).toEqual({ name, status: 'done', startedAt: 1000, endedAt: 1050, attempts: 1 });
});

test('a step whose work fails is shown as failed, and the error is handed on', async () => {
  const { journal, clock, step } = open();
  await expect(withStep(journal, clock, name, () => Promise.reject(new Error('denied')))).rejects.toThrow('denied');
  expect(step(name)).toEqual({ name, status: 'failed', startedAt: 1000, endedAt: 1000, attempts: 1 });
});

test('a step that is repeated keeps its first start, and counts its starts', async () => {
  const { journal, clock, pass, step } = open();
  await expect(withStep(journal, clock, name, () => Promise.reject(new Error('denied')))).rejects.toThrow('denied');
  pass(50);
  await withStep(journal, clock, name, () => Promise.resolve());
  expect(step(name)).toEqual({ name, status: 'done', startedAt: 1000, endedAt: 1050, attempts: 2 });
});

test('a step that the record does not have is added at its end', async () => {
  const { journal, clock } = open();
  await withStep(journal, clock, 'deactivate-access-keys', () => Promise.resolve());
  expect(journal.record().steps.map((each) => each.name)).toEqual([name, 'deactivate-access-keys']);
});

test('a step has the calls and pauses of all its starts, and not those of a step that runs at the same time', async () => {
  const { journal, clock, step } = open();
  const work = async (calls: number, pauseMs: number) => {
    for (let sent = 0; sent < calls; sent += 1) {
      await Promise.resolve();
      countCall();
    }
    if (pauseMs > 0) countRetry(pauseMs);
  };
  await Promise.all([
    withStep(journal, clock, name, () => work(2, 250.4)),
    withStep(journal, clock, 'create-group g', () => work(3, 0)),
  ]);
  expect(step(name)).toMatchObject({ calls: 2, retries: 1, waitedMs: 250 });
  expect(step('create-group g')).toMatchObject({ calls: 3 });
  expect(step('create-group g')).not.toHaveProperty('retries');
  await withStep(journal, clock, name, () => work(1, 500));
  expect(step(name)).toMatchObject({ calls: 3, retries: 2, waitedMs: 750, attempts: 2 });
});
