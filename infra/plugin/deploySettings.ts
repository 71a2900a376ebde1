import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { isRegion, partitionNames } from '../../lib/core/partitions.ts';
import type { DeploySettings } from './framework.ts';

/** Example values for the settings that CloudFormation fills in. They only have to be well-formed. */
const cloudFormationExamples = {
  LATCHKEY_VENDOR_ACCOUNT_ID: '999988887777',
  LATCHKEY_TEMPLATES_URL: 'https://bucket.example/templates',
};

/**
 * Returns why the deployed functions would not start: a sentence that names the first missing or wrong setting and says
 * what it has to be. Returns undefined if they would start.
 *
 * Reads the configuration in a thread that has the environment of the functions, because a function reads its
 * configuration when the module is loaded. Also checks the lengths of names.
 *
 * @param environment the environment that serverless.yml sets for every function, including its defaults
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
    ...cloudFormationExamples,
    LATCHKEY_PARTITION: partitionNames.find((partition) => isRegion(partition, region)),
    AWS_REGION: region,
    LATCHKEY_NAMESPACE: given.namespace ?? undefined,
    LATCHKEY_VENDOR_NAME: given.vendorName ?? undefined,
    LATCHKEY_API_TOKEN_HASHES: given.apiTokenHashes ?? undefined,
  };
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
  return new Promise((resolve) => {
    const start = new Worker(join(projectDirectory, 'infra/plugin/checkConfig.ts'), { env: set });
    start.once('error', (error) => {
      const how =
        'Set it in the environment, or by --param: namespace, vendorName, apiTokenHashes, operatorTokenHashes, auth, stsRegion, corsOrigins, webhookUrl, webhookHosts, webhookPorts, tenantCap, pageUrl, retentionDays, indexShards, mostIndexShards.';
      resolve(`${error instanceof Error ? error.message : String(error)} ${how}`);
    });
    start.once('exit', () => {
      resolve(undefined);
    });
  });
}
