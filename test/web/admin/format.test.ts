import { duration, fromNow, groupedAccount, plainText } from '../../../web/admin/format.ts';

test.each([
  [0, '0\u00a0ms'],
  [999, '999\u00a0ms'],
  [1000, '1\u00a0s'],
  [59_940, '59.9\u00a0s'],
  [90_000, '1.5\u00a0min'],
  [5_400_000, '1.5\u00a0h'],
])('%i milliseconds are shown as %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test.each([
  [6.9 * 86_400_000, 'in 7 days'],
  [-90_000, '1 minute ago'],
  [1000, 'in 1 second'],
  [400, 'now'],
])('a time %i ms from now is %s', (ms, text) => {
  expect(fromNow(new Date(1_000_000_000_000 + ms).toISOString(), 1_000_000_000_000)).toBe(text);
});

test('characters that change what a person reads are shown as their codes', () => {
  expect(plainText('a\u202Eexe.txt\u2066\u0000\u200F ö\n')).toBe('a\\u202Eexe.txt\\u2066\\u0000\\u200F ö\n');
});

test('an account is shown in groups of four digits', () => {
  expect(groupedAccount('111122223333')).toBe('1111-2222-3333');
});
