import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand, DynamoDBClient, type TableDescription } from '@aws-sdk/client-dynamodb';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { HeadBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { GetParametersByPathCommand, SSMClient } from '@aws-sdk/client-ssm';
import { tokensPathOf } from '../../../lib/gateways/config/tokenHashes.ts';
import type { ClientConfig } from '../framework.ts';
import { tableName, urlSuffix, type Place } from '../place.ts';
import { publishedIn } from '../templatesPlace.ts';
import type { Planned } from './planned.ts';
import { blocksPublicPolicies } from './publicAccessBlock.ts';

/** What the account answered to one question, or why it did not answer, such as a missing permission. */
export type Answer<T> = { readonly value: T } | { readonly refusal: string };

/** What a deploy has to know about the account. */
export interface AccountAnswers {
  /** The status of the stack. Undefined if there is no stack. */
  readonly stack: Answer<string | undefined>;
  /** The state table. Undefined if there is none. */
  readonly table: Answer<TableDescription | undefined>;
  /** The name of the stack that the table belongs to. Undefined if it belongs to none. */
  readonly tableOwner: Answer<string | undefined>;
  /** The bucket of the templates. `hidden`: it belongs to another account, or the credentials may not list it. */
  readonly bucket: Answer<'ours' | 'hidden' | 'missing'>;
  /** The name of the stack that the bucket belongs to. Undefined if it belongs to none. */
  readonly bucketOwner: Answer<string | undefined>;
  readonly blocksPublicPolicies: Answer<boolean>;
  /** The concurrent executions that Lambda allows in the account and region. */
  readonly concurrency: Answer<number>;
  /** The values of the SSM parameters with tokens, by the name of the caller. Empty if the deploy has none in SSM. */
  readonly tokens: Answer<ReadonlyMap<string, string>>;
}

/**
 * Asks the account. Every call only reads. A call that fails does not throw: its answer is the reason.
 *
 * @param endpoint where all services are called. Undefined: AWS.
 */
export async function askAccount(
  config: ClientConfig,
  { place, templates, hasTokensInSsm }: Pick<Planned, 'place' | 'templates' | 'hasTokensInSsm'>,
  endpoint: string | undefined,
): Promise<AccountAnswers> {
  const settings = { ...config, ...(endpoint !== undefined && { endpoint, forcePathStyle: true }) };
  const formation = new CloudFormationClient(settings);
  const { bucket, region } = publishedIn(templates, place);
  const ownerOf = (PhysicalResourceId: string) =>
    missingAs(undefined, async () => {
      const found = await formation.send(new DescribeStackResourcesCommand({ PhysicalResourceId }));
      return found.StackResources?.[0]?.StackName;
    });
  const [stack, table, tableOwner, bucketFound, bucketOwner, blocks, concurrency, tokens] = await Promise.all([
    missingAs(undefined, async () => {
      const found = await formation.send(new DescribeStacksCommand({ StackName: place.namespace }));
      return found.Stacks?.[0]?.StackStatus;
    }),
    missingAs(undefined, async () => {
      const client = new DynamoDBClient(settings);
      return (await client.send(new DescribeTableCommand({ TableName: tableName(place) }))).Table;
    }),
    ownerOf(tableName(place)),
    answerOf(() => findBucket(new S3Client({ ...settings, region }), bucket, place.accountId)),
    ownerOf(bucket),
    answerOf(() => {
      const { credentials } = config;
      if (credentials === undefined) throw new Error('there are no credentials');
      return blocksPublicPolicies(credentials, place.accountId, place.region, endpoint ?? s3Control(place));
    }),
    answerOf(async () => {
      const { AccountLimit } = await new LambdaClient(settings).send(new GetAccountSettingsCommand());
      if (AccountLimit?.ConcurrentExecutions === undefined) throw new Error('Lambda did not name its limit');
      return AccountLimit.ConcurrentExecutions;
    }),
    answerOf(async () => {
      return hasTokensInSsm
        ? parametersUnder(new SSMClient(settings), tokensPathOf(place.namespace))
        : new Map<string, string>();
    }),
  ]);
  return {
    stack,
    table,
    tableOwner,
    bucket: bucketFound,
    bucketOwner,
    blocksPublicPolicies: blocks,
    concurrency,
    tokens,
  };
}

async function answerOf<T>(ask: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await ask() };
  } catch (error) {
    const [message = ''] = String(error).split('\n');
    return { refusal: message };
  }
}

/** Takes an answer that there is no such table, stack or resource as the value `missing`. */
async function missingAs<T>(missing: T, ask: () => Promise<T>): Promise<Answer<T>> {
  const answer = await answerOf(ask);
  return 'refusal' in answer && /ResourceNotFound|does not exist/.test(answer.refusal) ? { value: missing } : answer;
}

async function findBucket(s3: S3Client, Bucket: string, ExpectedBucketOwner: string) {
  try {
    await s3.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner }));
    return 'ours';
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 404) return 'missing';
    if (status === 403) return 'hidden';
    throw error;
  }
}

async function parametersUnder(ssm: SSMClient, Path: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let NextToken: string | undefined;
  do {
    const page = await ssm.send(new GetParametersByPathCommand({ Path, WithDecryption: true, NextToken }));
    for (const { Name = '', Value = '' } of page.Parameters ?? []) found.set(Name.slice(Path.length + 1), Value);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

const s3Control = ({ accountId, region }: Place) => `https://${accountId}.s3-control.${region}.${urlSuffix(region)}`;
