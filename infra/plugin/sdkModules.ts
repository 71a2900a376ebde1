import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';

const standIns = 'infra/plugin/standIns';

/** What stands in for a package in the bundles; each says why it is enough. The build fails where an export is missing. */
export function sdkAliases(projectDirectory: string): Record<string, string> {
  const standIn = (name: string) => join(projectDirectory, standIns, name);
  return {
    '@aws-sdk/credential-provider-node': join(projectDirectory, 'lib/gateways/aws/environmentCredentials.ts'),
    '@aws-sdk/middleware-endpoint-discovery': standIn('endpointDiscovery.ts'),
    '@aws-sdk/signature-v4-multi-region': standIn('oneRegionSignature.ts'),
    '@aws/lambda-invoke-store': standIn('invokeStore.ts'),
    '@smithy/core/checksum': standIn('nodeHashes.ts'),
    '@smithy/core/config': standIn('environmentSettings.ts'),
    '@smithy/core/event-streams': standIn('eventStreams.ts'),
  };
}

/** The same for single modules of a package, which no alias reaches. */
const moduleStandIns = [
  { filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]AdaptiveRetryStrategy\.js$/, standIn: 'adaptiveRetries.ts' },
  { filter: /[\\/]@smithy[\\/]signature-v4[\\/].*[\\/]HeaderFormatter\.js$/, standIn: 'eventHeaders.ts' },
];

/**
 * Replaces modules of the SDK as a whole: by a stand-in, or by one that is made from what the package itself says, its
 * version and its error classes. A client registers all of its error classes, so that none can be left out.
 */
export const sdkModules: Plugin = {
  name: 'sdk-modules',
  setup: ({ initialOptions, onLoad }) => {
    const projectDirectory = initialOptions.absWorkingDir ?? process.cwd();
    for (const { filter, standIn } of moduleStandIns) {
      onLoad({ filter }, async () => ({
        contents: await readFile(join(projectDirectory, standIns, standIn), 'utf8'),
        loader: 'ts',
      }));
    }
    // A client reads the version, for the User-Agent header.
    onLoad({ filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(path, 'utf8')));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
    onLoad({ filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]models[\\/]errors\.js$/ }, ({ path }) => {
      const client = `@aws-sdk/${basename(join(dirname(path), '../..'))}`;
      return { contents: errorClasses(client, createRequire(path)(client)), loader: 'js' };
    });
  },
};

const exported = z.record(z.string(), z.unknown());

/**
 * The error classes of a client as a module with the same exports. They differ from one another in their name, in whose
 * fault the error is, and in whether it is worth a retry, so that one function makes them all.
 */
function errorClasses(client: string, module: unknown): string {
  const classes = Object.entries(exported.parse({ ...(typeof module === 'object' ? module : {}) })).flatMap(
    ([name, value]) => (typeof value === 'function' ? { name, value } : []),
  );
  const base = classes.find(({ name }) => name.endsWith('ServiceException'));
  if (base === undefined) throw new Error(`${client} has no base class of its errors.`);
  const errors = classes.filter(({ value }) => Object.getPrototypeOf(value) === base.value);
  return `
    import { ${base.name} as Base } from './${base.name}';
    const error = (name, $fault = 'client', more) => class extends Base {
      constructor(given) {
        super({ name, $fault, ...given });
        Object.setPrototypeOf(this, new.target.prototype);
        Object.assign(this, { name, $fault }, more);
      }
    };
    ${errors.map(({ name, value }) => `export const ${name} = /* @__PURE__ */ error(${fieldsOf(value)});`).join('\n')}`;
}

const errorFields = z.object({ name: z.string(), $fault: z.enum(['client', 'server']), $retryable: z.unknown() });

/** What an instance has that is not the base class's own, as the arguments of `error`. */
function fieldsOf(error: unknown): string {
  const given = { message: '', $metadata: {} };
  const instance: unknown = typeof error === 'function' ? Reflect.construct(error, [given]) : undefined;
  const { name, $fault, $retryable } = errorFields.parse({ ...(typeof instance === 'object' ? instance : {}) });
  const fields = $retryable === undefined ? [name, $fault] : [name, $fault, { $retryable }];
  const needed = fields.length === 2 && $fault === 'client' ? [name] : fields;
  return needed.map((field) => JSON.stringify(field)).join(', ');
}
