import { build } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { koding } from '../../../catalog/koding.ts';
import { bundleHandlers, type Bundle } from '../../../infra/plugin/bundle.ts';
import { contract } from '../../../lib/http/contract.ts';
import { serverless } from '../definition.ts';

const names = Object.keys(serverless.functions);

/**
 * The size in KB of the five blueprints of Latchkey. Additional blueprints of a vendor must not make this test fail.
 */
const fiveBlueprints = 15;

const usesCatalog = (name: string) => /\bbuild(Deps|Catalog)\(/.test(readFileSync(`handlers/${name}.ts`, 'utf8'));

/**
 * Returns the limit in KB of 1024 bytes: with the five blueprints, 420 for functions that call IAM and 270 for all
 * others. The former contain the clients of STS, IAM, DynamoDB and SQS, the others fewer.
 */
const limitFor = (name: string): number =>
  (/\bbuildDeps\(/.test(readFileSync(`handlers/${name}.ts`, 'utf8')) ? 420 : 270) - fiveBlueprints;
const limits = names.map((name) => ({ name, limit: limitFor(name) }));

let directory: string;
let bundles: readonly Bundle[];
let catalogBytes: number;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-sizes-'));
  bundles = await bundleHandlers(process.cwd(), names, directory);
  const catalog = await build({
    entryPoints: ['catalog/index.ts'],
    external: ['zod/mini'],
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  catalogBytes = catalog.outputFiles[0]?.contents.length ?? 0;
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Returns the size of a bundle in KB, besides the catalogue. */
const kilobytesOf = (name: string) =>
  ((bundles.find((bundle) => bundle.name === name)?.bytes ?? Infinity) - (usesCatalog(name) ? catalogBytes : 0)) / 1024;

test.each(limits)('the bundle of $name has at most $limit KB besides the catalogue', ({ name, limit }) => {
  expect(kilobytesOf(name)).toBeLessThanOrEqual(limit);
});

test('ten functions can call IAM', () => {
  const writers = limits.flatMap(({ name, limit }) => (limit === 420 - fiveBlueprints ? name : []));
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
  const readers = bundles.filter(({ dataFiles }) => dataFiles.length > 0);
  expect(readers.map(({ name }) => name).toSorted()).toEqual(['previewBlueprint', 'previewUpdate', 'reviewOnboarding']);
  const files = [...new Set(readers.flatMap(({ dataFiles }) => dataFiles))];
  expect(files.map((file) => basename(file).split('-')[0]).toSorted()).toEqual(['actions', 'policies']);
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

test('a bundle contains the blueprints only if its function uses the catalogue', () => {
  const title = JSON.stringify(koding.title);
  const withTitle = names.filter((name) => readFileSync(join(directory, `${name}.cjs`), 'utf8').includes(title));
  expect(withTitle).toEqual(names.filter(usesCatalog));
});
