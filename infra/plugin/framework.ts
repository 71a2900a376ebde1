import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { Blueprint } from '../../catalog/blueprint.ts';

/** The part of the Serverless Framework that the plugin uses. The framework's own types do not describe it. */
export interface Framework {
  readonly serviceDir: string;
  /** The framework prints only the message of an error of this class, and the stack trace of any other error. */
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  readonly processedInput: { readonly commands: readonly string[] };
  readonly pluginManager: { getPlugins(): readonly FrameworkPlugin[] };
  readonly service: {
    readonly custom: {
      readonly given: DeploySettings;
      readonly templates: TemplatesSettings;
      readonly concurrency: ConcurrencySettings;
      readonly api: ApiLimits;
      readonly blueprints: BlueprintsSettings;
    };
    readonly provider: {
      environment: Record<string, string>;
      readonly compiledCloudFormationTemplate: CompiledTemplate;
    };
    /** The resources of infra/. */
    readonly resources: { readonly Resources: Readonly<Record<string, unknown>> };
    getAllFunctions(): readonly string[];
    getFunction(name: string): FunctionDefinition;
  };
  getProvider(name: 'aws'): AwsProvider;
}

/** The settings that a deploy requires. A setting that was not given is null. */
export interface DeploySettings {
  readonly namespace: string | null;
  readonly vendorName: string | null;
  readonly apiTokenHashes: string | null;
}

/** The deploy settings that say where the bootstrap templates are published. */
export interface TemplatesSettings {
  /** The name of a bucket that exists. Empty: the bucket that the stack creates. */
  readonly bucket: string;
  /** The region of that bucket. Empty if the stack creates the bucket. */
  readonly region: string;
  /** Whether everybody can read the templates: on or off. */
  readonly public: string;
}

/** How many functions may process each queue at the same time. A setting that was given is a text. */
interface ConcurrencySettings {
  readonly work: number | string;
  readonly deliveries: number | string;
}

/** How many requests the API accepts from all callers together. A setting that was given is a text. */
export interface ApiLimits {
  /** Requests a second. */
  readonly rate: number | string;
  /** Requests at once. */
  readonly burst: number | string;
}

/** The deploy settings that say what can be onboarded. */
export interface BlueprintsSettings {
  /** A folder of blueprints. Empty: there is none. */
  readonly folder: string;
  /** Whether the examples of catalog/ are in the catalogue: on or off. */
  readonly examples: string;
  /** What was read. `serverless package` stores it with the other settings in the package. */
  packaged?: ChosenBlueprints;
}

export interface ChosenBlueprints {
  /** The blueprints of the folder. */
  readonly own: readonly Blueprint[];
  /** The managed policies of AWS that they use, by name. */
  readonly managed: Readonly<Record<string, object>>;
  readonly withExamples: boolean;
}

export interface CompiledTemplate {
  readonly Resources: Readonly<Record<string, CompiledResource>>;
  readonly Outputs?: Readonly<Record<string, { Export?: unknown }>>;
}

export interface CompiledResource {
  readonly Type: string;
  readonly DeletionPolicy?: string | undefined;
  readonly Properties: {
    readonly Environment?: { readonly Variables: Record<string, unknown> };
    /** Only of an API Gateway route. */
    readonly RouteKey?: string;
    AuthorizationType?: string;
    /** Only of a table. */
    TableName?: unknown;
    /** Only of a bucket. */
    BucketName?: unknown;
  };
}

/** A plugin of the framework. Those that deploy build the parameters of CreateChangeSet with this function. */
export interface FrameworkPlugin {
  getCreateChangeSetParams?(change: { readonly changeSetType: string }): Record<string, unknown>;
}

/** A function of serverless.yml. */
export interface FunctionDefinition {
  handler: string;
  package?: { patterns?: string[] };
}

/** The settings for clients of the AWS SDK that the framework and the plugin share. */
export type ClientConfig = Pick<
  S3ClientConfig,
  'region' | 'endpoint' | 'credentials' | 'maxAttempts' | 'forcePathStyle'
>;

export interface AwsProvider {
  getAccountId(): Promise<string>;
  getRegion(): string;
  /** Returns the region, credentials and proxy that the framework itself uses. */
  getAwsSdkV3Config(): Promise<ClientConfig>;
}

export interface PluginTools {
  readonly log: { notice(text: string): void };
  /** Writes to the standard output. `log` writes to the standard error. */
  writeText(text: string): void;
}
