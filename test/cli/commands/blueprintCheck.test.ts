import { join } from 'node:path';
import { commandLineFor } from '../../support/commandLine.ts';
import { ownBlueprint, ownFolder } from '../../support/ownFolder.ts';

const { latchkey } = commandLineFor();
const folder = ownFolder();
const wrong = ownFolder({ 'snapshots.yaml': ownBlueprint.replace('groups: []\nusers', 'groups:\nusers') });
const file = join(wrong, 'snapshots.yaml');

test('a folder without a mistake is counted', async () => {
  const ran = await latchkey(['blueprint', 'check', folder]);
  expect(ran).toEqual({ code: 0, stdout: '1 blueprint: no mistake found.\n', stderr: '' });
});

test.each([
  { of: 'a folder', words: ['blueprint', 'check', wrong], env: {} },
  { of: 'a file', words: ['blueprint', 'check', file, folder], env: {} },
  { of: 'the folder of LATCHKEY_BLUEPRINTS', words: ['blueprint', 'check'], env: { LATCHKEY_BLUEPRINTS: wrong } },
])('a mistake in $of is printed with its place, and is an error', async ({ words, env }) => {
  expect(await latchkey(words, { env })).toEqual({
    code: 1,
    stdout: `${file}:12:8: "groups" is no value. It must be a list.\n1 error, 0 warnings.\n`,
    stderr: '',
  });
});

test('with --json, a program reads the mistakes', async () => {
  const { code, stdout } = await latchkey(['blueprint', 'check', folder, wrong, '--json']);
  expect({ code, answer: JSON.parse(stdout) }).toEqual({
    code: 1,
    answer: {
      blueprints: [{ file: join(folder, 'snapshots.yaml'), name: 'snapshots' }],
      problems: [
        {
          file,
          line: 12,
          column: 8,
          path: ['groups'],
          problem: '"groups" is no value',
          remedy: 'It must be a list.',
          severity: 'error',
        },
      ],
    },
  });
});

test('without a path, it is wrong usage', async () => {
  const { code, stderr } = await latchkey(['blueprint', 'check']);
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('Name a file or a folder') });
});
