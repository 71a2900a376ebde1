import { existsSync } from 'node:fs';
import { page, rowsOf } from '../docs/markdown.ts';

const text = page('docs/security.md');
const [whoCan = '', accepted = ''] = ['## Who can do what', '## What is accepted'].map(
  (heading) => text.split(heading)[1]?.split('\n## ')[0],
);
const rows = [...rowsOf(whoCan), ...rowsOf(accepted)].filter((cells) => cells.at(-1) !== 'shown by');

test('the page has rows that name tests', () => {
  expect(rows.length).toBeGreaterThan(15);
});

test.each(rows.map((cells) => [cells[0] ?? '', cells.at(-1) ?? '']))(
  'each test file that the row "%s" names exists',
  (_, shown) => {
    const files = [...shown.matchAll(/`([^`]+)`/g)].map(([, file]) => file ?? '');
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !/^test\/.+\.test\.ts$/.test(file) || !existsSync(file))).toEqual([]);
  },
);
