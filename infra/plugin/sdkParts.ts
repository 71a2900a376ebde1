import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import * as z from 'zod';

/** By module, the import that leads there, and what is left of it: enough for its importers to load. */
const neverReached: Readonly<Record<string, { readonly filter: RegExp; readonly exports: string }>> = {
  // No action of IAM streams events: neither reading them, nor signing one.
  'event streams': { filter: /^@smithy\/core\/event-streams$/, exports: 'export {};' },
  'event signatures': { filter: /^\.\/HeaderFormatter$/, exports: 'export class HeaderFormatter {}' },
  // Node has its own.
  'SHA-256 in JavaScript': { filter: /\/Sha256Js$/, exports: 'export class Sha256Js {}' },
  // Calls are tried once (lib/gateways/aws/awsCall.ts), so no rate of retries is adapted.
  'adaptive retries': {
    filter: /\/AdaptiveRetryStrategy$/,
    exports: 'export class AdaptiveRetryStrategy {}',
  },
  retries: {
    filter: /\/util-retry\/StandardRetryStrategy$/,
    exports:
      "export class StandardRetryStrategy { mode = 'standard'; async acquireInitialRetryToken() { return {}; } async refreshRetryTokenForRetry() { throw new Error('once'); } recordSuccess() {} }",
  },
  'pauses between retries': {
    filter: /\/parseRetryAfterHeader$/,
    exports: 'export const parseRetryAfterHeader = () => undefined; export const getRetryAfterHint = () => undefined;',
  },
  // Names of buckets.
  S3: { filter: /^\.\.\/service-customizations$/, exports: 'export const resolveParamsForS3 = async () => undefined;' },
  // A process has one invocation at a time: Powertools looks for more only where AWS_LAMBDA_MAX_CONCURRENCY says so.
  'invocations side by side': {
    filter: /^@aws\/lambda-invoke-store$/,
    exports: 'export const InvokeStore = { getInstanceAsync: async () => undefined };',
  },
  // Lambda has its region in the environment; there is no instance to ask.
  'region of an instance': {
    filter: /\/getInstanceMetadataRegion$/,
    exports: 'export const getInstanceMetadataRegion = async () => undefined;',
  },
  // Nor are there files of a person's settings: two reads less before the first call.
  'settings in files': {
    filter: /\/loadSharedConfigFiles$/,
    exports:
      "export const CONFIG_PREFIX_SEPARATOR = '.'; export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });",
  },
  'rates of retries': { filter: /\/DefaultRateLimiter$/, exports: 'export class DefaultRateLimiter {}' },
};

/**
 * Leaves out of the bundles what the SDK's clients import and no call of ours reaches. Each rule matches what the SDK
 * is generated as; where a new version is generated otherwise the rule finds nothing, and the size limit says so.
 */
export const sdkParts: Plugin = {
  name: 'sdk-parts',
  setup: ({ initialOptions, onLoad, onResolve }) => {
    for (const [path, { filter }] of Object.entries(neverReached)) {
      onResolve({ filter }, () => ({ path, namespace: 'never-reached' }));
    }
    onLoad({ filter: /.*/, namespace: 'never-reached' }, ({ path }) => ({
      contents: neverReached[path]?.exports ?? '',
    }));

    // For its signatures alone: those for all regions at once ("SigV4A") need a region set, which nothing here gives.
    onResolve({ filter: /^@aws-sdk\/signature-v4-multi-region$/ }, ({ path }) => ({ path, namespace: 'one-region' }));
    onLoad({ filter: /.*/, namespace: 'one-region' }, () => ({
      contents: "export { SignatureV4 as SignatureV4MultiRegion } from '@smithy/signature-v4';",
      resolveDir: initialOptions.absWorkingDir ?? process.cwd(),
    }));

    // What regions are called is for people.
    onLoad({ filter: /@aws-sdk[\\/]core[\\/].*[\\/]partitions\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(/description: "[^"]*",?|"description":\s*"[^"]*",?/g, ''),
    }));

    // Of its own package.json a client reads the version, for the User-Agent header.
    onLoad({ filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(path, 'utf8')));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });

    // An error that a client has no class for it throws as its base class, under the code on the wire: and the code is
    // all that lib/gateways/aws/awsCall.ts goes by. Without their registration the classes are unused.
    onLoad({ filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(/^n0_registry\.registerError\(.+\);$/gm, ''),
    }));
  },
};
