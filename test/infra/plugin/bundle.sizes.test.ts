import { build } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleHandlers, type Bundle } from '../../../infra/plugin/bundle.ts';
import { contract } from '../../../lib/http/contract.ts';
import { serverless } from '../definition.ts';

const names = Object.keys(serverless.functions);

/** KB of the five blueprints that Latchkey comes with. A blueprint of somebody's own is no reason for a failure here. */
const fiveBlueprints = 14;

/**
 * In KB of 1024 bytes, with the five blueprints 400 and 290. Functions that write to IAM have the clients of STS, IAM,
 * DynamoDB and SQS, the others fewer.
 */
const limitFor = (name: string): number => {
  if (/\bbuildDeps\(/.test(readFileSync(`handlers/${name}.ts`, 'utf8'))) return 400 - fiveBlueprints;
  // Beside those of DynamoDB and SQS it has the client of SSM, which registers 140 error classes.
  return (name === 'deliverWebhooks' ? 330 : 290) - fiveBlueprints;
};
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

const kilobytesOf = (name: string) =>
  ((bundles.find((bundle) => bundle.name === name)?.bytes ?? Infinity) - catalogBytes) / 1024;

test.each(limits)('the bundle of $name has at most $limit KB besides the catalogue', ({ name, limit }) => {
  expect(kilobytesOf(name)).toBeLessThanOrEqual(limit);
});

test('five functions write to IAM', () => {
  const writers = limits.flatMap(({ name, limit }) => (limit === 400 - fiveBlueprints ? name : []));
  expect(writers.toSorted()).toEqual([
    'claimCredentials',
    'createOnboarding',
    'offboard',
    'provisionOnboarding',
    'work',
  ]);
});

test('a function that calls no AWS service has no AWS client in its bundle', () => {
  for (const name of ['health', 'unknownRoute']) {
    expect(kilobytesOf(name)).toBeLessThan(105);
  }
});

test('no function has what only documentation and tests need to know of the routes', () => {
  for (const name of names)
    expect(readFileSync(join(directory, `${name}.cjs`), 'utf8')).not.toContain(contract.listOnboardings.does);
});
