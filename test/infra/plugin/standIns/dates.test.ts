import * as serde from '@smithy/core/serde';
import * as standIn from '../../../../infra/plugin/standIns/dates.ts';

test.each([
  ['parseEpochTimestamp', 1_700_000_000],
  ['parseEpochTimestamp', 1_700_000_000.123],
  ['parseEpochTimestamp', undefined],
  ['parseRfc3339DateTime', '2026-11-28T20:39:52Z'],
  ['parseRfc3339DateTimeWithOffset', '2026-11-28T20:39:52.125Z'],
  ['parseRfc3339DateTimeWithOffset', '2026-02-01T00:39:52+01:30'],
  ['parseRfc7231DateTime', 'Sat, 28 Nov 2026 20:39:52 GMT'],
  ['parseRfc7231DateTime', null],
] as const)('%s returns the same date for %s as the function that it replaces', (name, value) => {
  expect(standIn[name](value)).toEqual(serde[name](value));
});

test.each(['parseEpochTimestamp', 'parseRfc3339DateTimeWithOffset', 'parseRfc7231DateTime'] as const)(
  '%s refuses what is not a date',
  (name) => {
    expect(() => standIn[name]('yesterday')).toThrow(TypeError);
  },
);

test('a date is written in the same form as before', () => {
  for (const date of [new Date(0), new Date(1_700_000_000_000)])
    expect(standIn.dateToUtcString(date)).toBe(serde.dateToUtcString(date));
});
