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
  readonly escalations?: readonly string[];
}

async function imported(file: string, { set = [], literal = [], escalations = [] }: Flags = {}) {
  const name = basename(file, '.txt');
  const result = await importGuide({
    file: { name, text: readFileSync(join(folder, file), 'utf8') },
    texts,
    choice: { fences: [], policies: [] },
    managed: [],
    allowedEscalations: escalations,
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

/** The ways to more permissions that are said to be meant. */
const meant: Readonly<Record<string, readonly string[]>> = { 'wide.json.txt': ['administrative'] };

test.each(guides)('the report about %s says all that was decided', async (file) => {
  const { outcome, report } = await imported(file, { escalations: meant[file] ?? [] });
  const text = `${outcome}\n${reportText(report)}`;
  const expected = join(folder, file.replace(/\.txt$/, '.report.txt'));
  expect(text).toBe(readFileSync(expected, 'utf8'));
});

test('a way to more permissions is a question until a person says that it is meant, and then a note', async () => {
  const open = await imported('commands.md.txt');
  expect(open).toMatchObject({ outcome: 'open', report: { questions: [{ escalation: 'administrative' }] } });
  const made = await imported('commands.md.txt', { escalations: ['administrative'] });
  expect(made).toMatchObject({
    outcome: 'made',
    blueprint: { notes: expect.arrayContaining([expect.stringMatching(/^The keys allow everything in the account/)]) },
  });
});

test('a way to more permissions that was said and is not there is a question', async () => {
  const { report } = await imported('list.txt', { escalations: ['PutUserPolicy'] });
  expect(report.questions).toMatchObject([{ text: 'PutUserPolicy', remedy: 'Leave --allow-escalation out.' }]);
});
