import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as z from 'zod';
import { authModule } from './clientAuth.ts';
import { endpointParametersModule, endpointsModule } from './clientEndpoints.ts';
import type { Exports } from './clientErrors.ts';
import { errorsModule, schemasModule } from './clientSchemas.ts';
import { settingsModule } from './clientSettings.ts';
import { partitionsModule, regionsOf } from './sdkPartitions.ts';

const standIns = 'infra/plugin/standIns';
/** The file with the partitions of AWS, in the directory of `@aws-sdk/core`. */
const sdkPartitions = 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';

/**
 * Returns the replacements for packages in the bundles. Each replacement says why it is sufficient. The build fails if
 * a replacement lacks an export that is imported.
 */
export function sdkAliases(projectDirectory: string): Record<string, string> {
  const standIn = (name: string) => join(projectDirectory, standIns, name);
  return {
    '@aws-sdk/credential-provider-node': join(projectDirectory, 'lib/gateways/aws/environmentCredentials.ts'),
    '@aws-sdk/middleware-endpoint-discovery': standIn('endpointDiscovery.ts'),
    '@aws/lambda-invoke-store': standIn('invokeStore.ts'),
    '@smithy/core/checksum': standIn('nodeHashes.ts'),
    '@smithy/core/config': standIn('environmentSettings.ts'),
    '@smithy/core/event-streams': standIn('eventStreams.ts'),
    '@stablelib/base64': standIn('webhookHashes.ts'),
    'fast-sha256': standIn('webhookHashes.ts'),
    ulid: standIn('ulid.ts'),
    'zod/mini': standIn('sharedSchemas.ts'),
  };
}

/** The replacements for single modules of a package, for which an alias cannot be used. */
const moduleStandIns = [
  { filter: /[\\/]@aws-sdk[\\/]core[\\/].*[\\/]loggerMiddleware\.js$/, standIn: 'sdkLogging.ts' },
  { filter: /[\\/]@aws-sdk[\\/]core[\\/].*[\\/]check-features\.js$/, standIn: 'sdkNotices.ts' },
  { filter: /[\\/]@aws-sdk[\\/]core[\\/].*[\\/]emitWarningIfUnsupportedVersion\.js$/, standIn: 'sdkNotices.ts' },
  { filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]schemaLogFilter\.js$/, standIn: 'sdkLogging.ts' },
  { filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]service-customizations[\\/]index\.js$/, standIn: 'bucketEndpoints.ts' },
  { filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/].*[\\/]runtimeExtensions\.js$/, standIn: 'clientExtensions.ts' },
  { filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]AdaptiveRetryStrategy\.js$/, standIn: 'adaptiveRetries.ts' },
  { filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]serde[\\/]date-utils\.js$/, standIn: 'dates.ts' },
  { filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]schema-date-utils\.js$/, standIn: 'dateTexts.ts' },
  { filter: /[\\/]@smithy[\\/]signature-v4[\\/].*[\\/]HeaderFormatter\.js$/, standIn: 'eventHeaders.ts' },
  { filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]RpcProtocol\.js$/, standIn: 'rpcProtocol.ts' },
  { filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]FromStringShapeDeserializer\.js$/, standIn: 'textValues.ts' },
  { filter: /[\\/]@smithy[\\/]core[\\/].*[\\/](needsReviver|jsonReviver|jsonReplacer)\.js$/, standIn: 'bigNumbers.ts' },
  { filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]getEndpointFromConfig\.js$/, standIn: 'givenSettings.ts' },
  {
    filter: /[\\/]@aws-sdk[\\/]core[\\/].*[\\/](nodeAppIdConfigOptions|NODE_AUTH_SCHEME_PREFERENCE_OPTIONS)\.js$/,
    standIn: 'givenSettings.ts',
  },
  { filter: /[\\/]@aws-sdk[\\/]core[\\/].*[\\/]util-endpoints[\\/]aws\.js$/, standIn: 'endpointFunctions.ts' },
  {
    filter: /[\\/]@smithy[\\/]core[\\/].*[\\/](stream-type-check|stream-collector|isStreamingPayload)\.js$/,
    standIn: 'nodeBodies.ts',
  },
  { filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]uuid[\\/]v4\.js$/, standIn: 'uuids.ts' },
  { filter: /[\\/]client-dynamodb[\\/].*[\\/]DescribeEndpointsCommand\.js$/, standIn: 'endpointDiscovery.ts' },
];

/**
 * Replaces whole modules of the SDK: by a file of standIns/, or by a smaller module that is generated from the package:
 * with the version of a client, its schemas, error classes and endpoints, or the partitions of AWS.
 */
export const sdkModules: Plugin = {
  name: 'sdk-modules',
  setup: ({ esbuild, initialOptions, onLoad }) => {
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
    const partitionsInfo = async (path: string) => {
      const { code } = await esbuild.transform(await readFile(path, 'utf8'), { format: 'cjs' });
      return exportsOfSource(code)['partitionsInfo'];
    };
    onLoad({ filter: /[\\/]@aws-sdk[\\/]core[\\/].*[\\/]aws[\\/]partitions\.js$/ }, async ({ path }) => ({
      contents: partitionsModule(await partitionsInfo(path)),
      loader: 'js',
    }));
    const isOfClient = (file: string) =>
      new RegExp(String.raw`[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]${file}\.js$`);
    onLoad({ filter: isOfClient('schemas[\\/]schemas_0') }, ({ path }) => ({
      contents: schemasModule(...exportsOf(path), join(projectDirectory, standIns, 'errorRegistries.ts')),
      loader: 'js',
    }));
    onLoad({ filter: isOfClient('endpoint[\\/]endpointResolver') }, async ({ path }) => {
      const [, exported] = exportsOf(path);
      const regions = regionsOf(await partitionsInfo(join(coreOf(path), sdkPartitions)));
      const contents = endpointsModule(exported, regions, join(projectDirectory, standIns, 'endpoints.ts'));
      return { contents, loader: 'js' };
    });
    onLoad({ filter: isOfClient('auth[\\/]httpAuthSchemeProvider') }, ({ path }) => {
      const [, exported] = exportsOf(path);
      return { contents: authModule(exported, join(projectDirectory, standIns, 'authSchemes.ts')), loader: 'js' };
    });
    onLoad({ filter: isOfClient('endpoint[\\/]EndpointParameters') }, ({ path }) => ({
      contents: endpointParametersModule(exportsOf(path)[1], join(projectDirectory, standIns, 'endpointParameters.ts')),
      loader: 'js',
    }));
    const clientRuntime = join(projectDirectory, standIns, 'clientRuntime.ts');
    onLoad({ filter: isOfClient(String.raw`runtimeConfig\.shared`) }, ({ path }) => ({
      contents: settingsModule(exportsOf(path)[1], clientRuntime),
      loader: 'js',
    }));
    onLoad({ filter: isOfClient('runtimeConfig') }, () => ({
      contents: [
        "import { version } from '../package.json';",
        `import { runtimeConfig } from ${JSON.stringify(clientRuntime)};`,
        "import { getRuntimeConfig as shared } from './runtimeConfig.shared';",
        'export const getRuntimeConfig = (given) => runtimeConfig(shared(given), given, version);',
      ].join('\n'),
      loader: 'js',
    }));
    // The SDK has two codecs for JSON, which give the same. The older one is a third of the size of the newer one, because
    // it leaves most of the work to JSON.stringify.
    onLoad({ filter: /[\\/]codec-v2[\\/]\w+2\.js$/ }, ({ path }) => {
      const older = basename(path, '2.js');
      return { contents: `export { ${older} as ${older}2 } from '../codec-v1/${older}';`, loader: 'js' };
    });
    onLoad({ filter: isOfClient('models[\\/]errors') }, ({ path }) => ({
      contents: errorsModule(...exportsOf(path)),
      loader: 'js',
    }));
  },
};

/** Returns the name and the exports of the client that contains a module. */
function exportsOf(path: string): [client: string, exported: Exports] {
  const [, name = ''] = /[\\/]@aws-sdk[\\/](client-[^\\/]+)[\\/]dist-es[\\/]/.exec(path) ?? [];
  const client = `@aws-sdk/${name}`;
  const exported: unknown = createRequire(path)(client);
  return [client, z.record(z.string(), z.unknown()).parse({ ...(typeof exported === 'object' ? exported : {}) })];
}

/** Returns the directory of the `@aws-sdk/core` that a module of the SDK imports. */
const coreOf = (path: string) => dirname(createRequire(path).resolve('@aws-sdk/core/package.json'));

/** Runs the source of a CommonJS module that imports no other, and returns its exports. */
function exportsOfSource(source: string): Exports {
  const module = { exports: {} };
  runInNewContext(source, { module });
  return module.exports;
}
