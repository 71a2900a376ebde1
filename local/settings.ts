import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { localDefaults } from './defaults.ts';
import { lagProfiles, type LagOptions } from './sandbox/lag/profile.ts';

/** The settings of the sandbox AWS, which a user sets with environment variables. */
export interface SandboxSettings {
  readonly awsPort: number;
  /** A directory, or `:memory:`. */
  readonly dataDir: string;
  /** How long changes in the sandbox's IAM, STS and CloudFormation take to become visible. */
  readonly lag: LagOptions;
}

/** The settings of the local stack, which a user sets with environment variables. */
export interface Settings extends SandboxSettings {
  readonly port: number;
  readonly apiToken: string;
  /** The token of an operator. `apiToken` is the token of the vendor's back end. */
  readonly operatorToken: string;
  /** The pause between the end of one sweep and the start of the next, in milliseconds. */
  readonly sweepEveryMs: number;
}

/** Thrown for a wrong setting. The message names the setting and what is expected. */
export class SettingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SettingError';
  }
}

/** Reads the settings of the sandbox AWS. @throws SettingError if one is wrong. */
export function readSandboxSettings(env: NodeJS.ProcessEnv): SandboxSettings {
  return {
    awsPort: port(env, 'AWS_PORT', 4566),
    dataDir: directory(env['DATA_DIR'] ?? '.latchkey/'),
    lag: readLag(env),
  };
}

/** Reads the lag profile and its seed. @throws SettingError if one is wrong. */
export function readLag(env: NodeJS.ProcessEnv): LagOptions {
  const given = env['AWS_LAG'] ?? 'off';
  const profile = lagProfiles.find((each) => each === given);
  if (profile === undefined)
    throw new SettingError(`AWS_LAG must be one of ${lagProfiles.join(', ')}, not ${JSON.stringify(given)}.`);
  const seed = env['AWS_LAG_SEED'] ?? '1';
  if (!/^\d{1,9}$/.test(seed))
    throw new SettingError(`AWS_LAG_SEED must be a whole number from 0 to 999999999, not ${JSON.stringify(seed)}.`);
  return { profile, seed: Number(seed) };
}

/** Returns the operator's token of the local stack. @throws SettingError if it is wrong. */
export function operatorTokenOf(env: NodeJS.ProcessEnv): string {
  return token('LATCHKEY_OPERATOR_TOKEN', env['LATCHKEY_OPERATOR_TOKEN'] ?? localDefaults.operatorToken);
}

/** Reads the settings of the local stack. @throws SettingError if one is wrong. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const settings = {
    ...readSandboxSettings(env),
    port: port(env, 'PORT', localDefaults.port),
    apiToken: token('LATCHKEY_API_TOKEN', env['LATCHKEY_API_TOKEN'] ?? localDefaults.apiToken),
    operatorToken: operatorTokenOf(env),
    sweepEveryMs: milliseconds(env, 'LATCHKEY_SWEEP_MS', 2000),
  };
  if (settings.operatorToken === settings.apiToken)
    throw new SettingError('LATCHKEY_API_TOKEN and LATCHKEY_OPERATOR_TOKEN must differ.');
  if (settings.port === settings.awsPort)
    throw new SettingError(`PORT and AWS_PORT must differ; both are ${settings.port}.`);
  return settings;
}

/**
 * Returns a message for an error of the start that the user can resolve with a setting, and undefined for any other.
 * @param ports without `port` if no API is started
 */
export function startProblem(
  error: unknown,
  { port: apiPort, awsPort }: { readonly port?: number; readonly awsPort: number },
): string | undefined {
  if (error instanceof SettingError) return error.message;
  if (!(error instanceof Error)) return undefined;
  if (!('code' in error) || (error.code !== 'EADDRINUSE' && error.code !== 'EACCES')) return undefined;
  const taken = 'port' in error ? error.port : undefined;
  const [name, number] = taken === awsPort || apiPort === undefined ? ['AWS_PORT', awsPort] : ['PORT', apiPort];
  const why =
    error.code === 'EADDRINUSE'
      ? 'is in use by another program: stop that program, or set'
      : 'may not be opened by this user: set';
  return `Port ${number} ${why} ${name} to a free port, for example ${name}=${number + 1}.`;
}

function port(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const given = env[name] ?? String(otherwise);
  const number = Number(given);
  if (/^\d+$/.test(given) && number >= 1 && number <= 65_535) return number;
  throw new SettingError(`${name} must be a port number from 1 to 65535, not ${JSON.stringify(given)}.`);
}

function milliseconds(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const given = env[name] ?? String(otherwise);
  if (/^[1-9]\d{0,6}$/.test(given)) return Number(given);
  throw new SettingError(`${name} must be a number of milliseconds from 1 to 9999999, not ${JSON.stringify(given)}.`);
}

/** Checks that the token is valid in an Authorization header and in the printed curl command. @throws SettingError */
function token(name: string, given: string): string {
  if (/^[A-Za-z0-9._~+/-]+=*$/.test(given)) return given;
  const problem = given === '' ? 'it is empty' : 'the current value has other characters';
  throw new SettingError(`${name} must be letters, digits and . _ ~ + / - (RFC 6750); ${problem}.`);
}

/**
 * Creates DATA_DIR if it is missing, one level after another: Node's recursive mkdir never returns on a file system in
 * which no directory can be created.
 * @throws SettingError
 */
export function makeDataDir(dataDir: string): void {
  if (dataDir === ':memory:') return;
  const missing: string[] = [];
  for (let path = resolve(dataDir); !existsSync(path); path = dirname(path)) missing.unshift(path);
  try {
    for (const path of missing) mkdirSync(path);
    if (statSync(dataDir).isDirectory()) return;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new SettingError(
      `DATA_DIR must be a directory that can be created and written to, or :memory:; ${JSON.stringify(dataDir)} cannot be used (${code}).`,
    );
  }
  throw new SettingError(`DATA_DIR must be a directory, or :memory:; ${JSON.stringify(dataDir)} is a file.`);
}

function directory(given: string): string {
  if (given.trim() !== '' && !given.includes('\0')) return given;
  throw new SettingError('DATA_DIR must be a directory, or :memory: to store nothing on disk; it is empty.');
}
