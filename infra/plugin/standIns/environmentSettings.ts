/**
 * Replaces `@smithy/core/config`. Reads settings only from the environment: Lambda has no configuration files of a
 * user, and no instance metadata service that returns the region. Most settings are passed to the client
 * (lib/gateways/aws/clientSettings.ts), so that few are read at all.
 */
interface Setting<T> {
  readonly environmentVariableSelector: (env: NodeJS.ProcessEnv) => T | undefined;
  readonly default: T | (() => T | Promise<T>);
}

const isFunction = <T>(value: T | (() => T | Promise<T>)): value is () => T | Promise<T> => typeof value === 'function';

export function loadConfig<T>({ environmentVariableSelector: select, default: otherwise }: Setting<T>) {
  return async (): Promise<T> => select(process.env) ?? (isFunction(otherwise) ? otherwise() : otherwise);
}

/** Thrown if a setting does not exist. */
export class ProviderError extends Error {}

export const SelectorType = { ENV: 'env', CONFIG: 'shared config entry' } as const;

/** Returns undefined if the variable is neither `true` nor `false`. */
export function booleanSelector(from: Readonly<Record<string, string | undefined>>, name: string): boolean | undefined {
  const value = from[name];
  return value === 'true' || value === 'false' ? value === 'true' : undefined;
}

export const REGION_ENV_NAME = 'AWS_REGION';
export const REGION_INI_NAME = 'region';
export const CONFIG_PREFIX_SEPARATOR = '.';

export const NODE_REGION_CONFIG_OPTIONS: Setting<string> = {
  environmentVariableSelector: (env) => env[REGION_ENV_NAME],
  default: () => {
    throw new Error('AWS_REGION must be in the environment.');
  },
};
export const NODE_REGION_CONFIG_FILE_OPTIONS = {};
export const NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS: Setting<boolean> = {
  environmentVariableSelector: (env) => booleanSelector(env, 'AWS_USE_DUALSTACK_ENDPOINT'),
  default: false,
};
export const NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS: Setting<boolean> = {
  environmentVariableSelector: (env) => booleanSelector(env, 'AWS_USE_FIPS_ENDPOINT'),
  default: false,
};

/** The mode for a client that is created without settings for retries and timeouts. */
export function resolveDefaultsModeConfig() {
  return () => Promise.resolve('standard');
}

interface RegionConfig {
  readonly region: string | (() => Promise<string>);
  readonly useFipsEndpoint?: boolean | (() => Promise<boolean>) | undefined;
}

/** Returns a client's region and its choice of FIPS endpoints as functions, as the SDK expects them. */
export function resolveRegionConfig<T extends RegionConfig>(config: T) {
  const { region, useFipsEndpoint = false } = config;
  return Object.assign(config, {
    region: () => (typeof region === 'function' ? region() : Promise.resolve(region)),
    useFipsEndpoint: () =>
      typeof useFipsEndpoint === 'function' ? useFipsEndpoint() : Promise.resolve(useFipsEndpoint),
  });
}
