/** Whether all rows of the large tables are tested: `npm run test:all` sets this variable. */
export const testsAllRows = process.env['LATCHKEY_TEST_ROWS'] === 'all';

/**
 * Returns the rows of a large table of cases that `npm test` runs: `count` of them, spread evenly, always the same.
 * `npm run test:all` runs every row.
 */
export function sampledRows<T>(rows: readonly T[], count: number): readonly T[] {
  if (testsAllRows) return rows;
  const place = (index: number) => Math.floor((index * count) / rows.length);
  return rows.filter((_, index) => index === 0 || place(index) !== place(index - 1));
}
