import { nextTryAt, retryDelaysMs } from '../../../lib/webhooks/retrySchedule.ts';

const now = 1_000_000;
const almostOne = 1 - Number.EPSILON;

test('an event is retried after up to 1 s, 5 s, 30 s, 5 min, 30 min, 2 h, 8 h, 16 h and 24 h', () => {
  const waits = retryDelaysMs.map((_, index) => (nextTryAt(index + 1, now, () => almostOne, undefined) ?? 0) - now);
  expect(waits.map((ms) => ms / 1000)).toEqual([1, 5, 30, 300, 1800, 7200, 28_800, 57_600, 86_400]);
});

test('the wait is random between a tenth of the delay and the whole delay', () => {
  const waitAt = (random: number) => (nextTryAt(3, now, () => random, undefined) ?? 0) - now;
  expect([0, 0.25, 0.5, 0.75].map(waitAt)).toEqual([3000, 9750, 16_500, 23_250]);
});

test('an event is given up after its tenth failed try', () => {
  expect(nextTryAt(9, now, () => 0, undefined)).toBeDefined();
  expect(nextTryAt(10, now, () => 0, undefined)).toBeUndefined();
  expect(nextTryAt(10, now, () => 0, 5000)).toBeUndefined();
});

test.each([
  { asked: 60_000, failures: 1, wait: 60_000, what: 'is the wait before the next try' },
  { asked: 60_000, failures: 9, wait: 86_400_000, what: 'does not shorten a longer wait' },
  { asked: 365 * 86_400_000, failures: 1, wait: 86_400_000, what: 'delays the next try by at most a day' },
])('the Retry-After of a receiver ($asked ms) $what', ({ asked, failures, wait }) => {
  expect((nextTryAt(failures, now, () => almostOne, asked) ?? 0) - now).toBe(wait);
});
