import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { localWebFiles } from '../../local/webFiles.ts';
import type { WebFiles } from '../../lib/http/web/webFiles.ts';

let project: string;
let files: WebFiles;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'latchkey-sources-'));
  for (const name of ['client', 'web']) cpSync(name, join(project, name), { recursive: true });
  for (const name of ['package.json', 'tsconfig.json']) cpSync(name, join(project, name));
  for (const name of ['lib', 'node_modules']) symlinkSync(resolve(name), join(project, name));
  files = localWebFiles({ frameOrigins: [] }, project);
});
afterAll(() => rmSync(project, { recursive: true }));

const page = async () => Buffer.from((await files('onboard.html', 'identity')) ?? '').toString();

/** Changes a source, at a time that differs from that of the other sources however coarse the clock of the file system is. */
function change(from: string, to: string) {
  const file = join(project, 'web/onboard.html');
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  const later = Date.now() / 1000 + 10 + to.length;
  utimesSync(file, later, later);
}

test('a page is built from its sources as they are when it is loaded, without a restart', async () => {
  expect(await page()).toContain('<meta name="robots" content="noindex" />');
  change('noindex', 'none');
  expect(await page()).toContain('<meta name="robots" content="none" />');
});

test('the page can be loaded again after a mistake in a source was fixed', async () => {
  change('src="./onboard.ts"', 'src="./missing.ts"');
  await expect(page()).rejects.toThrow('missing.ts');
  change('src="./missing.ts"', 'src="./onboard.ts"');
  expect(await page()).toMatch(/src="web\/onboard-\w+\.js"/);
});
