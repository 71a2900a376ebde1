import { createHash } from 'node:crypto';
import { devNull } from 'node:os';
import { localRegion } from './region.ts';
import { lagWindows } from './lagWindows.ts';
import { operatorTokenOf } from './settings.ts';
import { vendorAccessKeyId, vendorAccountId, vendorSecretAccessKey } from './sandbox/vendor.ts';
import { webhookSecretsFile } from './webhookSecrets.ts';

/** The vendor of the local stack. */
export const localVendor = { namespace: 'latchkey', vendorName: 'Example Vendor' } as const;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Returns the value of LATCHKEY_API_TOKEN_HASHES: the token of the local stack, under the name `local`, and the other
 * tokens in `given`, such as tokens that are limited to some tenants.
 */
function localTokens(apiToken: string, given = ''): string {
  const others = given.split(',').filter((entry) => entry !== '' && !entry.startsWith('local='));
  return [`local=${sha256(apiToken)}`, ...others].join(',');
}

/** Returns the environment of the functions in the local stack. Settings that are in `given` take precedence. */
export function localEnvironment(awsUrl: string, apiToken: string, given: NodeJS.ProcessEnv): Record<string, string> {
  return {
    LATCHKEY_LEASE_MS: given['LATCHKEY_LEASE_MS'] ?? '10000',
    LATCHKEY_REQUEST_TIMEOUT_MS: given['LATCHKEY_REQUEST_TIMEOUT_MS'] ?? '2000',
    LATCHKEY_MARGIN_MS: given['LATCHKEY_MARGIN_MS'] ?? '1000',
    LATCHKEY_REQUEST_BUDGET_MS: given['LATCHKEY_REQUEST_BUDGET_MS'] ?? '25000',
    ...lagWindows((given['AWS_LAG'] ?? 'off') !== 'off', given),
    LATCHKEY_NAMESPACE: localVendor.namespace,
    LATCHKEY_VENDOR_NAME: localVendor.vendorName,
    LATCHKEY_VENDOR_ACCOUNT_ID: vendorAccountId,
    LATCHKEY_PARTITION: 'aws',
    LATCHKEY_TABLE: 'latchkey-state',
    LATCHKEY_QUEUE: 'latchkey-work',
    LATCHKEY_WEBHOOK_QUEUE: 'latchkey-webhooks',
    LATCHKEY_TEMPLATES_URL: `${awsUrl}/_sandbox/templates`,
    // The sandbox has a console of its own, because the console of AWS cannot show the sandbox's accounts.
    LATCHKEY_CONSOLE_URL: given['LATCHKEY_CONSOLE_URL'] ?? awsUrl,
    LATCHKEY_API_TOKEN_HASHES: localTokens(apiToken, given['LATCHKEY_API_TOKEN_HASHES']),
    LATCHKEY_OPERATOR_TOKEN_HASHES: `local-operator=${sha256(operatorTokenOf(given))}`,
    LATCHKEY_AUTH: 'token',
    LATCHKEY_SEALED_KEYS_HOURS: given['LATCHKEY_SEALED_KEYS_HOURS'] ?? '24',
    LATCHKEY_RECIPIENT_KEY: given['LATCHKEY_RECIPIENT_KEY'] ?? '',
    LATCHKEY_TENANT_CAP: given['LATCHKEY_TENANT_CAP'] ?? '20',
    LATCHKEY_INDEX_SHARDS: given['LATCHKEY_INDEX_SHARDS'] ?? '1',
    LATCHKEY_DAILY_LOOK: given['LATCHKEY_DAILY_LOOK'] ?? 'on',
    LATCHKEY_ROTATE_AFTER_DAYS: given['LATCHKEY_ROTATE_AFTER_DAYS'] ?? '90',
    LATCHKEY_KEEP_INACTIVE_DAYS: given['LATCHKEY_KEEP_INACTIVE_DAYS'] ?? '7',
    LATCHKEY_RETENTION_DAYS: given['LATCHKEY_RETENTION_DAYS'] ?? '',
    LATCHKEY_PAGE_URL: given['LATCHKEY_PAGE_URL'] ?? '',
    LATCHKEY_RETURN_ORIGINS: given['LATCHKEY_RETURN_ORIGINS'] ?? '',
    LATCHKEY_FRAME_ORIGINS: given['LATCHKEY_FRAME_ORIGINS'] ?? '',
    LATCHKEY_LOGO_URL: given['LATCHKEY_LOGO_URL'] ?? '',
    LATCHKEY_SUPPORT_URL: given['LATCHKEY_SUPPORT_URL'] ?? '',
    LATCHKEY_SUPPORT_EMAIL: given['LATCHKEY_SUPPORT_EMAIL'] ?? '',
    LATCHKEY_PRIVACY_URL: given['LATCHKEY_PRIVACY_URL'] ?? '',
    // The local API serves the pages.
    LATCHKEY_HELP_URL: given['LATCHKEY_HELP_URL'] ?? '/docs/problems/{problem}',
    LATCHKEY_CORS_ORIGINS: given['LATCHKEY_CORS_ORIGINS'] ?? '',
    LATCHKEY_TRUST_PROBE: given['LATCHKEY_TRUST_PROBE'] ?? 'on',
    // Off by default, because every sweep would log a line every two seconds.
    LATCHKEY_METRICS: given['LATCHKEY_METRICS'] ?? 'off',
    LATCHKEY_WEBHOOK_URL: given['LATCHKEY_WEBHOOK_URL'] ?? '',
    LATCHKEY_WEBHOOK_HOSTS: given['LATCHKEY_WEBHOOK_HOSTS'] ?? '',
    LATCHKEY_WEBHOOK_PORTS: given['LATCHKEY_WEBHOOK_PORTS'] ?? '',
    LATCHKEY_WEBHOOK_TIMEOUT_MS: given['LATCHKEY_WEBHOOK_TIMEOUT_MS'] ?? '15000',
    LATCHKEY_WEBHOOK_SECRETS_PARAMETER: '',
    LATCHKEY_WEBHOOK_SECRETS_FILE: webhookSecretsFile(given['DATA_DIR'] ?? '.latchkey/') ?? '',
    // Allows a webhook receiver on this machine without TLS.
    WEBHOOK_LOOPBACK: 'on',
    AWS_REGION: localRegion,
    AWS_ENDPOINT_URL: awsUrl,
    AWS_ACCESS_KEY_ID: vendorAccessKeyId,
    AWS_SECRET_ACCESS_KEY: vendorSecretAccessKey,
    // Disables the instance metadata service and the user's AWS files, so that no call reaches a real AWS account by
    // mistake.
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
}

/**
 * Adds the settings to this process's environment, from which the SDK reads them, and deletes all other AWS_ settings.
 */
export function enterEnvironment(environment: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
  }
  Object.assign(process.env, environment);
}
