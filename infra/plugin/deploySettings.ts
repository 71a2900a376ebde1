import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { isRegion, partitionNames } from '../../lib/core/partitions.ts';
import type { DeploySettings } from './framework.ts';

/** Stand-ins for what CloudFormation fills in; here it only has to look right. */
const filledInByCloudFormation = {
  LATCHKEY_VENDOR_ACCOUNT_ID: '999988887777',
  LATCHKEY_TEMPLATES_URL: 'https://bucket.example/templates',
};

/**
 * Why a deploy would give functions that refuse to start: a sentence that names the first setting that is missing or
 * wrong, and what it has to be. Undefined where all is well.
 *
 * The configuration is read where a function reads it, when its module is loaded: so it is loaded, in a thread whose
 * environment is the function's.
 *
 * @param environment what serverless.yml gives every function, its defaults included
 * @param given the settings for which a deploy has no default
 */
export function deployProblem(
  projectDirectory: string,
  environment: Readonly<Record<string, string>>,
  given: DeploySettings,
  region: string,
): Promise<string | undefined> {
  const env = {
    ...environment,
    ...filledInByCloudFormation,
    LATCHKEY_PARTITION: partitionNames.find((partition) => isRegion(partition, region)),
    AWS_REGION: region,
    LATCHKEY_NAMESPACE: given.namespace ?? undefined,
    LATCHKEY_VENDOR_NAME: given.vendorName ?? undefined,
    LATCHKEY_API_TOKEN_HASHES: given.apiTokenHashes ?? undefined,
  };
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
  return new Promise((resolve) => {
    const start = new Worker(join(projectDirectory, 'lib/gateways/config/config.ts'), { env: set });
    start.once('error', (error) => {
      const how =
        'Set it in the environment, or by --param: namespace, vendorName, apiTokenHashes, auth, stsRegion, corsOrigins, webhookUrl, webhookHosts, webhookPorts.';
      resolve(`${error instanceof Error ? error.message : String(error)} ${how}`);
    });
    start.once('exit', () => {
      resolve(undefined);
    });
  });
}
