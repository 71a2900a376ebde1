import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { examples } from '../../../catalog/examples.ts';
import { koding } from '../../../catalog/koding.ts';
import { bundleHandlers, type Bundle } from '../../../infra/plugin/bundle.ts';
import { contract } from '../../../lib/http/contract.ts';
import { localEnvironment } from '../../../local/environment.ts';
import { serverless } from '../definition.ts';

const names = Object.keys(serverless.functions);

const usesCatalog = (name: string) => /\bbuild(Deps|Catalog)\(/.test(readFileSync(`handlers/${name}.ts`, 'utf8'));

/**
 * Returns the limit in KB of 1024 bytes: 395 for functions that call IAM and 250 for all others. The former contain the clients
 * of STS, IAM, DynamoDB and SQS, the others fewer. The blueprints are in a file of their own.
 */
const limitFor = (name: string): number =>
  /\bbuildDeps\(/.test(readFileSync(`handlers/${name}.ts`, 'utf8')) ? 395 : 250;
const limits = names.map((name) => ({ name, limit: limitFor(name) }));

let directory: string;
let bundles: readonly Bundle[];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-sizes-'));
  bundles = await bundleHandlers(process.cwd(), names, directory);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Returns the size of a bundle in KB. */
const kilobytesOf = (name: string) => (bundles.find((bundle) => bundle.name === name)?.bytes ?? Infinity) / 1024;

/** Returns the kinds of data files of a bundle: the parts of their names before the hash. */
const dataOf = ({ dataFiles }: Bundle) => dataFiles.map((file) => basename(file).split('-')[0]).toSorted();

test.each(limits)('the bundle of $name has at most $limit KB', ({ name, limit }) => {
  expect(kilobytesOf(name)).toBeLessThanOrEqual(limit);
});

test('ten functions can call IAM', () => {
  const writers = limits.flatMap(({ name, limit }) => (limit === 395 ? name : []));
  expect(writers.toSorted()).toEqual([
    'claimCredentials',
    'createOnboarding',
    'offboard',
    'onboardingHealth',
    'provisionOnboarding',
    'reactivateKey',
    'retireKey',
    'rotateCredentials',
    'updateOnboarding',
    'work',
  ]);
});

test('a function that calls no AWS service has no AWS client in its bundle', () => {
  for (const name of ['health', 'openApi', 'web', 'unknownRoute']) {
    expect(bundles.find((bundle) => bundle.name === name)?.callsAws).toBe(false);
    // An AWS client would add 150 KB.
    expect(kilobytesOf(name)).toBeLessThan(64);
  }
});

test('no bundle contains the descriptions of the routes, which only the documentation and the tests use', () => {
  for (const name of names)
    expect(readFileSync(join(directory, `${name}.cjs`), 'utf8')).not.toContain(contract.listOnboardings.does);
});

test('no bundle contains the OpenAPI document, nor what generates it', () => {
  for (const name of names) expect(readFileSync(join(directory, `${name}.cjs`), 'utf8')).not.toMatch(/\boperationId\b/);
});

test('the functions that explain permissions share the data about them, which is not in their bundles', () => {
  const readers = bundles.filter((bundle) => dataOf(bundle).includes('actions'));
  expect(readers.map(({ name }) => name).toSorted()).toEqual(['previewBlueprint', 'previewUpdate', 'reviewOnboarding']);
  for (const reader of readers) expect(dataOf(reader)).toEqual(['actions', 'blueprints', 'policies']);
  const files = [...new Set(readers.flatMap(({ dataFiles }) => dataFiles))];
  expect(files).toHaveLength(3);
  const bytes = files.map((file) => statSync(join(directory, basename(file))).size);
  expect(Math.max(...bytes)).toBeLessThan(80 * 1024);
});

test('only the functions that hand keys over have the code that seals them, in a file that they share', () => {
  const sealing = bundles.filter(({ laterFiles }) => laterFiles.length > 0);
  expect(sealing.map(({ name }) => name).toSorted()).toEqual([
    'claimCredentials',
    'createOnboarding',
    'rotateCredentials',
  ]);
  const files = [...new Set(sealing.flatMap(({ laterFiles }) => laterFiles))];
  expect(files).toHaveLength(1);
  expect(statSync(join(directory, basename(files[0] ?? ''))).size).toBeLessThan(25 * 1024);
  for (const name of names)
    expect(readFileSync(join(directory, `${name}.cjs`), 'utf8')).not.toContain('setProtectedHeader');
});

test('a function that only reads one item has no command that writes', () => {
  const text = readFileSync(join(directory, 'reviewOnboarding.cjs'), 'utf8');
  expect(text).toContain('GetItem');
  expect(text).not.toMatch(/PutItem|DeleteItem|UpdateItem/);
});

test('the functions that use the catalogue share a file with the blueprints, which is not in their bundles', () => {
  const readers = bundles.filter((bundle) => dataOf(bundle).includes('blueprints'));
  expect(readers.map(({ name }) => name).toSorted()).toEqual(names.filter(usesCatalog).toSorted());
  const files = [
    ...new Set(readers.flatMap(({ dataFiles }) => dataFiles.filter((file) => /blueprints-\w+\.json$/.test(file)))),
  ];
  expect(files).toHaveLength(1);
  expect(JSON.parse(readFileSync(join(directory, basename(files[0] ?? '')), 'utf8'))).toEqual(examples);
  const title = JSON.stringify(koding.title);
  expect(names.filter((name) => readFileSync(join(directory, `${name}.cjs`), 'utf8').includes(title))).toEqual([]);
});

/**
 * Loads bundles, and writes for each how many schemas of zod it makes meanwhile. Each has the property `_zod`. Unicode's
 * data about languages takes 6 ms of a cold start, and so do Node's web streams and tools for measuring together.
 */
const countSchemas = `
const defineProperty = Object.defineProperty;
let schemas = 0;
Object.defineProperty = (...given) => {
  if (given[1] === '_zod') schemas += 1;
  return defineProperty(...given);
};
const refused = (name) => ({ get: () => { throw new Error(name + ' was used at a cold start.'); } });
for (const name of ['Intl', 'ReadableStream', 'performance']) defineProperty(globalThis, name, refused(name));
const made = process.argv.slice(1).map((bundle) => {
  schemas = 0;
  require(bundle);
  return schemas;
});
console.log(JSON.stringify(made));
`;

test('a function makes at most 470 schemas when it is loaded, and uses nothing that Node loads slowly', () => {
  const env = { ...localEnvironment('http://127.0.0.1:1', 'token', {}), LATCHKEY_WEBHOOK_SECRETS_FILE: '' };
  const paths = names.map((name) => join(directory, `${name}.cjs`));
  const output = execFileSync(process.execPath, ['-e', countSchemas, ...paths], { env, encoding: 'utf8' });
  const made = z.array(z.number()).parse(JSON.parse(output));
  const most = Math.max(...made);
  // Otherwise the schemas are not counted any more.
  expect(most).toBeGreaterThan(100);
  expect(names.flatMap((name, at) => ((made[at] ?? 0) > 470 ? [`${name}: ${made[at]}`] : []))).toEqual([]);
});
