import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBlueprints } from '../../../authoring/read/readFiles.ts';
import { problemLine } from '../../../authoring/problem.ts';
import { tutum } from '../../../catalog/tutum.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

const textOf = (name: string) => JSON.stringify({ ...tutum, name });

/** Writes a folder of files, and returns its path. */
function folderWith(name: string, files: Readonly<Record<string, string | Buffer>>): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
  return path;
}

const linesOf = (path: string) =>
  readBlueprints([path]).problems.map((problem) => problemLine(problem).replaceAll(`${path}/`, '').replace(path, '.'));

test('each file of a folder that ends with .json, .yaml or .yml is a blueprint, and no other', () => {
  const path = folderWith('several', {
    'c.yml': textOf('c'),
    'a.json': textOf('a'),
    'b.yaml': textOf('b'),
    '.d.json': '{',
    'README.md': '#',
    'a.json.orig': '{',
  });
  mkdirSync(join(path, 'e.yaml'));
  const { blueprints, problems } = readBlueprints([path]);
  expect(problems).toEqual([]);
  expect(blueprints.map(({ file, blueprint }) => [file, blueprint.name])).toEqual(
    ['a.json', 'b.yaml', 'c.yml'].map((file) => [join(path, file), file.slice(0, 1)]),
  );
});

test('a file that is named twice is read once', () => {
  const path = folderWith('twice', { 'a.json': textOf('a') });
  const { blueprints, problems } = readBlueprints([path, join(path, 'a.json')]);
  expect([blueprints.length, problems.length]).toEqual([1, 0]);
});

test('all mistakes of all files are said', () => {
  const path = folderWith('wrong', {
    'a.json': textOf('a'),
    'a.yaml': textOf('a'),
    'b.json': Buffer.from([0x7b, 0xff, 0x7d]),
    'c.json': '',
  });
  expect(linesOf(path)).toEqual([
    'a.yaml:1:9: the name "a" is also that of a.json. Give one of the two another name.',
    'b.json:1:1: the file is not UTF-8. Save it in this encoding.',
    'c.json:1:1: the file is empty. Write a blueprint into it, or remove it from the folder.',
  ]);
});

test.each([
  [
    folderWith('empty', {}),
    '.:1:1: the folder has no blueprint. Put files into it, one for each blueprint, whose names end with .json, .yaml, .yml.',
  ],
  [join(folder, 'nothing'), '.:1:1: there is no file or folder nothing. Check the path.'],
])('%s is a problem', (path, line) => {
  expect(linesOf(path)).toEqual([line]);
});

test('a link to nothing, a device and a file that nobody wrote by hand are said, and not read', () => {
  const path = folderWith('strange', { 'a.json': textOf('a'), 'large.yaml': `# ${'x'.repeat(1_000_000)}` });
  symlinkSync(join(path, 'missing'), join(path, 'dead.yaml'));
  symlinkSync('/dev/null', join(path, 'device.yaml'));
  expect(readBlueprints([path]).blueprints.map(({ blueprint }) => blueprint.name)).toEqual(['a']);
  expect(linesOf(path)).toEqual([
    'dead.yaml:1:1: there is no file or folder dead.yaml. Check the path.',
    'device.yaml:1:1: it is not a file. Remove it from the folder.',
    'large.yaml:1:1: the file has 1000002 bytes. It may have 1000000.',
  ]);
});
