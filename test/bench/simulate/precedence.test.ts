import { traceOf } from '../../../bench/simulate/precedence.ts';
import type { RecordedCall } from '../../../bench/simulate/recorder.ts';

const call = (operation: string, startedAt: number, endedAt: number, name = operation): RecordedCall => ({
  ...{ operation, name, startedAt, endedAt, units: {} },
});

test('a call needs those that ended before it began in every run, and not those that they need', () => {
  const runs = [
    [call('a', 0, 10), call('b', 0, 20), call('c', 11, 30), call('d', 31, 40)],
    [call('a', 0, 20), call('b', 0, 10), call('c', 21, 30), call('d', 31, 40)],
    // Only in this run, b ends after c has begun.
    [call('a', 0, 10), call('b', 0, 25), call('c', 11, 30), call('d', 31, 40)],
  ];
  expect(traceOf(runs).map(({ operation, needs }) => [operation, needs])).toEqual([
    ['a', []],
    ['b', []],
    ['c', [0]],
    ['d', [1, 2]],
  ]);
});

test('calls of one name are told apart by their order', () => {
  const runs = [[call('probe', 0, 10), call('probe', 0, 10), call('next', 20, 30)]];
  expect(traceOf(runs).map(({ needs }) => needs)).toEqual([[], [], [0, 1]]);
});

test('a call that most runs made is in the trace, another one is not; a write of progress is marked', () => {
  const progress = (at: number) => call('put', at, at + 1, 'put record provisioning progress');
  const runs = [[call('a', 0, 1), progress(2)], [call('a', 0, 1), progress(2), call('rare', 4, 5)], [call('a', 0, 1)]];
  expect(traceOf(runs)).toEqual([
    { operation: 'a', needs: [] },
    { operation: 'put', needs: [0], isProgress: true },
  ]);
});
