import { percentile } from '../../bench/percentile.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

test.each([
  [hundred, 95, 95],
  [hundred, 50, 50],
  [hundred, 100, 100],
  [[3, 1, 2], 50, 2],
  [[7], 95, 7],
  [[], 95, Number.NaN],
])('of %j, %d of 100 are at most %d', (numbers, percent, expected) => {
  expect(percentile(numbers, percent)).toBe(expected);
});
