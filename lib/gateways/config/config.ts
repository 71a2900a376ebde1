import { isOnByDefault, partitionNames, partitions, type Partition } from '../../core/partitions.ts';
import type { Settings } from '../../http/ports.ts';
import { ConfigError } from './configError.ts';
import { readConsoleUrl } from './consoleUrl.ts';
import { callsEmulator, stsHost } from './emulator.ts';
import { readTokenSource, type TokenSource } from './tokenHashes.ts';
import { readWebhookConfig, readWebhookUrl, type WebhookConfig } from './webhookConfig.ts';

export interface Config extends Settings, TokenSource {
  readonly tableName: string;
  readonly queueName: string;
  readonly deliveryQueueName: string;
  /** How many shards the indexes of all onboardings have (lib/gateways/state/shardCounts.ts). */
  readonly indexShards: number;
  /** How long the record of an onboarding that has ended is kept. Undefined: until its tenant is erased. */
  readonly retentionMs: number | undefined;
  readonly corsOrigins: readonly string[];
  /** The region in which STS is called. It must be a region that is enabled in every account by default. */
  readonly stsRegion: string;
  readonly webhooks: WebhookConfig;
  /** Whether metrics are written to the log. */
  readonly emitsMetrics: boolean;
}

/** Each sweep and each page of the list of all onboardings queries every shard. */
const maxIndexShards = 64;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and checks every setting. Throws ConfigError. */
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
  const count = (name: string, otherwise: number, most = 9999) => {
    const value = env[name];
    if (value === undefined || value === '') return otherwise;
    if (!/^[1-9]\d{0,3}$/.test(value) || Number(value) > most)
      throw new ConfigError(name, `a number from 1 to ${most}`, value);
    return Number(value);
  };
  const oneOf = <T extends string>(name: string, values: readonly [T, ...T[]]): T => {
    const found = values.find((value) => value === (env[name] || values[0]));
    if (found === undefined) throw new ConfigError(name, values.join(' or '), env[name]);
    return found;
  };
  const partition = readPartition(env.LATCHKEY_PARTITION);
  const auth = oneOf('LATCHKEY_AUTH', ['token', 'sigv4']);
  const probesTrust = oneOf('LATCHKEY_TRUST_PROBE', ['on', 'off']) === 'on';
  if (!probesTrust) mustBeEmulated(env);
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
    consoleUrl: readConsoleUrl(env),
    leaseMs: ms('LATCHKEY_LEASE_MS', 60_000),
    requestTimeoutMs: ms('LATCHKEY_REQUEST_TIMEOUT_MS', 5000),
    marginMs: ms('LATCHKEY_MARGIN_MS', 5000),
    requestBudgetMs: ms('LATCHKEY_REQUEST_BUDGET_MS', 25_000),
    sessionLagMs: ms('LATCHKEY_SESSION_LAG_MS', 60_000),
    roleLagMs: ms('LATCHKEY_ROLE_LAG_MS', 120_000),
    entityLagMs: ms('LATCHKEY_ENTITY_LAG_MS', 300_000),
    boundaryLagMs: ms('LATCHKEY_BOUNDARY_LAG_MS', 300_000),
    lostAccessMs: ms('LATCHKEY_LOST_ACCESS_MS', 600_000),
    rotateAfterMs: count('LATCHKEY_ROTATE_AFTER_DAYS', 90, 3650) * dayMs,
    keepInactiveMs: count('LATCHKEY_KEEP_INACTIVE_DAYS', 7, 365) * dayMs,
    tenantCap: count('LATCHKEY_TENANT_CAP', 20),
    looksDaily: oneOf('LATCHKEY_DAILY_LOOK', ['on', 'off']) === 'on',
    sealedKeysMs: count('LATCHKEY_SEALED_KEYS_HOURS', 24, 168) * hourMs,
    recipientKey: env.LATCHKEY_RECIPIENT_KEY || undefined,
    pageUrl: readPageUrl(env.LATCHKEY_PAGE_URL),
    returnOrigins: readOrigins('LATCHKEY_RETURN_ORIGINS', env.LATCHKEY_RETURN_ORIGINS, 'https'),
    frameOrigins: readOrigins('LATCHKEY_FRAME_ORIGINS', env.LATCHKEY_FRAME_ORIGINS, 'https?'),
    contacts: {
      logoUrl: env.LATCHKEY_LOGO_URL || undefined,
      supportUrl: env.LATCHKEY_SUPPORT_URL || undefined,
      supportEmail: env.LATCHKEY_SUPPORT_EMAIL || undefined,
      privacyUrl: env.LATCHKEY_PRIVACY_URL || undefined,
    },
    helpUrl: readHelpUrl(env.LATCHKEY_HELP_URL),
    auth,
    probesTrust,
  };
  // A lease is renewed in its second half. That half must be longer than one call and the margin.
  if (settings.leaseMs / 2 <= settings.requestTimeoutMs + settings.marginMs) {
    throw new ConfigError(
      'LATCHKEY_LEASE_MS',
      'more than twice LATCHKEY_REQUEST_TIMEOUT_MS and LATCHKEY_MARGIN_MS together',
      String(settings.leaseMs),
    );
  }
  const webhooks = readWebhookConfig(env, settings.namespace, ms('LATCHKEY_WEBHOOK_TIMEOUT_MS', 15_000));
  return {
    ...settings,
    webhooks,
    webhookRules: webhooks.rules,
    webhookUrl: readWebhookUrl(env.LATCHKEY_WEBHOOK_URL, webhooks.rules),
    tableName: text('LATCHKEY_TABLE', /^[\w.-]{3,255}$/, 'the name of the DynamoDB table'),
    queueName: text('LATCHKEY_QUEUE', /^[\w-]{1,80}$/, 'the name of the SQS queue (not its URL)'),
    indexShards: count('LATCHKEY_INDEX_SHARDS', 1, maxIndexShards),
    retentionMs: env.LATCHKEY_RETENTION_DAYS ? count('LATCHKEY_RETENTION_DAYS', 1, 3650) * dayMs : undefined,
    deliveryQueueName: text('LATCHKEY_WEBHOOK_QUEUE', /^[\w-]{1,80}$/, 'the name of the SQS queue (not its URL)'),
    // Callers that sign their requests need no token. API Gateway refuses unsigned requests with a token.
    ...readTokenSource(
      { vendor: env.LATCHKEY_API_TOKEN_HASHES, operator: env.LATCHKEY_OPERATOR_TOKEN_HASHES },
      settings.namespace,
      auth !== 'sigv4',
    ),
    corsOrigins: readOrigins('LATCHKEY_CORS_ORIGINS', env.LATCHKEY_CORS_ORIGINS, 'https?'),
    stsRegion: readStsRegion(env, partition),
    emitsMetrics: oneOf('LATCHKEY_METRICS', ['on', 'off']) === 'on',
  };
}

function readPartition(value: string | undefined): Partition {
  const partition = partitionNames.find((name) => name === value);
  if (partition === undefined)
    throw new ConfigError('LATCHKEY_PARTITION', `one of ${partitionNames.join(', ')}`, value);
  return partition;
}

function readPageUrl(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (URL.canParse(value) && /^https?:\/\/[^\s#]+$/.test(value)) return value;
  throw new ConfigError('LATCHKEY_PAGE_URL', 'the URL of your onboarding page, without a #', value);
}

/** The address is part of a header, so it consists of characters that are valid there between `<` and `>`. */
function readHelpUrl(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  const parts = value.split('{problem}');
  if (parts.length === 2 && /^(https?:\/\/[\w.:-]+)?\/[\w.~:/?#@!$&'()*+,;=%-]*$/.test(parts.join(''))) return value;
  throw new ConfigError(
    'LATCHKEY_HELP_URL',
    'the URL of the pages of problems with {problem} once, for example https://docs.example/problems/{problem}.html',
    value,
  );
}

/**
 * Reads the origins in the form in which a browser sends them: without a path and without a slash at the end. `*` is
 * not an origin. Some of them become part of a header, so they consist of characters that separate nothing there.
 */
function readOrigins(name: string, value: string | undefined, scheme: 'https' | 'https?'): readonly string[] {
  const origins = (value ?? '').split(',').flatMap((each) => each.trim() || []);
  for (const origin of origins) {
    const isOrigin =
      URL.canParse(origin) &&
      new URL(origin).origin === origin &&
      new RegExp(String.raw`^${scheme}://[\w.:[\]-]+$`).test(origin);
    if (!isOrigin) {
      const expected = 'origins of pages, separated by commas, for example https://onboarding.example';
      throw new ConfigError(name, `${expected} (no path, no slash at the end, no *)`, value);
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

/**
 * Throws unless STS is called at an emulator. Some emulators do not evaluate trust policies, so that the probe would
 * find every role open. AWS evaluates them, and there the probe protects the tenant, so that it must not be switched
 * off.
 */
function mustBeEmulated(env: Environment): void {
  if (callsEmulator(env)) return;
  const expected = 'on, unless AWS_ENDPOINT_URL or AWS_ENDPOINT_URL_STS leads to an endpoint that is not AWS’s own';
  throw new ConfigError('LATCHKEY_TRUST_PROBE', `${expected} (STS is asked ${stsHost(env)})`, 'off');
}

/**
 * The settings of this process. If a setting is invalid, the import of this module throws, so that the process does not
 * start.
 */
export const config = readConfig(process.env);
