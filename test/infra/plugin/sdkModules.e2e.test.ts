import { build, type BuildOptions } from 'esbuild';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { sdkAliases, sdkModules } from '../../../infra/plugin/sdkModules.ts';
import { webhookHeaders } from '../../../lib/webhooks/signature.ts';

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

/** Every region that the SDK knows, some that it does not know, of each partition, and the local one of DynamoDB. */
const sdkPartitions = 'node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';
const regions = [
  ...[...readFileSync(sdkPartitions, 'utf8').matchAll(/"([a-z-]+-(?:\d|global))":/g)].map(([, region]) => region),
  ...['eu-west-9', 'moon-1', 'cn-south-9', 'us-gov-south-9', 'eusc-de-west-9'],
  ...['us-iso-north-9', 'us-isob-west-9', 'eu-isoe-south-9', 'us-isof-north-9'],
  'local',
];

/**
 * Returns what a client in a bundle exports: an instance of each error class, each schema with the schemas to which it
 * refers, how the client finds the class for the code of an answer, and its endpoint in each region.
 */
async function exportsOf(client: string, plugins: readonly (typeof sdkModules)[]): Promise<unknown> {
  const contents = `
    import * as client from '@aws-sdk/${client}';
    const base = Object.entries(client).find(([name]) => name.endsWith('ServiceException'))[1];
    const given = { message: 'why', $metadata: { requestId: 'request-7' } };
    export const errors = Object.entries(client).flatMap(([name, Class]) => {
      if (Object.getPrototypeOf(Class) !== base) return [];
      const error = new Class(given);
      return [[name, { ...error }, String(error), error instanceof base, error instanceof Class, error.stack.split('\\n')[0]]];
    });
    const described = new Map();
    // The generated schemas of lists, maps and structures have no names.
    const nameOf = ([kind, , name]) => (kind >= 1 && kind <= 3 ? '' : name);
    const describe = (part) => {
      if (typeof part === 'function') return describe(part());
      if (typeof part !== 'object' || part === null) return part;
      if (typeof part[0] !== 'number' || typeof part[1] !== 'string')
        return Array.isArray(part) ? part.map(describe) : Object.entries(part).map(([name, each]) => [name, describe(each)]).sort();
      if (!described.has(part)) {
        described.set(part, undefined);
        const [kind, namespace, name, ...rest] = part;
        described.set(part, [kind, namespace, nameOf(part), ...rest.map((each) => describe(each))]);
      }
      return { refersTo: [part[0], part[1], nameOf(part), part[3], Array.isArray(part[4]) ? part[4] : ''] };
    };
    for (const [name, schema] of Object.entries(client)) if (name.endsWith('$')) describe([name, schema]);
    export const schemas = [...described.values()].map((each) => JSON.stringify(each)).sort();
    const codeOf = (schema) => schema[3].awsQueryError?.[0];
    export const registries = client.errorTypeRegistries.map((registry) =>
      [...registry.schemas].sort().map(([id, schema]) => [
        id,
        registry.getErrorCtor(schema) === client[schema[2]],
        schema === client[schema[2] + '$'],
        codeOf(schema) && registry.find((each) => codeOf(each) === codeOf(schema))[2],
      ]),
    );
    const [, Client] = Object.entries(client).find(([name]) => /^[A-Z]\\w+Client$/.test(name));
    const { endpointProvider } = new Client({ region: 'eu-west-1' }).config;
    const endpointOf = (given) => {
      try {
        const { url, properties, headers = {} } = endpointProvider(given);
        return [url.href, properties, headers];
      } catch ({ message }) {
        return message;
      }
    };
    const places = [{}, { Region: 'eu-west-1', Endpoint: 'http://localhost:8000/a' }, ...${JSON.stringify(regions)}.map((Region) => ({ Region }))];
    export const endpoints = places.flatMap((place) =>
      [undefined, false, true].flatMap((UseFIPS) =>
        [undefined, false, true].map((UseDualStack) => {
          const given = { ...place, UseFIPS, UseDualStack };
          return [given, endpointOf(given)];
        }),
      ),
    );`;
  const outfile = join(directory, `${client}-${String(plugins.length)}.cjs`);
  const stdin = { contents, resolveDir: process.cwd(), loader: 'js' as const };
  await bundled({ stdin, outfile, plugins: [...plugins] });
  const several = z.array(z.unknown()).min(5);
  return z
    .object({
      errors: several,
      schemas: several,
      registries: z.tuple([z.array(z.unknown()), several]),
      endpoints: z.array(z.unknown()).min(100),
    })
    .parse(load(outfile));
}

test.each(['client-dynamodb', 'client-iam', 'client-sqs', 'client-ssm', 'client-sts'])(
  'the error classes, the schemas and the endpoints of %s in a bundle equal those in the package',
  async (client) => {
    expect(await exportsOf(client, [sdkModules])).toEqual(await exportsOf(client, []));
  },
);

test('every file of standIns/ replaces code that the bundle of a function would otherwise contain', async () => {
  const { metafile } = await bundled({
    entryPoints: ['handlers/createOnboarding.ts', 'handlers/deliverWebhooks.ts'],
    outdir: directory,
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

test('a bundle signs webhook events as standardwebhooks does', async () => {
  const outfile = join(directory, 'signature.cjs');
  await bundled({ entryPoints: ['lib/webhooks/signature.ts'], outfile });
  const inBundle = z
    .object({ webhookHeaders: z.custom<typeof webhookHeaders>((value) => typeof value === 'function') })
    .parse(load(outfile));
  const secret = `whsec_${Buffer.alloc(32, 'secret').toString('base64')}`;
  const [signed, secrets] = [
    { id: 'msg_1', at: 1_700_000_000_000, body: '{"name":"ü"}' },
    { hmac: [secret], ed25519: [] },
  ];
  expect(inBundle.webhookHeaders(signed, secrets)).toEqual(webhookHeaders(signed, secrets));
  expect(readFileSync(outfile, 'utf8')).not.toContain('Base64Coder');
});
