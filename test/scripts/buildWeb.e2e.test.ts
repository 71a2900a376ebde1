import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-static-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...options: readonly string[]) =>
  spawnSync(process.execPath, ['scripts/buildWeb.ts', ...options], { encoding: 'utf8' });

test('the command writes pages for another host, which call the API at the given address', () => {
  const out = join(folder, 'page');
  const { status, stdout } = run('--api', 'https://api.example/dev', '--out', out, '--frames', 'https://app.example');
  expect([status, stdout]).toEqual([
    0,
    expect.stringMatching(/^\d+ files are in .*page, each also as \.br and \.gz\.\n$/),
  ]);
  const html = readFileSync(join(out, 'onboard-frame.html'), 'utf8');
  expect(html).toContain('content="https://api.example/dev"');
  expect(html).toContain('content="https://app.example"');
  const [, script = ''] = /<script type="module" src="([^"]+)"/.exec(html) ?? [];
  expect(existsSync(join(out, `${script}.br`))).toBe(true);
});

test.each([
  { options: ['--api', 'api.example'], says: '--api must be the URL of the API' },
  { options: ['--frames', 'https://app.example/'], says: '--frames must be the origins' },
  { options: ['page'], says: 'the options are --api, --out, --frames' },
])('the command refuses $options', ({ options, says }) => {
  const { status, stderr } = run(...options);
  expect([status, stderr]).toEqual([1, expect.stringContaining(says)]);
});
