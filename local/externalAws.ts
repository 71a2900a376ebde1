import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { resolve } from 'node:path';
import { localRegion } from './region.ts';
import { readInfrastructure } from './aws/infra.ts';
import { enterEnvironment, localEnvironment } from './environment.ts';
import { lagWindows } from './lagWindows.ts';
import { clientTimeouts, createMissing } from './createMissing.ts';
import { SettingError, type Settings } from './settings.ts';

/** An AWS endpoint that Latchkey did not start, such as another emulator. */
export interface ExternalAws {
  readonly url: string;
  /**
   * The environment of the functions: that of the local stack, with the endpoint, credentials and account of this AWS.
   */
  readonly environment: Readonly<Record<string, string>>;
}

/** The path under which the API serves the bootstrap templates if there is no sandbox. */
export const templatesPath = '/_templates';

/**
 * Returns AWS_ENDPOINT_URL without trailing slashes, or undefined if it is not set.
 * @throws SettingError if it is not an HTTP or HTTPS URL.
 */
export function externalEndpoint(env: NodeJS.ProcessEnv): string | undefined {
  const url = env['AWS_ENDPOINT_URL'];
  if (url === undefined || url === '') return undefined;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url.replace(/\/+$/, '');
  throw new SettingError(`AWS_ENDPOINT_URL must be the URL of an AWS endpoint, not ${JSON.stringify(url)}.`);
}

/**
 * Sets this process's environment to use the endpoint with the credentials of `env`, and creates the table and the
 * queues that are missing there.
 * @throws SettingError if there are no credentials, or if the endpoint does not answer.
 */
export async function useExternalAws(
  url: string,
  { port, apiToken }: Pick<Settings, 'port' | 'apiToken'>,
  env: NodeJS.ProcessEnv,
): Promise<ExternalAws> {
  // A copy, because `enterEnvironment` below deletes the AWS settings from the environment of the process.
  const given = { ...env };
  const awsSettings = keptAwsSettings(given);
  if (awsSettings['AWS_ACCESS_KEY_ID'] === undefined || awsSettings['AWS_SECRET_ACCESS_KEY'] === undefined) {
    throw new SettingError(
      'AWS_ENDPOINT_URL is set, so calls are signed with your credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to credentials that the endpoint accepts.',
    );
  }
  const region = given['AWS_REGION'] || given['AWS_DEFAULT_REGION'] || localRegion;
  const common = {
    ...localEnvironment(url, apiToken, given),
    // In another AWS, changes may become visible as late as in the real one, so the functions wait as long as in a
    // deployment.
    ...lagWindows(true, given),
    // By default, launch links lead to the console of AWS. If the other AWS is a sandbox, the setting has the sandbox's
    // URL.
    LATCHKEY_CONSOLE_URL: given['LATCHKEY_CONSOLE_URL'] ?? '',
    ...awsSettings,
    AWS_REGION: region,
  };
  enterEnvironment(common);
  const accountId = given['LATCHKEY_VENDOR_ACCOUNT_ID'] || (await ownAccount(url));
  await createMissing(readInfrastructure(resolve('infra'), accountId, region)).catch((error: unknown) => {
    if (error instanceof SettingError) throw error;
    throw new SettingError(
      `The table and the queues could not be created at AWS_ENDPOINT_URL (${url}): ${reasonOf(error)}. Check that DynamoDB and SQS answer there and accept your credentials.`,
    );
  });
  const environment = {
    ...common,
    LATCHKEY_VENDOR_ACCOUNT_ID: accountId,
    LATCHKEY_TEMPLATES_URL: given['LATCHKEY_TEMPLATES_URL'] || `http://127.0.0.1:${port}${templatesPath}`,
  };
  enterEnvironment(environment);
  return { url, environment };
}

/** Returns the credentials and the endpoints of single services, and no other AWS setting, such as a profile. */
function keptAwsSettings(given: NodeJS.ProcessEnv): Record<string, string> {
  const isKept = (name: string) =>
    /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|ENDPOINT_URL_(STS|IAM|DYNAMODB|SQS))$/.test(name);
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      isKept(name) && value !== undefined && value !== '' ? [[name, value]] : [],
    ),
  );
}

/** Returns the account of the credentials, which the bootstrap roles have to trust. */
async function ownAccount(url: string): Promise<string> {
  const sts = new STSClient({ ...clientTimeouts, maxAttempts: 1 });
  try {
    const { Account = '' } = await sts.send(new GetCallerIdentityCommand());
    if (/^\d{12}$/.test(Account)) return Account;
    throw new Error(`its answer has the account '${Account}'`);
  } catch (error) {
    throw new SettingError(
      `STS at AWS_ENDPOINT_URL (${url}) did not return the account of the credentials: ${reasonOf(error)}. Check that it runs and accepts your credentials, or set LATCHKEY_VENDOR_ACCOUNT_ID.`,
    );
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (error.message || error.name).replace(/\.$/, '');
}
