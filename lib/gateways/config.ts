import { isOnByDefault, partitionNames, partitions, type Partition } from '../partitions.ts';
import type { Settings, TokenHash } from '../ports.ts';

export interface Config extends Settings {
  readonly tableName: string;
  readonly queueName: string;
  readonly tokens: readonly TokenHash[];
  readonly corsOrigins: readonly string[];
  /** Where STS is asked: a region that no account has to enable first. */
  readonly stsRegion: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown at start: names the setting, and what it has to be. */
export class ConfigError extends Error {
  constructor(setting: string, expected: string, given: string | undefined) {
    super(
      given === undefined || given === ''
        ? `${setting} is not set. It has to be ${expected}.`
        : `${setting} is '${given}'. It has to be ${expected}.`,
    );
    this.name = 'ConfigError';
  }
}

/** Reads and checks every setting, once. Throws ConfigError. */
export function readConfig(env: Environment): Config {
  const text = (name: string, pattern: RegExp, expected: string) => {
    const value = env[name];
    if (value === undefined || !pattern.test(value)) throw new ConfigError(name, expected, value);
    return value;
  };
  const ms = (name: string, otherwise: number) => {
    const value = env[name];
    if (value === undefined || value === '') return otherwise;
    if (!/^[1-9]\d{0,6}$/.test(value)) throw new ConfigError(name, 'a number of milliseconds from 1 to 9999999', value);
    return Number(value);
  };
  const partition = readPartition(env.LATCHKEY_PARTITION);
  const settings = {
    namespace: text(
      'LATCHKEY_NAMESPACE',
      /^[a-z][a-z0-9-]{1,19}$/,
      '2 to 20 lower-case letters, digits and dashes, for example latchkey',
    ),
    vendorName: text(
      'LATCHKEY_VENDOR_NAME',
      /^\w[\w .,&+-]{0,63}$/,
      'the name your tenants know you by: 1 to 64 letters, digits, blanks and . , & + -',
    ),
    vendorAccountId: text(
      'LATCHKEY_VENDOR_ACCOUNT_ID',
      /^\d{12}$/,
      'the 12 digits of the AWS account that Latchkey runs in',
    ),
    partition,
    templatesUrl: text(
      'LATCHKEY_TEMPLATES_URL',
      /^https?:\/\/[^\s?#]+[^/\s?#]$/,
      'the URL that the templates are published under, without a slash at its end',
    ),
    leaseMs: ms('LATCHKEY_LEASE_MS', 60_000),
    requestTimeoutMs: ms('LATCHKEY_REQUEST_TIMEOUT_MS', 5000),
    marginMs: ms('LATCHKEY_MARGIN_MS', 5000),
    requestBudgetMs: ms('LATCHKEY_REQUEST_BUDGET_MS', 25_000),
  };
  // Renewed at half: what is left then must still have room for a call.
  if (settings.leaseMs / 2 <= settings.requestTimeoutMs + settings.marginMs) {
    throw new ConfigError(
      'LATCHKEY_LEASE_MS',
      'more than twice LATCHKEY_REQUEST_TIMEOUT_MS and LATCHKEY_MARGIN_MS together',
      String(settings.leaseMs),
    );
  }
  return {
    ...settings,
    tableName: text('LATCHKEY_TABLE', /^[\w.-]{3,255}$/, 'the name of the DynamoDB table'),
    queueName: text('LATCHKEY_QUEUE', /^[\w-]{1,80}$/, 'the name of the SQS queue (not its URL)'),
    tokens: readTokens(env.LATCHKEY_API_TOKEN_HASHES),
    corsOrigins: readOrigins(env.LATCHKEY_CORS_ORIGINS),
    stsRegion: readStsRegion(env, partition),
  };
}

function readPartition(value: string | undefined): Partition {
  const partition = partitionNames.find((name) => name === value);
  if (partition === undefined)
    throw new ConfigError('LATCHKEY_PARTITION', `one of ${partitionNames.join(', ')}`, value);
  return partition;
}

function readTokens(value: string | undefined): readonly TokenHash[] {
  const expected = 'one or more name=sha256 separated by commas, each the hex SHA-256 of a bearer token';
  const tokens = (value ?? '').split(',').map((entry) => {
    const [, name, sha256] = /^([\w.-]{1,64})=([0-9a-f]{64})$/.exec(entry.trim()) ?? [];
    if (name === undefined || sha256 === undefined) throw new ConfigError('LATCHKEY_API_TOKEN_HASHES', expected, value);
    return { name, sha256 };
  });
  if (new Set(tokens.map(({ name }) => name)).size < tokens.length)
    throw new ConfigError('LATCHKEY_API_TOKEN_HASHES', `${expected}, no name twice`, value);
  return tokens;
}

/** As a browser writes an origin: no path, no slash, and no `*`, which would name none. */
function readOrigins(value: string | undefined): readonly string[] {
  const origins = (value ?? '').split(',').flatMap((each) => each.trim() || []);
  for (const origin of origins) {
    const isOrigin = URL.canParse(origin) && new URL(origin).origin === origin && /^https?:[^*]+$/.test(origin);
    if (!isOrigin) {
      const expected =
        'the origins of pages that may call, separated by commas, for example https://onboarding.example';
      throw new ConfigError('LATCHKEY_CORS_ORIGINS', `${expected} (no path, no slash at the end, no *)`, value);
    }
  }
  return origins;
}

function readStsRegion(env: Environment, partition: Partition): string {
  const region = env.LATCHKEY_STS_REGION === '' ? env.AWS_REGION : (env.LATCHKEY_STS_REGION ?? env.AWS_REGION);
  if (region === undefined || !isOnByDefault(partition, region)) {
    const known = partitions[partition].regions.join(', ');
    throw new ConfigError(
      'LATCHKEY_STS_REGION',
      `a region that every account has on: ${known} (AWS_REGION counts where it is one)`,
      region,
    );
  }
  return region;
}

/** The settings of this process. Importing this stops a start with a wrong one. */
export const config = readConfig(process.env);
