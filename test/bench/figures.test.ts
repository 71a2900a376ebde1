import { atLeast, atMost, goalLine } from '../../bench/figures.ts';

test.each([
  { value: 0.884, isMet: true },
  { value: 0.886, isMet: false },
])('a value that has to be at most 0.88 is compared as it is written: $value', ({ value, isMet }) => {
  expect(atMost('over Vault', value, 0.88)).toMatchObject({ goal: '≤ 0.88', isMet });
});

test('a value has its unit, and so has its goal', () => {
  const format = { unit: 'ms', decimals: 0 };
  expect(atLeast('rate', 24.6, 25, { unit: 'a second', decimals: 1 })).toMatchObject({ isMet: false });
  expect(atMost('CPU', 14.6, 15, format)).toEqual({ name: 'CPU', measured: '15 ms', goal: '≤ 15 ms', isMet: true });
});

test('a bench prints which figures are missed', () => {
  expect(goalLine(atMost('ratio', 2, 1))).toBe('MISSED  ratio: 2.00 (goal ≤ 1)');
  expect(goalLine(atMost('ratio', 1, 1))).toBe('met     ratio: 1.00 (goal ≤ 1)');
});
