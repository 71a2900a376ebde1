import { build, type BuildOptions } from 'esbuild';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { sdkAliases, sdkModules } from '../../../infra/plugin/sdkModules.ts';

const standIns = 'infra/plugin/standIns';
const load = createRequire(join(process.cwd(), 'package.json'));
let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-modules-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const bundled = (more: BuildOptions) =>
  build({
    absWorkingDir: process.cwd(),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false },
    alias: sdkAliases(process.cwd()),
    metafile: true,
    ...more,
  });

/** Returns the visible properties of an instance of each error class of a client, from a bundle. */
async function errorsOf(client: string, plugins: readonly (typeof sdkModules)[]): Promise<unknown> {
  const contents = `
    import * as client from '@aws-sdk/${client}';
    const base = Object.entries(client).find(([name]) => name.endsWith('ServiceException'))[1];
    const given = { message: 'why', $metadata: { requestId: 'request-7' } };
    export const errors = Object.entries(client).flatMap(([name, Class]) => {
      if (Object.getPrototypeOf(Class) !== base) return [];
      const error = new Class(given);
      return [[name, { ...error }, String(error), error instanceof base, error instanceof Class, error.stack.split('\\n')[0]]];
    });`;
  const outfile = join(directory, `${client}-${String(plugins.length)}.cjs`);
  const stdin = { contents, resolveDir: process.cwd(), loader: 'js' as const };
  await bundled({ stdin, outfile, plugins: [...plugins] });
  return z.object({ errors: z.array(z.unknown()).min(5) }).parse(load(outfile)).errors;
}

test.each(['client-dynamodb', 'client-iam', 'client-sqs', 'client-ssm', 'client-sts'])(
  'the error classes of %s in a bundle behave like those in the package',
  async (client) => {
    expect(await errorsOf(client, [sdkModules])).toEqual(await errorsOf(client, []));
  },
);

test('every file of standIns/ replaces code that the bundle of a function would otherwise contain', async () => {
  const { metafile } = await bundled({
    entryPoints: ['handlers/createOnboarding.ts'],
    outfile: join(directory, 'createOnboarding.cjs'),
    plugins: [sdkModules],
  });
  const inputs = Object.entries(metafile?.inputs ?? {});
  const isThere = (file: string) =>
    inputs.some(([path]) => path === join(standIns, file)) ||
    // A replacement for a single module has the path of that module and the size of the replacement.
    inputs.some(([, { bytes }]) => bytes === statSync(join(standIns, file)).size);
  const missing = readdirSync(standIns).filter((file) => !isThere(file));
  expect(missing).toEqual([]);
  expect(inputs.map(([path]) => basename(path))).not.toContain('HeaderMarshaller.js');
});
