import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { resolve } from 'node:path';
import { localRegion } from './aws/index.ts';
import { readInfrastructure } from './aws/infra.ts';
import { enterEnvironment, localEnvironment } from './environment.ts';
import { impatient, makeMissing } from './missing.ts';
import { SettingError, type Settings } from './settings.ts';

/** An AWS that is up already: another emulator's. */
export interface Elsewhere {
  readonly url: string;
  /** What the functions get: as in the local stack, but for whose AWS it is. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Where the published templates are served when no sandbox does. */
export const templatesPath = '/_templates';

/** Undefined where no endpoint is set: then it is the sandbox's. */
export function endpointElsewhere(env: NodeJS.ProcessEnv): string | undefined {
  const url = env['AWS_ENDPOINT_URL'];
  if (url === undefined || url === '') return undefined;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url.replace(/\/+$/, '');
  throw new SettingError(`AWS_ENDPOINT_URL must be the URL of an AWS endpoint, not ${JSON.stringify(url)}.`);
}

/**
 * Makes this process's environment that of the endpoint, signing as the person who starts it does, and what is missing
 * there of the table and the queues.
 * @throws SettingError where there are no credentials, or the endpoint does not answer.
 */
export async function goElsewhere(
  url: string,
  { port, apiToken }: Pick<Settings, 'port' | 'apiToken'>,
  env: NodeJS.ProcessEnv,
): Promise<Elsewhere> {
  // A copy: entering an environment below changes the process's own, and what was asked for would be gone.
  const given = { ...env };
  const kept = ownAws(given);
  if (kept['AWS_ACCESS_KEY_ID'] === undefined || kept['AWS_SECRET_ACCESS_KEY'] === undefined) {
    throw new SettingError(
      'AWS_ENDPOINT_URL is set, so calls are signed with your credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to those that the endpoint takes.',
    );
  }
  const region = given['AWS_REGION'] || given['AWS_DEFAULT_REGION'] || localRegion;
  enterEnvironment({ ...localEnvironment(url, apiToken, given), ...kept, AWS_REGION: region });
  const accountId = given['LATCHKEY_VENDOR_ACCOUNT_ID'] || (await ownAccount(url));
  await makeMissing(readInfrastructure(resolve('infra'), accountId, region)).catch((error: unknown) => {
    if (error instanceof SettingError) throw error;
    throw new SettingError(
      `The table and the queues could not be made at AWS_ENDPOINT_URL (${url}): ${reasonOf(error)}. See that DynamoDB and SQS answer there, and take your credentials.`,
    );
  });
  const environment = {
    ...localEnvironment(url, apiToken, given),
    ...kept,
    AWS_REGION: region,
    LATCHKEY_VENDOR_ACCOUNT_ID: accountId,
    LATCHKEY_TEMPLATES_URL: given['LATCHKEY_TEMPLATES_URL'] || `http://127.0.0.1:${port}${templatesPath}`,
  };
  enterEnvironment(environment);
  return { url, environment };
}

/** Credentials, and endpoints of single services. Nothing else: no profile, no metadata service. */
function ownAws(given: NodeJS.ProcessEnv): Record<string, string> {
  const isOwn = (name: string) =>
    /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|ENDPOINT_URL_(STS|IAM|DYNAMODB|SQS))$/.test(name);
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      isOwn(name) && value !== undefined && value !== '' ? [[name, value]] : [],
    ),
  );
}

/** The account of the credentials: bootstrap roles are to trust it. */
async function ownAccount(url: string): Promise<string> {
  const sts = new STSClient({ ...impatient, maxAttempts: 1 });
  try {
    const { Account = '' } = await sts.send(new GetCallerIdentityCommand());
    if (/^\d{12}$/.test(Account)) return Account;
    throw new Error(`its account is '${Account}'`);
  } catch (error) {
    throw new SettingError(
      `STS at AWS_ENDPOINT_URL (${url}) did not say whose account this is: ${reasonOf(error)}. See that it is up and takes your credentials, or set LATCHKEY_VENDOR_ACCOUNT_ID.`,
    );
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (error.message || error.name).replace(/\.$/, '');
}
