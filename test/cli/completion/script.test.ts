import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { completionScript } from '../../../cli/completion/script.ts';
import { KeyHome } from '../../support/keyDestinations.ts';

let home: KeyHome;
beforeAll(() => {
  home = new KeyHome();
  home.put('.config/latchkey/config', '[prod]\n[pre view$(touch made)]\n');
});
afterAll(() => home.remove());

const program = [process.execPath, 'test/support/completedProgram.ts'];
const run = promisify(execFile);

/** Returns what bash would insert. `words`: as bash splits what is typed, at = and : too. */
async function inBash(words: readonly string[]): Promise<readonly string[]> {
  const ask = '_latchkey; for reply in "${COMPREPLY[@]}"; do echo "$reply"; done';
  const state = 'COMP_WORDS=("$@") COMP_CWORD=$(($# - 1));';
  const code = `set -u; ${completionScript('bash', program)} ${state} ${ask}`;
  const args = ['--norc', '--noprofile', '-c', code, 'bash', 'latchkey', ...words];
  const { stdout } = await run('bash', args, { env: { ...process.env, HOME: home.home } });
  return stdout.split('\n').slice(0, -1);
}

test.each([
  { typed: ['l'], inserts: ['list'] },
  { typed: ['list', '--st'], inserts: ['--status'] },
  { typed: ['list', '--status', 're'], inserts: ['ready'] },
  { typed: ['list', '--status', '=', 're'], inserts: ['ready'] },
  { typed: ['list', '--blueprint', '='], inserts: ['cycle', 'humalect', 'koding', 'serverless', 'tutum'] },
  { typed: ['stop', 'tenant', ':', 'a'], inserts: ['acme'] },
  { typed: ['stop', 'tenant', ':'], inserts: ['acme', 'globex'] },
  { typed: ['stop', 'a'], inserts: ['all'] },
  { typed: ['list', '--profile', 'p'], inserts: ['prod', 'pre\\ view\\$\\(touch\\ made\\)'] },
  { typed: ['list', '--csv', ''], inserts: [] },
  { typed: ['nothing', ''], inserts: [] },
])('bash completes $typed with $inserts', async ({ typed, inserts }) => {
  expect(await inBash(typed)).toEqual(inserts);
});

test('bash registers the completion, with files where the program proposes nothing', async () => {
  const { stdout } = await run('bash', ['--norc', '-c', `${completionScript('bash', program)} complete -p latchkey`]);
  expect(stdout).toBe('complete -o bashdefault -o default -F _latchkey latchkey\n');
});

test.each(['bash', 'zsh'] as const)('a path with quotes and spaces is one word in the script for %s', (shell) => {
  expect(completionScript(shell, ['/a b/node', "/it's/$(x).ts"])).toContain(
    `'/a b/node' '/it'\\''s/$(x).ts' __complete`,
  );
});

const hasZsh = spawnSync('zsh', ['--version']).error === undefined;
(hasZsh ? test : test.skip)('zsh proposes each value with its description', async () => {
  const stubs = 'compdef() { }; _describe() { print -rl -- "${(@P)2}"; }; _files() { print files; };';
  const code = `${stubs} ${completionScript('zsh', program)} words=(latchkey "$@"); CURRENT=$(($# + 1)); _latchkey`;
  const complete = async (...typed: readonly string[]) =>
    (await run('zsh', ['-f', '-c', code, 'zsh', ...typed])).stdout;
  expect(await complete('stop', 'tenant:a')).toBe('tenant\\:acme:Scope\n');
  expect(await complete('list', '--csv', '')).toBe('files\n');
});
