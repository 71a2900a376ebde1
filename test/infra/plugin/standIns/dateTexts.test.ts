import * as serde from '@smithy/core/serde';
import * as standIn from '../../../../infra/plugin/standIns/dateTexts.ts';

test.each([
  ['_parseEpochTimestamp', 1_700_000_000],
  ['_parseEpochTimestamp', 1_700_000_000.123],
  ['_parseEpochTimestamp', '1700000000.5'],
  ['_parseEpochTimestamp', undefined],
  ['_parseRfc3339DateTimeWithOffset', '2026-11-28T20:39:52Z'],
  ['_parseRfc3339DateTimeWithOffset', '2026-11-28t20:39:52.125z'],
  ['_parseRfc3339DateTimeWithOffset', '2026-02-01T00:39:52+01:30'],
  ['_parseRfc7231DateTime', 'Sat, 28 Nov 2026 20:39:52 GMT'],
  ['_parseRfc7231DateTime', null],
] as const)('%s returns the same date for %s as the function that it replaces', (name, value) => {
  expect(standIn[name](value)).toEqual(serde[name](value));
});

test.each([
  ['_parseEpochTimestamp', 'yesterday'],
  ['_parseRfc3339DateTimeWithOffset', '2026-11-28'],
  ['_parseRfc3339DateTimeWithOffset', '2026-13-28T20:39:52Z'],
  ['_parseRfc7231DateTime', 'yesterday'],
] as const)('%s refuses %s, which is not a date in its form', (name, value) => {
  expect(() => standIn[name](value)).toThrow(TypeError);
  expect(() => serde[name](value)).toThrow();
});
