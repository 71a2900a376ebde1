import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { catalogModule, catalogOf, readOwnBlueprints } from '../../authoring/ownBlueprints.ts';
import { examples } from '../../catalog/examples.ts';
import { ownBlueprint, ownFolder } from '../support/ownFolder.ts';

const read = (folder: string, exampleBlueprints = 'on') => readOwnBlueprints({ folder, exampleBlueprints });
const names = examples.map(({ name }) => name);

test.each([
  { where: 'beside the examples', exampleBlueprints: 'on', expected: [...names, 'snapshots'] },
  { where: 'instead of the examples', exampleBlueprints: 'off', expected: ['snapshots'] },
])('the blueprints of a folder are in the catalogue $where', async ({ exampleBlueprints, expected }) => {
  expect(catalogOf(await read(ownFolder(), exampleBlueprints)).map(({ name }) => name)).toEqual(expected);
});

test('without a folder, the catalogue has the examples', async () => {
  expect(catalogOf(await read(''))).toEqual(examples);
});

const reserved = ownBlueprint.replace('userName: {', 'ExternalID: {').replace('${userName}', 'snapshots');

test.each([
  ['', 'off', /^exampleBlueprints is off, and there is no folder of blueprints\./],
  ['', 'no', /^exampleBlueprints \(LATCHKEY_EXAMPLE_BLUEPRINTS\) is "no"\. It must be on or off\.$/],
  [
    ownFolder({ 'tutum.yaml': ownBlueprint.replace('snapshots', 'tutum') }),
    'on',
    /tutum\.yaml:1:7: tutum is also an example\./,
  ],
  [
    ownFolder({ 'snapshots.yaml': reserved }),
    'on',
    /snapshots\.yaml:5:3: the parameter ExternalID has the reserved name ExternalId\./,
  ],
  [
    ownFolder({ 'a.yaml': '[', 'b.json': '' }),
    'on',
    /have mistakes, so nothing was done\.\n.*a\.yaml:1:1: .*\n.*b\.json:1:1: /,
  ],
])('%j with the examples %s is refused', async (folder, exampleBlueprints, message) => {
  await expect(read(folder, exampleBlueprints)).rejects.toThrow(message);
});

test('a blueprint with the name of an example is allowed without the examples', async () => {
  const folder = ownFolder({ 'tutum.yaml': ownBlueprint.replace('snapshots', 'tutum') });
  expect((await read(folder, 'off')).own.map(({ name }) => name)).toEqual(['tutum']);
});

test('what a check finds is located, an error refuses the folder, and a warning is returned', async () => {
  const folder = ownFolder();
  const setting = { folder, exampleBlueprints: 'off' };
  const found = { path: ['notes', 0], problem: 'this is odd', remedy: 'Change it.' };
  const { warnings } = await readOwnBlueprints(setting, () => Promise.resolve([[{ ...found, severity: 'warning' }]]));
  expect(warnings).toEqual([{ ...found, severity: 'warning', file: `${folder}/snapshots.yaml`, line: 17, column: 9 }]);
  await expect(readOwnBlueprints(setting, () => Promise.resolve([[{ ...found, severity: 'error' }]]))).rejects.toThrow(
    'snapshots.yaml:17:9: this is odd. Change it.',
  );
});

test('the module of the catalogue keeps every key, also one that a literal would lose', async () => {
  const { own } = await read(ownFolder(), 'off');
  const odd = own.map((blueprint) => ({
    ...blueprint,
    title: '</script>\u2028`${x}`',
    parameters: JSON.parse('{"__proto__":1}'),
  }));
  const text = catalogModule({ own: odd, withExamples: false }).replace('export const catalog =', 'module.catalog =');
  const module = { catalog: undefined };
  runInNewContext(text, { module });
  expect(JSON.stringify(module.catalog)).toBe(JSON.stringify(odd));
});

test('a document of a managed policy that cannot be read is a mistake of its folder', async () => {
  const folder = ownFolder();
  mkdirSync(join(folder, 'managed'));
  writeFileSync(join(folder, 'managed', 'ReadOnlyAccess.json'), '{');
  await expect(read(folder)).rejects.toThrow(
    `${folder}/managed:1:1: a document of a managed policy in this folder cannot be read. Remove the folder,`,
  );
});

test('the managed policies of AWS that the blueprints use are with them, and no others', async () => {
  const text = ownBlueprint.replace('[{ policy: snapshots-policy }]', '[{ managed: IAMReadOnlyAccess }]');
  const folder = ownFolder({ 'snapshots.yaml': text });
  const stored = { version: 'v1', updatedAt: '2026-01-01', document: { Version: '2012-10-17', Statement: [] } };
  mkdirSync(join(folder, 'managed'));
  for (const name of ['IAMReadOnlyAccess', 'SecurityAudit'])
    writeFileSync(join(folder, 'managed', `${name}.json`), JSON.stringify(stored));
  const { managed } = await readOwnBlueprints({ folder, exampleBlueprints: 'off' }, () => Promise.resolve([[]]));
  expect(managed).toEqual({ IAMReadOnlyAccess: stored });
});
