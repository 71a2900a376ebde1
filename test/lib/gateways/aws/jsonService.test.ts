import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { AwsFailure } from '../../../../lib/core/awsFailure.ts';
import { jsonService, type JsonCall } from '../../../../lib/gateways/aws/jsonService.ts';

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let server: Server;
let received: Received[];
let answer: { status: number; body: string; headers?: Record<string, string> } | 'hang up' | 'nothing';
let call: JsonCall;

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ method: request.method, url: request.url, headers: request.headers, body });
      if (answer === 'hang up') request.socket.destroy();
      else if (answer !== 'nothing') response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${String(address.port)}`;
  call = jsonService('dynamodb', { partition: 'aws', requestTimeoutMs: 500 });
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  received = [];
  answer = { status: 200, body: '{}' };
  process.env['AWS_SESSION_TOKEN'] = 'session';
});

const failureOf = async (failing: Promise<unknown>): Promise<AwsFailure> => {
  const error: unknown = await failing.catch((reason: unknown) => reason);
  if (error instanceof AwsFailure) return error;
  throw new Error(`no AwsFailure: ${String(error)}`);
};

test('a call is one signed POST of JSON that names the action, and its answer what AWS said', async () => {
  answer = { status: 200, body: '{"Item":{"pk":{"S":"ö"}}}' };
  await expect(call('GetItem', { TableName: 'table' })).resolves.toEqual({ Item: { pk: { S: 'ö' } } });
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({
    method: 'POST',
    url: '/',
    body: '{"TableName":"table"}',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.GetItem',
      'x-amz-security-token': 'session',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=none\/\d{8}\/us-east-1\/dynamodb\/aws4_request/,
      ),
    },
  });
});

test.each([
  { status: 400, type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', outcome: 'refused' },
  { status: 400, type: 'com.amazon.coral.availability#ThrottlingException', outcome: 'refused' },
  { status: 500, type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', outcome: 'unknown' },
])('$type with $status is a failure by its bare code, $outcome', async ({ status, type, outcome }) => {
  answer = { status, body: JSON.stringify({ __type: type, message: 'why' }), headers: { 'x-amzn-requestid': 'r-1' } };
  expect(await failureOf(call('PutItem', {}))).toMatchObject({
    operation: 'dynamodb:PutItem',
    code: type.slice(type.indexOf('#') + 1),
    message: 'why',
    outcome,
    requestId: 'r-1',
  });
  expect(received).toHaveLength(1);
});

test.each([
  { what: 'a server error of something in between', given: { status: 502, body: '<html>' } },
  { what: 'a connection that is cut', given: 'hang up' as const },
  { what: 'no answer within the request timeout', given: 'nothing' as const },
])('$what is of unknown outcome, and not sent again', async ({ given }) => {
  answer = given;
  expect(await failureOf(call('PutItem', {}))).toMatchObject({ outcome: 'unknown' });
  expect(received).toHaveLength(1);
});
