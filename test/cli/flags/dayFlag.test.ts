import { dayOf, readDay } from '../../../cli/flags/dayFlag.ts';

const now = Date.UTC(2026, 10, 29, 23, 59);

test.each([
  ['30d', '2026-12-29'],
  ['1d', '2026-11-30'],
  ['2027-01-31', '2027-01-31'],
  ['2027-01-31T12:00:00Z', '2027-01-31T12:00:00Z'],
])('%s is the day %s', (given, day) => {
  expect(dayOf(readDay(given), now)).toBe(day);
});

test.each(['', 'd', '0d', '-1d', '30', '2h', '2027-13-01', 'tomorrow', '31.01.2027'])('%j is no day', (given) => {
  expect(() => readDay(given)).toThrow('must be a day such as 2027-01-31');
});
