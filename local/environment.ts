import { createHash } from 'node:crypto';
import { devNull } from 'node:os';
import { localRegion } from './aws/index.ts';
import { vendorAccessKeyId, vendorAccountId, vendorSecretAccessKey } from './sandbox/vendor.ts';

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
    LATCHKEY_TEMPLATES_URL: `${awsUrl}/_sandbox/templates`,
    LATCHKEY_API_TOKEN_HASHES: `local=${createHash('sha256').update(apiToken).digest('hex')}`,
    LATCHKEY_CORS_ORIGINS: given['LATCHKEY_CORS_ORIGINS'] ?? '',
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
