import { createHash } from 'node:crypto';
import { devNull } from 'node:os';
import { localRegion } from './aws/index.ts';
import { vendorAccessKeyId, vendorAccountId, vendorSecretAccessKey } from './sandbox/vendor.ts';
import { webhookSecretsFile } from './webhookSecrets.ts';

/** The vendor that the local stack plays. */
export const localVendor = { namespace: 'latchkey', vendorName: 'Example Vendor' } as const;

/** The environment that the deployed functions would have, for this stack. What is set already, stays: they are settings. */
export function localEnvironment(awsUrl: string, apiToken: string, given: NodeJS.ProcessEnv): Record<string, string> {
  return {
    LATCHKEY_LEASE_MS: given['LATCHKEY_LEASE_MS'] ?? '10000',
    LATCHKEY_REQUEST_TIMEOUT_MS: given['LATCHKEY_REQUEST_TIMEOUT_MS'] ?? '2000',
    LATCHKEY_MARGIN_MS: given['LATCHKEY_MARGIN_MS'] ?? '1000',
    LATCHKEY_REQUEST_BUDGET_MS: given['LATCHKEY_REQUEST_BUDGET_MS'] ?? '25000',
    LATCHKEY_NAMESPACE: localVendor.namespace,
    LATCHKEY_VENDOR_NAME: localVendor.vendorName,
    LATCHKEY_VENDOR_ACCOUNT_ID: vendorAccountId,
    LATCHKEY_PARTITION: 'aws',
    LATCHKEY_TABLE: 'latchkey-state',
    LATCHKEY_QUEUE: 'latchkey-work',
    LATCHKEY_WEBHOOK_QUEUE: 'latchkey-webhooks',
    LATCHKEY_TEMPLATES_URL: `${awsUrl}/_sandbox/templates`,
    LATCHKEY_API_TOKEN_HASHES: `local=${createHash('sha256').update(apiToken).digest('hex')}`,
    LATCHKEY_AUTH: 'token',
    LATCHKEY_TENANT_CAP: given['LATCHKEY_TENANT_CAP'] ?? '20',
    LATCHKEY_PAGE_URL: given['LATCHKEY_PAGE_URL'] ?? '',
    LATCHKEY_CORS_ORIGINS: given['LATCHKEY_CORS_ORIGINS'] ?? '',
    LATCHKEY_TRUST_PROBE: given['LATCHKEY_TRUST_PROBE'] ?? 'on',
    // A line with every sweep, every two seconds, for nobody to read.
    LATCHKEY_METRICS: given['LATCHKEY_METRICS'] ?? 'off',
    LATCHKEY_WEBHOOK_URL: given['LATCHKEY_WEBHOOK_URL'] ?? '',
    LATCHKEY_WEBHOOK_HOSTS: given['LATCHKEY_WEBHOOK_HOSTS'] ?? '',
    LATCHKEY_WEBHOOK_PORTS: given['LATCHKEY_WEBHOOK_PORTS'] ?? '',
    LATCHKEY_WEBHOOK_TIMEOUT_MS: given['LATCHKEY_WEBHOOK_TIMEOUT_MS'] ?? '15000',
    LATCHKEY_WEBHOOK_SECRETS_PARAMETER: '',
    LATCHKEY_WEBHOOK_SECRETS_FILE: webhookSecretsFile(given['DATA_DIR'] ?? '.latchkey/') ?? '',
    // A receiver on the same laptop, without a certificate.
    WEBHOOK_LOOPBACK: 'on',
    AWS_REGION: localRegion,
    AWS_ENDPOINT_URL: awsUrl,
    AWS_ACCESS_KEY_ID: vendorAccessKeyId,
    AWS_SECRET_ACCESS_KEY: vendorSecretAccessKey,
    // Nobody's own AWS account may be reached by mistake: no metadata service, no files of the person's.
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
}

/** The SDK reads the process's environment, as it does in Lambda: it becomes this one, with no other AWS setting left. */
export function enterEnvironment(environment: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
  }
  Object.assign(process.env, environment);
}
