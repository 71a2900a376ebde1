import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { AwsFailure } from '../../../../lib/core/awsFailure.ts';
import { tenantAccounts } from '../../../../lib/gateways/aws/tenantAccounts.ts';
import { LeaseLost } from '../../../../lib/core/controlFlowErrors.ts';
import type { TenantAccounts } from '../../../../lib/account/ports.ts';
import type { CallGuard } from '../../../../lib/core/ports.ts';

interface Received {
  readonly method: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Readonly<Record<string, string>>;
}

let server: Server;
let received: Received[];
let answer: { status: number; body: string; headers?: Record<string, string> } | 'hang up' | 'nothing';
let accounts: TenantAccounts;

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method, headers } = request;
      received.push({ method, headers, body: Object.fromEntries(new URLSearchParams(body)) });
      if (answer === 'hang up') request.socket.destroy();
      else if (answer !== 'nothing') response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9';
  process.env['AWS_ENDPOINT_URL_STS'] = `http://127.0.0.1:${String(address.port)}`;
  accounts = tenantAccounts({ partition: 'aws', stsRegion: 'eu-west-3', requestTimeoutMs: 500 });
});
afterAll(() => {
  delete process.env['AWS_ENDPOINT_URL_STS'];
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  received = [];
  answer = { status: 200, body: '<html>' };
  process.env['AWS_SESSION_TOKEN'] = 'vendor-session';
});

const guardOf = (more: Partial<CallGuard> = {}): CallGuard => ({
  beforeCall: () => Promise.resolve(),
  check: () => undefined,
  signal: new AbortController().signal,
  ...more,
});
const assumption = {
  roleArn: 'arn:aws:iam::111122223333:role/latchkey-bootstrap-tutum',
  externalId: 'a+b=c&d/e,f',
  sessionName: 'latchkey-1', policy: '{}',
};
const key = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'canary-secret' };
const assume = (more: object = {}, guard = guardOf()) => accounts.assume({ ...assumption, ...more }, guard);
const check = (guard = guardOf()) => accounts.accountOfKey(key, guard);
const failureOf = async (failing: Promise<unknown>): Promise<AwsFailure> => {
  const error: unknown = await failing.catch((reason: unknown) => reason);
  if (error instanceof AwsFailure) return error;
  throw new Error(`no AwsFailure: ${String(error)}`);
};

const session = (secret = '<SecretAccessKey>secret</SecretAccessKey>') => `<?xml version="1.0"?>
<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <AssumedRoleUser>
      <AssumedRoleId>AROAEXAMPLE:latchkey-1</AssumedRoleId>
      <Arn>arn:aws:sts::111122223333:assumed-role/latchkey-bootstrap-tutum/latchkey-1</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIAEXAMPLE</AccessKeyId>${secret}<SessionToken>to+ken/==</SessionToken>
      <Expiration>2030-01-01T00:00:00Z</Expiration>
    </Credentials>
  </AssumeRoleResult>
  <ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata>
</AssumeRoleResponse>`;
const error = (code: string, message: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>request-7</RequestId></ErrorResponse>`;

test('AssumeRole is one POST to STS’s own endpoint, signed as the vendor for the region of STS', async () => {
  answer = { status: 200, body: session() };
  expect((await assume()).accountId).toBe('111122223333');
  expect(received).toEqual([
    {
      method: 'POST',
      headers: expect.objectContaining({
        'content-type': 'application/x-www-form-urlencoded',
        'x-amz-security-token': 'vendor-session',
        authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=none\/\d{8}\/eu-west-3\/sts\/aws4_request/),
      }),
      body: {
        Action: 'AssumeRole',
        Version: '2011-06-15',
        RoleArn: assumption.roleArn,
        ExternalId: assumption.externalId,
        RoleSessionName: 'latchkey-1',
        DurationSeconds: '900',
      },
    },
  ]);
});

test('the probe without an external ID sends none', async () => {
  answer = { status: 200, body: session() };
  await assume({ externalId: undefined });
  expect(received[0]?.body).not.toHaveProperty('ExternalId');
});

test.each([session(''), session('<SecretAccessKey></SecretAccessKey>'), '<html>', ''])(
  'an answer without all of the credentials is none: %#',
  async (body) => {
    answer = { status: 200, body };
    expect(await failureOf(assume())).toMatchObject({ code: 'IncompleteAnswer', outcome: 'unknown' });
  },
);

test('GetCallerIdentity is signed with the key that it checks, each time, and names its account', async () => {
  answer = {
    status: 200,
    body: '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::444455556666:user/x</Arn><UserId>AIDA</UserId><Account>444455556666</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
  };
  expect(await Promise.all([check(), check(), check()])).toEqual(['444455556666', '444455556666', '444455556666']);
  for (const { headers, body } of received) {
    expect(headers.authorization).toContain(`Credential=${key.accessKeyId}/`);
    expect(headers).not.toHaveProperty('x-amz-security-token');
    expect(body).toEqual({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
  }
});

test.each([
  { status: 403, code: 'AccessDenied', outcome: 'refused' },
  { status: 403, code: 'InvalidClientTokenId', outcome: 'refused' },
  { status: 403, code: 'RegionDisabledException', outcome: 'refused' },
  { status: 400, code: 'Throttling', outcome: 'refused' },
  { status: 500, code: 'InternalFailure', outcome: 'unknown' },
])('$code with $status is a failure by the code of the wire, $outcome', async ({ status, code, outcome }) => {
  answer = { status, body: error(code, 'User &quot;a&amp;b&quot; may not') };
  expect(await failureOf(assume())).toMatchObject({
    operation: 'sts:AssumeRole',
    code,
    message: 'User "a&b" may not',
    outcome,
    requestId: 'request-7',
  });
  expect(received).toHaveLength(1);
});

test.each([
  { what: 'a server error of something in between', given: { status: 502, body: '<html>' } },
  { what: 'a connection that is cut', given: 'hang up' as const },
  { what: 'no answer within the request timeout', given: 'nothing' as const },
])('$what is of unknown outcome, and not sent again', async ({ given }) => {
  answer = given;
  expect(await failureOf(check())).toMatchObject({ operation: 'sts:GetCallerIdentity', outcome: 'unknown' });
  expect(received).toHaveLength(1);
});

test('no failure holds a secret: of a signature that was refused only the first line is kept', async () => {
  answer = { status: 403, body: error('SignatureDoesNotMatch', 'No match.\n\nx-amz-security-token:vendor-session') };
  const failure = await failureOf(check());
  expect(failure.message).toBe('No match.');
  expect(JSON.stringify([failure, failure.stack])).not.toMatch(/canary|vendor-session/);
});

describe('the lease', () => {
  const no = new LeaseLost('somebody took over');

  test('is looked at before a call and again when it is signed: where it says no, nothing is sent', async () => {
    const refuse = () => {
      throw no;
    };
    for (const guard of [guardOf({ beforeCall: () => Promise.reject(no) }), guardOf({ check: refuse })]) {
      await expect(assume({}, guard)).rejects.toBe(no);
      await expect(check(guard)).rejects.toBe(no);
    }
    expect(received).toEqual([]);
  });

  test('aborts a call on its way when it is lost', async () => {
    answer = 'nothing';
    const controller = new AbortController();
    const call = failureOf(check(guardOf({ signal: controller.signal })));
    while (received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort(no);
    expect(await call).toMatchObject({ code: 'AbortError', outcome: 'unknown' });
  });
});
