import { existsSync } from 'node:fs';
import { page, rowsOf } from '../docs/markdown.ts';

const text = page('docs/security.md');
const [whoCan = '', accepted = ''] = ['## Who can do what', '## What is accepted'].map(
  (heading) => text.split(heading)[1]?.split('\n## ')[0],
);
const rows = [...rowsOf(whoCan), ...rowsOf(accepted)].filter((cells) => cells.at(-1) !== 'shown by');

test('there are rows to look at', () => {
  expect(rows.length).toBeGreaterThan(15);
});

test.each(rows.map((cells) => [cells[0] ?? '', cells.at(-1) ?? '']))(
  '%s: the tests that show it are there',
  (_, shown) => {
    const files = [...shown.matchAll(/`([^`]+)`/g)].map(([, file]) => file ?? '');
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !/^test\/.+\.test\.ts$/.test(file) || !existsSync(file))).toEqual([]);
  },
);
