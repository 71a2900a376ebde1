/**
 * Stands in for `@smithy/core/config`: settings from the environment alone. In Lambda there are no files of a person's
 * settings, and there is no instance to be asked for its region. What a client is made with is given to it
 * (lib/gateways/aws/clientSettings.ts), so little is looked up at all.
 */
interface Setting<T> {
  readonly environmentVariableSelector: (env: NodeJS.ProcessEnv) => T | undefined;
  readonly default: T | (() => T | Promise<T>);
}

const isFunction = <T>(value: T | (() => T | Promise<T>)): value is () => T | Promise<T> => typeof value === 'function';

export function loadConfig<T>({ environmentVariableSelector: select, default: otherwise }: Setting<T>) {
  return async (): Promise<T> => select(process.env) ?? (isFunction(otherwise) ? otherwise() : otherwise);
}

/** Says that a setting is not there. */
export class ProviderError extends Error {}

export const SelectorType = { ENV: 'env', CONFIG: 'shared config entry' } as const;

/** Undefined where the variable is neither `true` nor `false`. */
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

/** The mode that counts where a client is not told how to retry and how long to wait. */
export function resolveDefaultsModeConfig() {
  return () => Promise.resolve('standard');
}

interface RegionConfig {
  readonly region: string | (() => Promise<string>);
  readonly useFipsEndpoint?: boolean | (() => Promise<boolean>) | undefined;
}

/** A client's region and its choice of FIPS endpoints, as the functions that the SDK asks. */
export function resolveRegionConfig<T extends RegionConfig>(config: T) {
  const { region, useFipsEndpoint = false } = config;
  return Object.assign(config, {
    region: () => (typeof region === 'function' ? region() : Promise.resolve(region)),
    useFipsEndpoint: () =>
      typeof useFipsEndpoint === 'function' ? useFipsEndpoint() : Promise.resolve(useFipsEndpoint),
  });
}
