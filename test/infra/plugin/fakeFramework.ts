import type {
  ApiLimits,
  AwsProvider,
  BlueprintsSettings,
  DeploySettings,
  Framework,
  FrameworkPlugin,
  TemplatesSettings,
} from '../../../infra/plugin/framework.ts';
import { defaultApiLimits, defaultConcurrency, resourcesOf } from '../definition.ts';
import { accountId } from './fakeAccount.ts';
import { templatesHere } from './templatesHere.ts';

/** Returns a provider whose clients call an AWS on this machine, in eu-west-1. */
export const providerAt = (endpoint: string): AwsProvider => ({
  getAccountId: () => Promise.resolve(accountId),
  getRegion: () => 'eu-west-1',
  getAwsSdkV3Config: () =>
    Promise.resolve({
      region: 'eu-west-1',
      endpoint,
      forcePathStyle: true,
      maxAttempts: 1,
      credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
    }),
});

interface Parts {
  readonly given: DeploySettings;
  readonly templates: TemplatesSettings;
  readonly blueprints: BlueprintsSettings;
  readonly api: ApiLimits;
  readonly commands: readonly string[];
  readonly environment: Record<string, string>;
  readonly template: Framework['service']['provider']['compiledCloudFormationTemplate'];
  readonly plugins: readonly FrameworkPlugin[];
}

/** Returns the part of the framework that the plugin uses, with the table of infra/. */
export function frameworkAt(endpoint: string, parts: Partial<Parts> = {}): Framework {
  return {
    serviceDir: process.cwd(),
    classes: { Error },
    processedInput: { commands: parts.commands ?? ['deploy'] },
    pluginManager: { getPlugins: () => parts.plugins ?? [] },
    service: {
      custom: {
        given: parts.given ?? { namespace: null, vendorName: null, apiTokenHashes: null },
        templates: parts.templates ?? templatesHere,
        concurrency: defaultConcurrency,
        api: parts.api ?? defaultApiLimits,
        blueprints: parts.blueprints ?? { folder: '', examples: 'on' },
      },
      provider: {
        environment: parts.environment ?? {},
        compiledCloudFormationTemplate: parts.template ?? { Resources: {} },
      },
      resources: { Resources: resourcesOf('table') },
      getAllFunctions: () => [],
      getFunction: () => ({ handler: '' }),
    },
    getProvider: () => providerAt(endpoint),
  };
}
