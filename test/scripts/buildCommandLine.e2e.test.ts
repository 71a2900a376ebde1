import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../cli/version.ts';
import { buildCommandLine } from '../../scripts/buildCommandLine.ts';

test('the package is one file that runs by itself, with the licences of what it contains', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'latchkey-package-')), 'package');
  await buildCommandLine(folder, '@example/latchkey');
  const run = (words: string) =>
    execFileSync(process.execPath, [join(folder, 'latchkey.js'), words], { cwd: folder, encoding: 'utf8' });
  expect(run('--version')).toBe(`${version}\n`);
  expect(run('--help')).toContain('\nCOMMANDS\n');
  expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toMatchObject({
    name: '@example/latchkey',
    bin: { latchkey: 'latchkey.js' },
  });
  expect(readFileSync(join(folder, 'THIRD-PARTY-LICENSES'), 'utf8')).toMatch(/@clack\/prompts \S+: MIT\n\nMIT License/);
});
