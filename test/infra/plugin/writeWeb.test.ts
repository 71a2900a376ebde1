import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { writeWeb } from '../../../infra/plugin/writeWeb.ts';

const text = 'body { margin: 0; }\n'.repeat(50);
const built = new Map([
  ['web/page-ABCDEFGH.css', Buffer.from(text)],
  ['onboard.html', Buffer.from('<!doctype html>')],
]);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-written-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('each file is written in every encoding, and the files of an earlier build stay', () => {
  writeWeb(folder, built);
  const names = ['onboard.html', 'onboard.html.br', 'onboard.html.gz', 'web'];
  expect(readdirSync(folder).toSorted()).toEqual(names);
  const bytes = (ending: string) => readFileSync(join(folder, `web/page-ABCDEFGH.css${ending}`));
  expect(bytes('').toString()).toBe(text);
  expect(brotliDecompressSync(bytes('.br')).toString()).toBe(text);
  expect(gunzipSync(bytes('.gz')).toString()).toBe(text);
  expect(Math.max(bytes('.br').length, bytes('.gz').length)).toBeLessThan(text.length);

  writeFileSync(join(folder, 'web/old-ABCDEFGH.js'), '');
  writeWeb(folder, built);
  expect(readdirSync(join(folder, 'web'))).toContain('old-ABCDEFGH.js');
});

test('a file is compressed to the same bytes each time', () => {
  const read = () => readdirSync(join(folder, 'web')).map((name) => readFileSync(join(folder, 'web', name), 'base64'));
  writeWeb(folder, built);
  const first = read();
  writeWeb(folder, built);
  expect(read()).toEqual(first);
});
