import { startProgressWriter } from '../../../lib/record/progressWriter.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A progress writer that counts its writes. A write of the whole record includes the scheduled progress, and so cancels its write. */
function start({ cancels = true } = {}) {
  let writes = 0;
  const progress = startProgressWriter(() => {
    writes += 1;
    if (cancels) progress.cancel();
  });
  return { progress, writes: () => writes };
}

test('progress is written once, 300 ms after the first note, with all notes until then', () => {
  const { progress, writes } = start({ cancels: false });
  progress.schedule();
  jest.advanceTimersByTime(200);
  progress.schedule();
  jest.advanceTimersByTime(99);
  expect(writes()).toBe(0);
  jest.advanceTimersByTime(1);
  expect(writes()).toBe(1);
  jest.advanceTimersByTime(1000);
  expect(writes()).toBe(1);
});

test('progress after a write is written 300 ms later', () => {
  const { progress, writes } = start();
  progress.schedule();
  jest.advanceTimersByTime(300);
  progress.schedule();
  jest.advanceTimersByTime(300);
  expect(writes()).toBe(2);
});

test('progress that another write includes is not written again', () => {
  const { progress, writes } = start();
  progress.schedule();
  progress.cancel();
  jest.advanceTimersByTime(1000);
  expect(writes()).toBe(0);
});
