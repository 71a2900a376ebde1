import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';

const standIns = 'infra/plugin/standIns';

/**
 * Returns the replacements for packages in the bundles. Each replacement says why it is sufficient. The build fails if
 * a replacement lacks an export that is imported.
 */
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

/** The replacements for single modules of a package, for which an alias cannot be used. */
const moduleStandIns = [
  { filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]AdaptiveRetryStrategy\.js$/, standIn: 'adaptiveRetries.ts' },
  { filter: /[\\/]@smithy[\\/]signature-v4[\\/].*[\\/]HeaderFormatter\.js$/, standIn: 'eventHeaders.ts' },
];

/**
 * Replaces whole modules of the SDK: by a file of standIns/, or by a smaller module that is generated from the package,
 * with its version or its error classes. A client registers all of its error classes, so that none can be omitted.
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
    // A client needs only the version, for the User-Agent header.
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
 * Returns the source of a module with the same exports as the error classes of a client. The classes differ only in
 * their name, in whether the client or the server caused the error, and in whether a retry makes sense. So one function
 * can create all of them.
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

/** Returns the fields in which the class differs from the base class, as the arguments of `error`. */
function fieldsOf(error: unknown): string {
  const given = { message: '', $metadata: {} };
  const instance: unknown = typeof error === 'function' ? Reflect.construct(error, [given]) : undefined;
  const { name, $fault, $retryable } = errorFields.parse({ ...(typeof instance === 'object' ? instance : {}) });
  const fields = $retryable === undefined ? [name, $fault] : [name, $fault, { $retryable }];
  const needed = fields.length === 2 && $fault === 'client' ? [name] : fields;
  return needed.map((field) => JSON.stringify(field)).join(', ');
}
