import { formatTable } from '../../../cli/output/table.ts';
import { styleOf } from '../../../cli/output/style.ts';

const output = (parts: { isTTY?: boolean; columns?: number }) => ({ ...parts, write: () => true, on: () => undefined });
const heading = ['ONBOARDING', 'TENANT', 'REASON'];
const rows = [
  ['ob_01M81JDDF2FRQ7JJ21KTJ7R34T', 'a-tenant-with-a-long-name', 'because of this and that'],
  ['ob_1', null, 2],
];

test('a program gets every cell whole', () => {
  expect(formatTable(heading, rows, output({ columns: 40 }))).toBe(
    [
      'ONBOARDING                     TENANT                     REASON\n',
      'ob_01M81JDDF2FRQ7JJ21KTJ7R34T  a-tenant-with-a-long-name  because of this and that\n',
      'ob_1                                                      2\n',
    ].join(''),
  );
});

test.each([70, 60, 52])('on a terminal with %d columns the table fits, and IDs are whole', (columns) => {
  const lines = formatTable(heading, rows, output({ isTTY: true, columns }))
    .trimEnd()
    .split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  expect(lines[1]).toMatch(/^ob_01M81JDDF2FRQ7JJ21KTJ7R34T .*…/);
});

test.each([
  [52, 'ONBOARDING  ACCOUNT       UPDATED\nob_1        111122223333  2026-11-22T12:06:38.341Z\n'],
  [47, 'ONBOARDING  ACCOUNT\nob_1        111122223333\n'],
])('with %d columns, a time is whole or left out', (columns, table) => {
  const row = ['ob_1', '111122223333', '2026-11-22T12:06:38.341Z'];
  expect(formatTable(['ONBOARDING', 'ACCOUNT', 'UPDATED'], [row], output({ isTTY: true, columns }))).toBe(table);
});

test('on a terminal on which the table cannot fit, nothing is cut', () => {
  expect(formatTable(heading, rows, output({ isTTY: true, columns: 40 }))).toBe(formatTable(heading, rows, output({})));
});

test.each([
  ['a terminal', { isTTY: true, depth: 8 }, {}, true],
  ['a pipe', { isTTY: false, depth: 8 }, {}, false],
  ['NO_COLOR', { isTTY: true, depth: 8 }, { NO_COLOR: '1' }, false],
  ['a terminal without colours', { isTTY: true, depth: 1 }, {}, false],
] as const)('with %s, colours are as one expects', (_name, { isTTY, depth }, env, isColored) => {
  const style = styleOf({ ...output({ isTTY }), getColorDepth: () => depth }, { env });
  expect(style.red('x')).toBe(isColored ? '\u001B[31mx\u001B[39m' : 'x');
});
