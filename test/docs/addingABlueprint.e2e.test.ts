import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingPrograms } from '../support/missingPrograms.ts';
import { page } from './markdown.ts';
import { allBlocksOf, edited, isShown } from './shown.ts';
import { openTerminal, type Terminal } from './terminal.ts';

const blocks = allBlocksOf(page('docs/adding-a-blueprint.md'));
const blueprint = 'our-blueprints/coldstore.yaml';

let terminal: Terminal;
beforeAll(async () => {
  terminal = await openTerminal();
});
afterAll(() => terminal.close());

/** Does what a reader does: types the commands, and makes the changes in an editor. */
async function follow(language: string, text: string): Promise<string> {
  if (language === 'sh') return text.includes('npm start') ? terminal.start(text) : terminal.run(text);
  const file = join(terminal.directory, blueprint);
  if (language === 'diff') writeFileSync(file, edited(readFileSync(file, 'utf8'), text));
  return '';
}

test('the page shows what most of its commands print', () => {
  const count = (language: string) => blocks.filter((block) => block.language === language).length;
  expect(new Set(blocks.map(({ language }) => language))).toEqual(new Set(['sh', 'text', 'yaml', 'diff']));
  expect(count('text') + count('yaml')).toBeGreaterThanOrEqual(count('sh') - 1);
});

(missingPrograms(['bash', 'sed', 'grep']).length === 0 ? test : test.skip)(
  'the page can be followed from top to bottom, and shows what happens',
  async () => {
    let output = '';
    for (const { language, text } of blocks)
      if (language === 'sh' || language === 'diff') output = await follow(language, text);
      else if (!isShown(text, output)) expect(output).toBe(text);
  },
  120_000,
);
