import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { sdkAliases, sdkModules } from '../../../infra/plugin/sdkModules.ts';

interface Call {
  readonly service: 'dynamodb' | 'iam' | 'sqs' | 'ssm' | 'sts';
  readonly command: string;
  /** The input, as an expression of JavaScript. */
  readonly input: string;
  readonly answer: string;
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly region?: string;
}

/** An error of the Query protocol. */
const errorXml = (code: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>Not &lt;here&gt;</Message></Error><RequestId>r-7</RequestId></ErrorResponse>`;
const answerXml = (action: string, result: string) =>
  `<${action}Response><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>r-7</RequestId></ResponseMetadata></${action}Response>`;
const user =
  '<User><Path>/a/</Path><UserName>ü</UserName><UserId>AID</UserId><Arn>arn</Arn><CreateDate>2026-11-28T20:39:52Z</CreateDate>' +
  '<PasswordLastUsed>2026-11-28T20:39:52.125+01:30</PasswordLastUsed>' +
  '<Tags><member><Key>a</Key><Value>1 &amp; 2</Value></member><member><Key>b</Key><Value/></member></Tags></User>';
const text = String.raw`'a"b\\c\n\u0001\u2028/ü€\u{1f511}\ud800'`;
const item = `{ S: { S: ${text} }, N: { N: '12345678901234567890.5' }, T: { BOOL: true }, F: { BOOL: false }, Z: { NULL: true },
  E: { S: '' }, B: { B: new Uint8Array([0, 250, 255]) }, SS: { SS: ['a', 'ü'] }, NS: { NS: ['1'] },
  L: { L: [{ S: 'x' }, { L: [] }, { M: {} }] }, M: { M: { 'ü "': { S: 'y' }, deep: { M: { n: { N: '-1' } } } } } }`;
const itemJson = JSON.stringify({
  S: { S: 'ü\u{1f511}' },
  N: { N: '12345678901234567890.5' },
  B: { B: 'APr/' },
  L: { L: [{ BOOL: false }, { NULL: true }, { BS: ['AAE='] }] },
  M: { M: { a: { M: { b: { S: '' } } } } },
});
const table = "TableName: 't', Key: { PK: { S: 'p' } }";
const assumption =
  "{ RoleArn: 'arn:aws:iam::1:role/r', RoleSessionName: 's', ExternalId: 'x y+z', DurationSeconds: 900 }";
const session = answerXml(
  'AssumeRole',
  '<AssumedRoleUser><Arn>arn</Arn><AssumedRoleId>A:s</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2026-11-28T20:39:52Z</Expiration></Credentials>',
);

const calls: readonly Call[] = [
  {
    service: 'dynamodb',
    command: 'PutItem',
    input: `{ TableName: 't', Item: ${item}, ExpressionAttributeNames: { '#a': 'b' }, ReturnValues: undefined }`,
    answer: '{}',
  },
  {
    service: 'dynamodb',
    command: 'GetItem',
    input: `{ ${table}, ConsistentRead: true }`,
    answer: `{"Item":${itemJson}}`,
  },
  {
    service: 'dynamodb',
    command: 'Query',
    input: `{ TableName: 't', Limit: 7, ExpressionAttributeValues: { ':a': { S: 'b' } } }`,
    answer: `{"Items":[${itemJson},{}],"Count":2,"ConsumedCapacity":{"TableName":"t","CapacityUnits":0.5}}`,
  },
  {
    service: 'dynamodb',
    command: 'BatchGetItem',
    input: `{ RequestItems: { t: { Keys: [{ PK: { S: 'p' } }] } } }`,
    answer: `{"Responses":{"t":[${itemJson}]},"UnprocessedKeys":{}}`,
  },
  {
    service: 'dynamodb',
    command: 'DeleteItem',
    input: `{ ${table} }`,
    status: 400,
    answer: `{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no","Item":${itemJson}}`,
  },
  {
    service: 'dynamodb',
    command: 'GetItem',
    input: `{ ${table} }`,
    status: 400,
    answer:
      '{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"slow","throttlingReasons":[{"reason":"r","resource":"s"}]}',
  },
  {
    service: 'dynamodb',
    command: 'GetItem',
    input: `{ ${table} }`,
    status: 500,
    answer: '<html>',
    region: 'eu-north-1',
  },
  {
    service: 'sqs',
    command: 'SendMessage',
    input: `{ QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/q', MessageBody: ${text.replace(String.raw`\ud800`, '')}, DelaySeconds: 3 }`,
    answer: '{"MessageId":"m"}',
  },
  {
    service: 'sqs',
    command: 'GetQueueUrl',
    input: "{ QueueName: 'q' }",
    status: 400,
    headers: { 'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender' },
    answer: '{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"none"}',
  },
  {
    service: 'ssm',
    command: 'GetParameter',
    input: "{ Name: 'n', WithDecryption: true }",
    answer: '{"Parameter":{"Name":"n","Value":"ü","Version":3,"LastModifiedDate":1700000000.123}}',
  },
  {
    service: 'ssm',
    command: 'GetParameter',
    input: "{ Name: 'n' }",
    status: 400,
    answer: '{"__type":"ParameterNotFound","message":"none"}',
  },
  {
    service: 'iam',
    command: 'CreateUser',
    input: `{ UserName: 'ü', Path: '/a b/', Tags: [{ Key: 'a', Value: '1&2' }, { Key: 'b', Value: '' }] }`,
    answer: answerXml('CreateUser', user),
  },
  {
    service: 'iam',
    command: 'GetUser',
    input: "{ UserName: 'u' }",
    region: 'cn-north-1',
    answer: answerXml('GetUser', user.replace(/<Tags>.*<\/Tags>/, '')),
  },
  {
    service: 'iam',
    command: 'GetPolicy',
    input: "{ PolicyArn: 'p' }",
    region: 'us-gov-west-1',
    answer: answerXml(
      'GetPolicy',
      '<Policy><PolicyName>p</PolicyName><AttachmentCount>12</AttachmentCount><IsAttachable>true</IsAttachable><Tags/></Policy>',
    ),
  },
  {
    service: 'iam',
    command: 'ListAccessKeys',
    input: "{ UserName: 'u', MaxItems: 7 }",
    answer: answerXml(
      'ListAccessKeys',
      '<IsTruncated>false</IsTruncated><AccessKeyMetadata><member><AccessKeyId>A</AccessKeyId><Status>Active</Status><CreateDate>2026-11-28T20:39:52Z</CreateDate></member></AccessKeyMetadata>',
    ),
  },
  {
    service: 'iam',
    command: 'ListUserPolicies',
    input: "{ UserName: 'u' }",
    answer: answerXml('ListUserPolicies', '<PolicyNames/><IsTruncated>true</IsTruncated><Marker>m</Marker>'),
  },
  {
    service: 'iam',
    command: 'DeleteUser',
    input: "{ UserName: 'u' }",
    answer: '<DeleteUserResponse><ResponseMetadata><RequestId>r-7</RequestId></ResponseMetadata></DeleteUserResponse>',
  },
  {
    service: 'iam',
    command: 'GetUser',
    input: "{ UserName: 'u' }",
    answer: answerXml('GetUser', user.replace('2026-11-28T', 'yesterday ')),
  },
  { service: 'iam', command: 'DeleteUser', input: "{ UserName: 'u' }", status: 404, answer: errorXml('NoSuchEntity') },
  { service: 'iam', command: 'DeleteUser', input: "{ UserName: 'u' }", status: 403, answer: errorXml('OfTomorrow') },
  { service: 'sts', command: 'AssumeRole', input: assumption, answer: session },
  { service: 'sts', command: 'AssumeRole', input: assumption, answer: session, region: 'us-east-1' },
  {
    service: 'sts',
    command: 'GetCallerIdentity',
    input: '{}',
    status: 403,
    answer: errorXml('ExpiredToken'),
    region: 'cn-northwest-1',
  },
  {
    service: 'iam',
    command: 'DeleteUser',
    input: "{ UserName: 'u' }",
    status: 502,
    answer: '<html>Bad <b>Gateway</html>',
  },
  { service: 'iam', command: 'DeleteUser', input: "{ UserName: 'u' }", status: 503, answer: '' },
  { service: 'iam', command: 'DeleteUser', input: "{ UserName: 'u' }", status: 404, answer: '' },
  { service: 'sqs', command: 'GetQueueUrl', input: "{ QueueName: 'q' }", status: 403, answer: '' },
  { service: 'sqs', command: 'GetQueueUrl', input: "{ QueueName: 'q' }", answer: '', region: 'cn-north-1' },
  {
    service: 'sqs',
    command: 'GetQueueUrl',
    input: "{ QueueName: 'q' }",
    status: 400,
    headers: { 'x-amzn-errortype': 'com.amazonaws.sqs#QueueDoesNotExist:http://x' },
    answer: '{"message":"none"}',
  },
  {
    service: 'dynamodb',
    command: 'GetItem',
    input: `{ ${table} }`,
    status: 400,
    answer: 'null',
    region: 'us-gov-east-1',
  },
  {
    service: 'dynamodb',
    command: 'GetItem',
    input: `{ ${table} }`,
    status: 400,
    headers: { 'x-amzn-errortype': 'ExpiredTokenException' },
    answer: '{}',
  },
  { service: 'sts', command: 'AssumeRole', input: assumption, answer: '<html>', region: 'us-gov-west-1' },
];

const clientNames = { dynamodb: 'DynamoDB', iam: 'IAM', sqs: 'SQS', ssm: 'SSM', sts: 'STS' };

/** Returns the source of a module that makes the calls with the settings of `lib/gateways` and without a network. */
const source = () => `
  import { HttpResponse } from '@smithy/core/transport';
  import { Readable } from 'node:stream';
  import { clientSettings } from './lib/gateways/aws/clientSettings.ts';
  ${Object.entries(clientNames)
    .map(([service, name]) => {
      const commands = new Set(
        calls.flatMap((call) =>
          call.service === service ? `${call.command}Command as ${service}${call.command}` : [],
        ),
      );
      return `import { ${name}Client, ${[...commands].join(', ')} } from '@aws-sdk/client-${service}';`;
    })
    .join('\n')}
  const plain = (value) => JSON.parse(JSON.stringify(value, (_, each) => (each instanceof Uint8Array ? ['bytes', ...each] : each)));
  const made = async (service, Client, command, { region = 'eu-west-1', status = 200, headers = {}, answer }) => {
    let sent;
    const handle = async ({ method, protocol, hostname, path, query, headers: given, body }) => {
      const { authorization, 'x-amz-date': _, 'amz-sdk-invocation-id': __, 'user-agent': ___, ...others } = given;
      const scope = authorization.replace(/Signature=.*|\\/\\d{8}\\//g, '');
      sent = { method, protocol, hostname, path, query, headers: others, scope, body: Buffer.from(typeof body === 'string' ? body : new Uint8Array(body)).toString() };
      const answered = { date: new Date().toUTCString(), 'x-amzn-requestid': 'r-7', ...headers };
      return { response: new HttpResponse({ statusCode: status, headers: answered, body: Readable.from([Buffer.from(answer)]) }) };
    };
    const parts = { region, connections: { handle }, attempts: { maxAttempts: 1 } };
    const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: 'token' };
    const client = new Client({ ...clientSettings(service, parts), credentials });
    try {
      return plain({ answer: await client.send(command), sent });
    } catch (error) {
      const { $response, $responseBodyText, ...fields } = error;
      return plain({ sent, error: { ...fields, name: error.name, message: error.message } });
    }
  };
  export const results = () => Promise.all([
    ${calls.map((call) => `made('${call.service}', ${clientNames[call.service]}Client, new ${call.service}${call.command}(${call.input}), ${JSON.stringify(call)}),`).join('\n    ')}
  ]);`;

/** Returns what was sent and received in a bundle with the plugins. */
async function resultsWith(plugins: (typeof sdkModules)[], directory: string): Promise<readonly unknown[]> {
  const outfile = join(directory, `calls-${String(plugins.length)}.cjs`);
  await build({
    absWorkingDir: process.cwd(),
    stdin: { contents: source(), resolveDir: process.cwd(), loader: 'js' },
    outfile,
    plugins,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false },
    alias: sdkAliases(process.cwd()),
  });
  const loaded: unknown = createRequire(outfile)(outfile);
  return z
    .object({ results: z.custom<() => Promise<unknown[]>>((value) => typeof value === 'function') })
    .parse(loaded)
    .results();
}

let directory: string;
let [ofBundle, ofPackages]: (readonly unknown[])[] = [];
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-calls-'));
  [ofBundle, ofPackages] = await Promise.all([resultsWith([sdkModules], directory), resultsWith([], directory)]);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test.each(calls.map((call, index) => ({ ...call, index })))(
  'call $#: a bundle sends $service:$command and reads the answer as the package does',
  ({ index }) => {
    expect(ofBundle?.[index]).toMatchObject({ sent: { method: 'POST' } });
    expect(ofBundle?.[index]).toEqual(ofPackages?.[index]);
  },
);
