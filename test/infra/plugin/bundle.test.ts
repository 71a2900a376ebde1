import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleHandlers } from '../../../infra/plugin/bundle.ts';

const handler = (name: string) => `
import { IAMClient } from '@aws-sdk/client-iam';
const iam = new IAMClient({ region: 'eu-west-1' });
export const handler = () => iam.config.credentials().then(({ accessKeyId }) => accessKeyId + ' for ${name}');
`;

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'latchkey-bundle-'));
  mkdirSync(join(project, 'handlers'));
  for (const directory of ['node_modules', 'lib', 'infra']) symlinkSync(resolve(directory), join(project, directory));
  for (const name of ['one', 'other']) writeFileSync(join(project, `handlers/${name}.ts`), handler(name));
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test('each handler is bundled into one file that imports no other', async () => {
  const bundles = await bundleHandlers(project, ['one', 'other']);
  expect(bundles.map(({ name }) => name)).toEqual(['one', 'other']);
  expect(readdirSync(join(project, 'dist')).toSorted()).toEqual(['one.cjs', 'other.cjs']);
  const required = [...readFileSync(join(project, 'dist/one.cjs'), 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)];
  expect(
    required
      .map(([, name]) => name?.replace(/^node:/, ''))
      .filter((name) => existsSync(`node_modules/${String(name)}`)),
  ).toEqual([]);
});

test('a bundle reads credentials only from the environment, without the SDK’s other credential providers', async () => {
  await bundleHandlers(project, ['one']);
  const text = readFileSync(join(project, 'dist/one.cjs'), 'utf8');
  expect(text).toContain('AWS_SECRET_ACCESS_KEY must be in the environment');
  expect(text).not.toMatch(/169\.254\.170\.2|credential_process/);
});

test('the managed policies and the services of own blueprints are in the files beside a bundle', async () => {
  const managed = { ReadOnlyAccess: { version: 'v1', updatedAt: '2026-01-01', document: { Statement: [] } } };
  const actions = { a4b: { name: 'Alexa', list: 'ListSkills' } };
  mkdirSync(join(project, 'catalog', 'managed'), { recursive: true });
  writeFileSync(join(project, 'catalog', 'managed', 'policies.json'), '{ "Known": {} }');
  writeFileSync(join(project, 'catalog', 'managed', 'actions.json'), '{ "services": { "s3": {} } }');
  const reader = ['policies', 'actions'].map(
    (name) => `import ${name} from '../catalog/managed/${name}.json';\nglobalThis.${name} = ${name};`,
  );
  writeFileSync(join(project, 'handlers', 'reader.ts'), reader.join('\n'));
  const own = { module: '', actions, managed };
  const [bundle] = await bundleHandlers(project, ['reader'], undefined, own);
  const files = bundle?.dataFiles.map((file): unknown => JSON.parse(readFileSync(join(project, file), 'utf8'))) ?? [];
  expect(files).toEqual(expect.arrayContaining([{ ...managed, Known: {} }, { services: { ...actions, s3: {} } }]));
});
