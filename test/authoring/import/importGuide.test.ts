import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readLiteral, readSet } from '../../../authoring/import/find/answers.ts';
import { importGuide } from '../../../authoring/import/importGuide.ts';
import { reportText } from '../../../authoring/import/report.ts';

const folder = join('test', 'authoring', 'import', 'guides');
const texts = { name: 'vendor', title: 'Vendor', source: 'The guide', userNames: ['vendor'] };

interface Flags {
  readonly set?: readonly string[];
  readonly literal?: readonly string[];
}

async function imported(file: string, { set = [], literal = [] }: Flags = {}) {
  const name = basename(file, '.txt');
  const result = await importGuide({
    file: { name, text: readFileSync(join(folder, file), 'utf8') },
    texts,
    choice: { fences: [], policies: [] },
    managed: [],
    answers: { set: set.flatMap((given) => readSet(given) ?? []), literal: literal.map(readLiteral) },
    conditions: {},
    folder: 'blueprints',
  });
  if (result.outcome === 'choose') throw new Error(result.why);
  return result;
}

const guides = globSync(join(folder, '*.txt'))
  .map((path) => basename(path))
  .filter((file) => !file.includes('.report.'));

test.each(guides)('the report about %s says all that was decided', async (file) => {
  const { outcome, report } = await imported(file);
  const text = `${outcome}\n${reportText(report)}`;
  const expected = join(folder, file.replace(/\.txt$/, '.report.txt'));
  expect(text).toBe(readFileSync(expected, 'utf8'));
});
