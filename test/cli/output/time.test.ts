import { duration, durationWord, readDuration } from '../../../cli/output/time.ts';

test.each([
  [47.4, '47 ms'],
  [-3, '0 ms'],
  [3210, '3.2 s'],
  [59_990, '60.0 s'],
  [250_000, '4 min 10 s'],
])('%d ms are written as %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test.each([
  ['90s', 90_000],
  ['15m', 900_000],
  ['7d', 604_800_000],
  ['2h', 7_200_000],
])('%s is read', (text, ms) => {
  expect(readDuration(text)).toBe(ms);
});

test.each([
  [90, '90s'],
  [3600, '60m'],
  [86_400, '24h'],
  [604_800, '7d'],
  [86_401, '86401s'],
])('%d seconds are typed as %s', (seconds, text) => {
  expect(durationWord(seconds)).toBe(text);
  expect(readDuration(text)).toBe(seconds * 1000);
});

test.each(['', '15', '0s', '-1s', '1.5h', '1w', '99999999s', '1constructor'])('%j is no duration', (text) => {
  expect(() => readDuration(text)).toThrow('must be a time such as 90s');
});
