import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { startAws, type AwsOptions, type LocalAws } from '../../../local/aws/index.ts';

export const vendor = { accessKeyId: 'LKIALATCHKEYLOCAL000', secretAccessKey: 'test' };
export const rootOf = (accountId: string) => ({ accessKeyId: accountId, secretAccessKey: 'test' });
export const tenant = '111122223333';

/** Starts a local AWS in memory on a free port, with clients. */
export async function useAws(options: Partial<AwsOptions> = {}) {
  const aws = await startAws({ port: 0, dataDir: ':memory:', templates: new Map(), ...options });
  return { aws, ...clientsOf(aws), control: controlOf(aws) };
}

export function clientsOf({ url }: Pick<LocalAws, 'url'>) {
  /** Without retries, so that a test gets the first answer. */
  const settings = (credentials: Credentials) => ({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 });
  return {
    sts: (credentials: Credentials = vendor) => new STSClient(settings(credentials)),
    iam: (credentials: Credentials = rootOf(tenant)) => new IAMClient(settings(credentials)),
    dynamoDb: (credentials: Credentials = vendor) => new DynamoDBClient(settings(credentials)),
    sqs: (credentials: Credentials = vendor) => new SQSClient(settings(credentials)),
  };
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Calls `/_sandbox/{path}`. */
function controlOf({ url }: LocalAws) {
  return async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}/_sandbox/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const json: unknown = await answer.json();
    return { status: answer.status, json };
  };
}
