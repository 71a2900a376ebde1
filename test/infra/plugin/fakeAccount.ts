import type { Received, ReceiverAnswer } from '../../support/receiver.ts';
import { startReceiver } from '../../support/receiver.ts';

export const accountId = '999988887777';

/** What an account answers to an operation: a body, S3 Control's or CloudFormation's XML, or an error code. */
export type Answers = Readonly<Record<string, ReceiverAnswer>>;

export const jsonAnswer = (value: unknown): ReceiverAnswer => ({ status: 200, body: JSON.stringify(value) });
export const jsonError = (code: string): ReceiverAnswer => ({ status: 400, body: JSON.stringify({ __type: code }) });
export const xmlError = (code: string, status = 400): ReceiverAnswer => ({
  status,
  body: `<ErrorResponse><Error><Code>${code}</Code><Message>${code}</Message></Error></ErrorResponse>`,
});
const missingStack: ReceiverAnswer = {
  status: 400,
  body: '<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>It does not exist</Message></Error></ErrorResponse>',
};
/** The URL of the API in the outputs of the stack. */
export const apiUrl = 'https://abc123.execute-api.eu-west-1.amazonaws.com';
export const stackIs = (status: string): ReceiverAnswer => ({
  status: 200,
  body: `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>example</StackName><StackStatus>${status}</StackStatus><Outputs><member><OutputKey>HttpApiUrl</OutputKey><OutputValue>${apiUrl}</OutputValue></member></Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
});
export const ownedBy = (stack: string): ReceiverAnswer => ({
  status: 200,
  body: `<DescribeStackResourcesResponse><DescribeStackResourcesResult><StackResources><member><StackName>${stack}</StackName></member></StackResources></DescribeStackResourcesResult></DescribeStackResourcesResponse>`,
});
export const publicAccess = (blocks: string): ReceiverAnswer => ({
  status: 200,
  body: `<PublicAccessBlockConfiguration>${blocks}</PublicAccessBlockConfiguration>`,
});

/** An account in which nothing was ever deployed and nothing is blocked. */
export const emptyAccount: Answers = {
  GetCallerIdentity: {
    status: 200,
    body: `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${accountId}</Account><Arn>arn:aws:iam::${accountId}:user/deployer</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  },
  DescribeStacks: missingStack,
  DescribeStackResources: missingStack,
  DescribeTable: jsonError('ResourceNotFoundException'),
  HeadBucket: { status: 404 },
  GetPublicAccessBlock: xmlError('NoSuchPublicAccessBlockConfiguration', 404),
  GetAccountSettings: jsonAnswer({ AccountLimit: { ConcurrentExecutions: 1000 } }),
  GetParametersByPath: jsonAnswer({ Parameters: [] }),
};

const formation = (operation: string, result: string): ReceiverAnswer => ({
  status: 200,
  body: `<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`,
});
const stackEvent = (id: string, status: string) =>
  `<member><EventId>${id}</EventId><StackName>example</StackName><LogicalResourceId>example</LogicalResourceId><ResourceType>AWS::CloudFormation::Stack</ResourceType><ResourceStatus>${status}</ResourceStatus></member>`;

/** An account whose first deploy was rolled back, and in which every step of the next one succeeds. */
export const afterRollback: Answers = {
  ...emptyAccount,
  DescribeStacks: stackIs('UPDATE_ROLLBACK_COMPLETE'),
  DescribeStackResource: formation(
    'DescribeStackResource',
    '<StackResourceDetail><PhysicalResourceId>deployment-bucket</PhysicalResourceId></StackResourceDetail>',
  ),
  HeadBucket: { status: 200 },
  ListObjectsV2: { status: 200, body: '<ListBucketResult></ListBucketResult>' },
  PutObject: { status: 200 },
  ValidateTemplate: formation('ValidateTemplate', ''),
  DeleteChangeSet: formation('DeleteChangeSet', ''),
  CreateChangeSet: formation('CreateChangeSet', '<Id>change</Id><StackId>example</StackId>'),
  DescribeChangeSet: formation(
    'DescribeChangeSet',
    '<Status>CREATE_COMPLETE</Status><ChangeSetName>change</ChangeSetName><StackId>example</StackId><Changes><member><Type>Resource</Type></member></Changes>',
  ),
  ExecuteChangeSet: formation('ExecuteChangeSet', ''),
  DescribeStackEvents: formation(
    'DescribeStackEvents',
    `<StackEvents>${stackEvent('2', 'UPDATE_COMPLETE')}${stackEvent('1', 'UPDATE_IN_PROGRESS')}</StackEvents>`,
  ),
  ListStackResources: formation('ListStackResources', '<StackResourceSummaries></StackResourceSummaries>'),
  DescribeTable: jsonAnswer({ Table: { DeletionProtectionEnabled: false } }),
  DescribeStackResources: ownedBy('example'),
  UpdateTable: jsonAnswer({}),
};

/** Starts an AWS on 127.0.0.1 that answers these operations, and refuses all others. */
export async function startAccount(answers: () => Answers) {
  const refused: ReceiverAnswer = { status: 403, body: jsonError('AccessDeniedException').body ?? '' };
  return startReceiver((received) => answers()[operationOf(received)] ?? refused);
}

/** Returns the name of the operation that a request asks for. */
export function operationOf({ url = '', headers, body }: Received): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? '';
  if (url.startsWith('/v20180820/')) return 'GetPublicAccessBlock';
  if (url.startsWith('/2016-08-19/')) return 'GetAccountSettings';
  // The SDK of JavaScript adds the name of an S3 operation to some of its URLs.
  const [, s3Operation] = /[?&]x-id=(\w+)/.exec(url) ?? [];
  if (s3Operation !== undefined) return s3Operation;
  if (url.includes('list-type=2')) return 'ListObjectsV2';
  if (url.startsWith('/v2/apis/')) return 'GetApi';
  return new URLSearchParams(body).get('Action') ?? 'HeadBucket';
}
