import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildWeb, type BuiltWeb } from '../../../infra/plugin/buildWeb.ts';
import { encodedAs } from '../../../infra/plugin/writeWeb.ts';

/** The largest first load of a tenant's page, in bytes of what is sent to a browser that takes gzip. */
const largestFirstLoad = 40 * 1024;

const here = { apiUrl: '', frameOrigins: [] };

let project: string;
let built: BuiltWeb;
beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'latchkey-web-'));
  for (const name of ['client', 'web']) cpSync(name, join(project, name), { recursive: true });
  for (const name of ['package.json', 'tsconfig.json']) cpSync(name, join(project, name));
  for (const name of ['lib', 'node_modules']) symlinkSync(resolve(name), join(project, name));
  built = await buildWeb('.', here);
});
afterAll(() => rmSync(project, { recursive: true }));

const textOf = (name: string, from = built) => Buffer.from(from.get(name) ?? '').toString();

/** Returns the names of all files that a browser loads before a page is shown, with the document. */
const firstLoadOf = (page: string, from = built) => [
  page,
  ...[...textOf(page, from).matchAll(/(?:src|href)="([^"]*)"/g)].map(([, name = '']) => name),
];

test('the first load of a tenant’s page, with the texts of one language, has at most 40 KB as it is served with gzip', () => {
  const bytesOf = (name: string) => encodedAs('gzip', built.get(name) ?? new Uint8Array()).length;
  const files = firstLoadOf('onboard.html');
  const parts = files.flatMap((name) =>
    [...textOf(name).matchAll(/import\("\.\/([^"]+)"\)/g)].map(([, part = '']) => bytesOf(`web/${part}`)),
  );
  const bytes = files.map(bytesOf);
  expect(Math.min(...bytes, ...parts)).toBeGreaterThan(50);
  expect(bytes.reduce((sum, each) => sum + each) + Math.max(0, ...parts)).toBeLessThanOrEqual(largestFirstLoad);
});

/** Returns the names of the files that a script imports at its start, directly or not. */
function importsOf(name: string, from = built): readonly string[] {
  const direct = [...textOf(name, from).matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)].map(
    ([, file = '']) => `web/${file}`,
  );
  return [...direct, ...direct.flatMap((each) => importsOf(each, from))];
}

test.each(['onboard.html', 'admin.html'])(
  '%s names every script that its scripts import, so that they load at once',
  (page) => {
    const scripts = firstLoadOf(page).filter((name) => name.endsWith('.js'));
    expect(scripts.toSorted()).toEqual(
      [...new Set([...scripts, ...scripts.flatMap((each) => importsOf(each))])].toSorted(),
    );
  },
);

test('the same sources give the same files, wherever they are', async () => {
  expect(await buildWeb(project, here)).toEqual(built);
});

test('a changed source changes the name of each file that contains it, and no other', async () => {
  const style = join(project, 'web/page.css');
  const before = readFileSync(style, 'utf8');
  writeFileSync(style, `${before}\nmain { margin: 1px; }\n`);
  try {
    const changed = await buildWeb(project, here);
    const names = (from: BuiltWeb) => [...from.keys()].map((name) => name.replace(/(?<=page)-\w+/, '-changed'));
    expect(names(changed)).toEqual(names(built));
    const missing = [...built.keys()].filter((name) => !changed.has(name));
    expect(missing).toEqual([expect.stringMatching(/^web\/page-\w+\.css$/)]);
    expect(firstLoadOf('onboard.html', changed)).not.toEqual(firstLoadOf('onboard.html'));
  } finally {
    writeFileSync(style, before);
  }
});

test('a page that refers to a file that is not there is not built', async () => {
  const broken = join(project, 'broken');
  mkdirSync(join(broken, 'web'), { recursive: true });
  writeFileSync(join(broken, 'web/onboard.html'), '<script type="module" src="./nothing.ts"></script>');
  await expect(buildWeb(broken, here)).rejects.toThrow('Could not resolve "web/nothing.ts"');
});

test('a page in whose build something is left out is not built', async () => {
  const broken = mkdtempSync(join(tmpdir(), 'latchkey-web-'));
  mkdirSync(join(broken, 'web'));
  writeFileSync(join(broken, 'package.json'), '{ "sideEffects": false }');
  writeFileSync(join(broken, 'web/onboard.html'), '<script src="./element.ts"></script>');
  writeFileSync(join(broken, 'web/element.ts'), "import './part.ts';");
  writeFileSync(join(broken, 'web/part.ts'), 'document.title = "";');
  await expect(buildWeb(broken, here)).rejects.toThrow('web/element.ts: Ignoring this import');
  rmSync(broken, { recursive: true });
});

test('the custom element that keeps its name is the one of this build', () => {
  const [hashed] = [...built.keys()].filter((name) => /^web\/element-\w+\.js$/.test(name));
  expect(textOf('web/element.js')).toBe(textOf(hashed ?? ''));
  expect(importsOf('web/element.js').filter((name) => !built.has(name))).toEqual([]);
  expect(
    ['web/element.js', ...importsOf('web/element.js')].some((name) => textOf(name).includes('"latchkey-onboarding"')),
  ).toBe(true);
});

test('the licence notice of a package goes with its code', () => {
  const scripts = [...built.keys()].filter((name) => name.endsWith('.js')).map((name) => textOf(name));
  expect(
    scripts.filter((text) => text.includes('Google LLC') && text.includes('SPDX-License-Identifier: BSD-3-Clause')),
  ).not.toEqual([]);
});

test('pages for another host name the API and the origins of frames, and nothing of these values becomes markup', async () => {
  const settings = {
    apiUrl: 'https://api.example/dev?a="&b=$&',
    frameOrigins: ['https://one.example', 'https://two.example'],
  };
  const elsewhere = await buildWeb('.', settings);
  const api = '<meta name="latchkey-api" content="https://api.example/dev?a=&quot;&amp;b=$&amp;" />';
  for (const page of ['onboard.html', 'onboard-frame.html', 'admin.html'])
    expect(textOf(page, elsewhere)).toContain(api);
  expect(textOf('onboard-frame.html', elsewhere)).toContain(
    '<meta name="latchkey-frames" content="https://one.example https://two.example" />',
  );
  expect([...elsewhere.keys()]).toEqual([...built.keys()]);
});
