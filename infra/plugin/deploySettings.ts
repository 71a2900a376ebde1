import { ConfigError, readConfig } from '../../lib/gateways/config.ts';
import { isRegion, partitionNames } from '../../lib/partitions.ts';
import type { DeploySettings } from './framework.ts';

/** Stand-ins for what CloudFormation fills in, so that the rest can be read as a function will read it. */
const filledInByCloudFormation = {
  LATCHKEY_VENDOR_ACCOUNT_ID: '999988887777',
  LATCHKEY_TEMPLATES_URL: 'https://bucket.example/templates',
};

/**
 * Why a deploy would give functions that refuse to start: a sentence that names the first setting that is missing or
 * wrong, and what it has to be. Undefined where all is well.
 *
 * @param environment what serverless.yml gives every function, its defaults included
 * @param given the settings that have no default in a deploy
 */
export function deployProblem(
  environment: Readonly<Record<string, string>>,
  given: DeploySettings,
  region: string,
): string | undefined {
  try {
    readConfig({
      ...environment,
      ...filledInByCloudFormation,
      LATCHKEY_PARTITION: partitionNames.find((partition) => isRegion(partition, region)),
      AWS_REGION: region,
      LATCHKEY_NAMESPACE: given.namespace ?? undefined,
      LATCHKEY_VENDOR_NAME: given.vendorName ?? undefined,
      LATCHKEY_API_TOKEN_HASHES: given.apiTokenHashes ?? undefined,
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return `${error.message} Set it in the environment, or by --param: namespace, vendorName, apiTokenHashes, stsRegion.`;
  }
}
