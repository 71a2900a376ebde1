import { CreateUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { givenAnswer } from '../../local/aws/errors.ts';
import { tenant, useAws } from '../local/aws/clients.ts';

let local: Awaited<ReturnType<typeof useAws>>;

beforeAll(async () => {
  local = await useAws();
});

afterAll(() => local.aws.close());

beforeEach(async () => {
  await local.control('DELETE', 'faults');
  await local.control('DELETE', 'calls');
});

const RoleArn = `arn:aws:iam::${tenant}:role/latchkey-bootstrap-tutum`;
const calls = {
  iam: () => local.iam().send(new CreateUserCommand({ UserName: 'never' })),
  sts: () => local.sts().send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' })),
  dynamodb: () => local.dynamoDb().send(new ListTablesCommand()),
  sqs: () => local.sqs().send(new ListQueuesCommand({})),
} as const;

const denied = (action: string, resource: string, why: string) =>
  `User: arn:aws:sts::999988887777:assumed-role/latchkey-work/run is not authorized to perform: ${action} on resource: ${resource} ${why}`;

interface Case {
  readonly name: string;
  readonly source: string;
  readonly service: keyof typeof calls;
  readonly answer: Readonly<Record<string, unknown>>;
  /** The error that the SDK throws for this answer. */
  readonly error: object;
}

const words = 'IAM User Guide, "Troubleshoot access denied error messages"';
const scp = denied(
  'iam:CreateUser',
  `arn:aws:iam::${tenant}:user/never`,
  'with an explicit deny in a service control policy',
);
const rcp = denied('sts:AssumeRole', RoleArn, 'with an explicit deny in a resource control policy');
const disabled =
  'STS is not activated in this region for account:111122223333. Your account administrator can activate STS in this region using the IAM Console.';
const ec2 =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>Request limit exceeded.</Message></Error></Errors><RequestID>1</RequestID></Response>';

const cases: readonly Case[] = [
  {
    name: 'a denial by a service control policy, with the exact message',
    source: words,
    service: 'iam',
    answer: { status: 403, code: 'AccessDenied', message: scp },
    error: { Code: 'AccessDenied', message: scp, $metadata: { httpStatusCode: 403 } },
  },
  {
    name: 'a denial by a resource control policy, with the exact message',
    source: words,
    service: 'sts',
    answer: { status: 403, code: 'AccessDenied', message: rcp },
    error: { Code: 'AccessDenied', message: rcp, $metadata: { httpStatusCode: 403 } },
  },
  {
    name: 'a message with characters that XML has to escape',
    source: 'XML 1.0, "Character Data and Markup"',
    service: 'iam',
    answer: { status: 400, code: 'InvalidInput', message: '<a> & "b"' },
    error: { Code: 'InvalidInput', message: '<a> & "b"' },
  },
  {
    name: 'a region that is not enabled',
    source: 'turbot/steampipe-plugin-aws#1510',
    service: 'sts',
    answer: { status: 403, code: 'RegionDisabledException', message: disabled },
    error: { name: 'RegionDisabledException', message: disabled, $metadata: { httpStatusCode: 403 } },
  },
  {
    name: 'an error code that the service does not declare',
    source: 'AWS STS API reference, "Common Error Types"',
    service: 'sts',
    answer: { status: 400, code: 'OptInRequired', message: 'You are not subscribed.' },
    error: { name: 'OptInRequired', message: 'You are not subscribed.', $metadata: { httpStatusCode: 400 } },
  },
  {
    name: 'an error of DynamoDB in JSON',
    source: 'DynamoDB API reference, "Common Error Types"',
    service: 'dynamodb',
    answer: { status: 400, code: 'ProvisionedThroughputExceededException', message: 'Too much.' },
    error: { name: 'ProvisionedThroughputExceededException', message: 'Too much.', $metadata: { httpStatusCode: 400 } },
  },
  {
    name: 'an error of SQS in JSON',
    source: 'SQS API reference, "Common Error Types"',
    service: 'sqs',
    answer: { status: 403, code: 'OverLimit', message: 'Too many.' },
    error: { name: 'OverLimit', message: 'Too many.', $metadata: { httpStatusCode: 403 } },
  },
  {
    name: 'a status other than the usual one for the code',
    source: 'the SDKs read both',
    service: 'dynamodb',
    answer: { status: 503, code: 'AccessDenied', message: 'No.' },
    error: { name: 'AccessDenied', $metadata: { httpStatusCode: 503 } },
  },
  {
    name: 'a 429 without a body',
    source: 'RFC 6585, "429 Too Many Requests"',
    service: 'iam',
    answer: { status: 429 },
    error: { $metadata: { httpStatusCode: 429 } },
  },
  {
    name: 'an error in the XML format of EC2',
    source: 'Amazon EC2 Developer Guide, "Error codes for the Amazon EC2 API"',
    service: 'iam',
    answer: { status: 503, body: ec2, contentType: 'text/xml' },
    error: { $metadata: { httpStatusCode: 503 } },
  },
  {
    name: 'an HTML page of a proxy',
    source: 'RFC 9110, "502 Bad Gateway"',
    service: 'iam',
    answer: { status: 502, body: '<html><body><hr>Bad Gateway</body></html>', contentType: 'text/html' },
    error: { $response: { statusCode: 502 } },
  },
  {
    name: 'a 200 whose body is not XML',
    source: 'a captive portal',
    service: 'iam',
    answer: { status: 200, body: 'Welcome to our network. Please <b>sign in', contentType: 'text/html' },
    error: { $response: { statusCode: 200 } },
  },
];

test.each(cases)(
  'the SDK gets the injected answer of $service: $name ($source)',
  async ({ service, answer, error }) => {
    const given = await local.control('POST', 'faults', {
      operation: `${service}:*`,
      kind: 'answer',
      ...answer,
      times: 1,
    });
    expect(given.status).toBe(201);
    await expect(calls[service]()).rejects.toMatchObject(error);
    expect((await local.iam().send(new ListUsersCommand())).Users).toEqual([]);
  },
);

const empty = { code: undefined, message: '', body: undefined, contentType: undefined };

test.each([
  { name: 'only a status', service: 'iam', answer: { status: 429 }, headers: {}, body: '' },
  {
    name: 'the unchanged body, and its content type',
    service: 'iam',
    answer: { status: 502, body: '<no>', contentType: 'text/html' },
    headers: { 'content-type': 'text/html' },
    body: '<no>',
  },
  {
    name: 'the body instead of an error with the code',
    service: 'iam',
    answer: { status: 503, code: 'Slow', body: 'no' },
    headers: {},
    body: 'no',
  },
  {
    name: 'a body without a content type',
    service: 'sqs',
    answer: { status: 200, body: 'no' },
    headers: {},
    body: 'no',
  },
  {
    name: 'an error in XML',
    service: 'sts',
    answer: { status: 403, code: 'AccessDenied' },
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'r' },
    body: '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message></Message></Error><RequestId>r</RequestId></ErrorResponse>',
  },
  {
    name: 'an error in JSON, with a header for the code in the query protocol',
    service: 'sqs',
    answer: { status: 503, code: 'Slow', message: 'Down.' },
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': 'r',
      'x-amzn-query-error': 'Slow;Receiver',
    },
    body: '{"__type":"com.amazon.coral.service#Slow","message":"Down."}',
  },
] as const)('an injected answer of $service is sent as $name', ({ service, answer, headers, body }) => {
  expect(givenAnswer(service, { ...empty, ...answer }, 'r')).toMatchObject({ statusCode: answer.status, body });
  expect(givenAnswer(service, { ...empty, ...answer }, 'r').headers).toEqual(headers);
});

test('the log of calls contains the injected answers', async () => {
  for (const answer of [
    { status: 429 },
    { status: 403, code: 'AccessDenied' },
    { status: 503, code: 'Slow', body: 'x' },
  ]) {
    await local.control('POST', 'faults', { operation: 'iam:ListUsers', kind: 'answer', ...answer, times: 1 });
    await expect(local.iam().send(new ListUsersCommand())).rejects.toThrow();
  }
  const { json } = await local.control('GET', 'calls');
  expect(json).toMatchObject({ calls: [{ outcome: 'HTTP 429' }, { outcome: 'AccessDenied' }, { outcome: 'Slow' }] });
});

test('of two injected answers the first is sent, after the delay of another fault, and the call is not carried out', async () => {
  const answer = { operation: 'iam:CreateUser', kind: 'answer', times: 1 };
  await local.control('POST', 'faults', { ...answer, status: 403, code: 'First' });
  await local.control('POST', 'faults', { ...answer, status: 403, code: 'Second' });
  await local.control('POST', 'faults', { operation: 'iam:CreateUser', kind: 'delay', ms: 1, times: 1 });
  await expect(calls.iam()).rejects.toMatchObject({ Code: 'First' });
  await expect(calls.iam()).resolves.toBeDefined();
});
