import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleHandlers, type Bundle } from '../../../infra/plugin/bundle.ts';
import { serverless } from '../definition.ts';

const limitKilobytes = 320;
const names = Object.keys(serverless.functions);

let directory: string;
let bundles: readonly Bundle[];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-sizes-'));
  bundles = await bundleHandlers(process.cwd(), names, directory);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test.each(names)(`the bundle of %s has at most ${String(limitKilobytes)} KB`, (name) => {
  const bytes = bundles.find((bundle) => bundle.name === name)?.bytes ?? Infinity;
  expect(bytes / 1024).toBeLessThanOrEqual(limitKilobytes);
});

test('a function that calls no AWS service has no AWS client in its bundle', () => {
  for (const name of ['health', 'unknownRoute']) {
    expect(bundles.find((bundle) => bundle.name === name)?.bytes).toBeLessThan(120 * 1024);
  }
});
