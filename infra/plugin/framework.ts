import type { S3ClientConfig } from '@aws-sdk/client-s3';

/** The part of the framework that the plugin uses; its own types leave all of this open. */
export interface Framework {
  readonly serviceDir: string;
  /** An error of this class is shown as its message, any other as a stack. */
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  readonly processedInput: { readonly commands: readonly string[] };
  readonly service: {
    readonly custom: { readonly given: DeploySettings };
    readonly provider: {
      environment: Record<string, string>;
      readonly compiledCloudFormationTemplate: { readonly Resources: Readonly<Record<string, CompiledResource>> };
    };
    getAllFunctions(): readonly string[];
    getFunction(name: string): FunctionDefinition;
  };
  getProvider(name: 'aws'): AwsProvider;
}

/** What a deploy must be given; null is what was not. */
export interface DeploySettings {
  readonly namespace: string | null;
  readonly vendorName: string | null;
  readonly apiTokenHashes: string | null;
}

export interface CompiledResource {
  readonly Type: string;
  readonly Properties: {
    readonly Environment?: { readonly Variables: Record<string, unknown> };
    /** Of a route. */
    readonly RouteKey?: string;
    AuthorizationType?: string;
  };
}

interface FunctionDefinition {
  handler: string;
  package?: { patterns?: string[] };
}

export interface AwsProvider {
  getAccountId(): Promise<string>;
  getRegion(): string;
  /** Region, credentials and proxy as the framework itself uses them. */
  getAwsSdkV3Config(): Promise<S3ClientConfig>;
}

export interface PluginTools {
  readonly log: { notice(text: string): void };
}
