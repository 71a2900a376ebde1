import type { StepRecord } from '../../../lib/record/onboarding.ts';
import { stepTimesOf } from '../../../lib/record/stepTimes.ts';

const done = (name: string, ms: number): StepRecord => ({ name, status: 'done', startedAt: 1000, endedAt: 1000 + ms });

test('steps of one kind and blueprint have their percentiles by nearest rank, and others are separate', () => {
  const ofTutum = Array.from({ length: 100 }, (_, index) => ({
    blueprint: 'tutum',
    // Not in order of duration.
    steps: [done(`create-user user-${index}`, ((index * 37) % 100) + 1)],
  }));
  const ofKoding = { blueprint: 'koding', steps: [done('create-user koding', 7), done('create-user other', 9)] };
  expect(stepTimesOf([...ofTutum, ofKoding])).toEqual([
    { blueprint: 'koding', step: 'create-user', count: 2, failed: 0, p50: 7, p90: 9, p99: 9, max: 9 },
    { blueprint: 'tutum', step: 'create-user', count: 100, failed: 0, p50: 50, p90: 90, p99: 99, max: 100 },
  ]);
});

test('steps that have not ended have no time, failed ones are counted, and a kind without a time is left out', () => {
  const steps: readonly StepRecord[] = [
    done('attach a to b', 5),
    { name: 'attach c to d', status: 'failed', startedAt: 1000, endedAt: 9000 },
    { name: 'attach e to f', status: 'running', startedAt: 1000 },
    { name: 'create-group x', status: 'failed', startedAt: 1000, endedAt: 2000 },
    { name: 'create-policy y', status: 'pending' },
  ];
  expect(stepTimesOf([{ blueprint: 'tutum', steps }])).toEqual([
    { blueprint: 'tutum', step: 'attach', count: 1, failed: 1, p50: 5, p90: 5, p99: 5, max: 5 },
  ]);
  expect(stepTimesOf([])).toEqual([]);
});
