import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleHandlers, type Bundle } from '../../../infra/plugin/bundle.ts';
import { serverless } from '../definition.ts';

const names = Object.keys(serverless.functions);

/** In KB of 1024 bytes. Functions that write to IAM have the clients of STS, IAM, DynamoDB and SQS, the others fewer. */
const limitFor = (name: string): number => {
  if (/\bbuildDeps\(/.test(readFileSync(`handlers/${name}.ts`, 'utf8'))) return 400;
  // Beside those of DynamoDB and SQS it has the client of SSM, which registers 140 error classes.
  return name === 'deliverWebhooks' ? 330 : 290;
};
const limits = names.map((name) => ({ name, limit: limitFor(name) }));

let directory: string;
let bundles: readonly Bundle[];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-sizes-'));
  bundles = await bundleHandlers(process.cwd(), names, directory);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test.each(limits)('the bundle of $name has at most $limit KB', ({ name, limit }) => {
  const bytes = bundles.find((bundle) => bundle.name === name)?.bytes ?? Infinity;
  expect(bytes / 1024).toBeLessThanOrEqual(limit);
});

test('five functions write to IAM', () => {
  const writers = limits.flatMap(({ name, limit }) => (limit === 400 ? name : []));
  expect(writers.toSorted()).toEqual([
    'claimCredentials',
    'createOnboarding',
    'offboard',
    'provisionOnboarding',
    'work',
  ]);
});

test('a function that reaches no service of AWS has no client of one', () => {
  for (const name of ['health', 'unknownRoute']) {
    expect(bundles.find((bundle) => bundle.name === name)?.bytes).toBeLessThan(120 * 1024);
  }
});
