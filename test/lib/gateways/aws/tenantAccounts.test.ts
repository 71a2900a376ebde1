import { AwsFailure } from '../../../../lib/core/awsFailure.ts';
import { LeaseLost } from '../../../../lib/core/controlFlowErrors.ts';
import { tenantAccounts } from '../../../../lib/gateways/aws/tenantAccounts.ts';
import { sessionPolicy } from '../../../../lib/account/sessionPolicy.ts';
import type { TenantAccounts } from '../../../../lib/account/ports.ts';
import type { CallGuard } from '../../../../lib/core/ports.ts';
import { startWire, xmlError, type WireAnswer } from '../../../support/wire.ts';

let sts: Awaited<ReturnType<typeof startWire>>;
let iam: Awaited<ReturnType<typeof startWire>>;
let accounts: TenantAccounts;

const configured = ['AWS_ENDPOINT_URL_STS', 'AWS_ENDPOINT_URL_IAM', 'AWS_SESSION_TOKEN'];

beforeAll(async () => {
  [sts, iam] = await Promise.all([startWire(), startWire()]);
  process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9';
  process.env['AWS_ENDPOINT_URL_STS'] = sts.url;
  process.env['AWS_ENDPOINT_URL_IAM'] = iam.url;
  process.env['AWS_SESSION_TOKEN'] = 'vendor-session';
});
afterAll(async () => {
  for (const name of configured) Reflect.deleteProperty(process.env, name);
  await Promise.all([sts.close(), iam.close()]);
});
beforeEach(() => {
  accounts = accountsWith(60_000);
});

/** By default, the timeout is longer than any answer of the local server takes, however busy the machine is. */
const accountsWith = (requestTimeoutMs: number) => tenantAccounts({ stsRegion: 'eu-west-3', requestTimeoutMs });

const guardOf = (more: Partial<CallGuard> = {}): CallGuard => ({
  beforeCall: () => Promise.resolve(),
  check: () => undefined,
  signal: new AbortController().signal,
  ...more,
});
const assumption = {
  roleArn: 'arn:aws:iam::111122223333:role/latchkey-bootstrap-tutum-qivthlmh',
  externalId: 'a+b=c&d/e,f',
  sessionName: 'latchkey-1',
  policy: sessionPolicy('aws', '111122223333', '/latchkey/tutum/qivthlmh/ob_1/'),
};
const key = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'canary-secret' };
const assume = (more: object = {}, guard = guardOf()) => accounts.assume({ ...assumption, ...more }, guard);
const check = (guard = guardOf()) => accounts.accountOfKey(key, guard);
const failureOf = async (failing: Promise<unknown>): Promise<AwsFailure> => {
  const error: unknown = await failing.catch((reason: unknown) => reason);
  if (error instanceof AwsFailure) return error;
  throw new Error(`no AwsFailure: ${String(error)}`);
};

const xml = (body: string, headers: Readonly<Record<string, string>> = {}): WireAnswer => ({
  status: 200,
  body,
  headers: { 'content-type': 'text/xml', ...headers },
});
const session = (token = 'to+ken/==', secret = '<SecretAccessKey>secret</SecretAccessKey>') =>
  `<?xml version="1.0"?>
<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <AssumedRoleUser>
      <AssumedRoleId>AROAEXAMPLE:latchkey-1</AssumedRoleId>
      <Arn>arn:aws:sts::111122223333:assumed-role/latchkey-bootstrap-tutum-qivthlmh/latchkey-1</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIAEXAMPLE</AccessKeyId>${secret}<SessionToken>${token}</SessionToken>
      <Expiration>2030-01-01T00:00:00Z</Expiration>
    </Credentials>
  </AssumeRoleResult>
  <ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata>
</AssumeRoleResponse>`;
const identity =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::444455556666:user/x</Arn><UserId>AIDA</UserId><Account>444455556666</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';
const noKeys =
  '<ListAccessKeysResponse><ListAccessKeysResult><AccessKeyMetadata/><IsTruncated>false</IsTruncated></ListAccessKeysResult></ListAccessKeysResponse>';
const form = (body: string | undefined) => Object.fromEntries(new URLSearchParams(body));

test('AssumeRole is one POST to the endpoint of STS, signed with the vendor’s credentials for the region of STS', async () => {
  sts.answer(xml(session()));
  expect(await assume()).toMatchObject({ accountId: '111122223333', roleId: 'AROAEXAMPLE' });
  expect(sts.received).toMatchObject([
    {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-amz-security-token': 'vendor-session',
        authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=none\/\d{8}\/eu-west-3\/sts\/aws4_request/),
      },
    },
  ]);
  expect(form(sts.received[0]?.body)).toEqual({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: assumption.roleArn,
    ExternalId: assumption.externalId,
    RoleSessionName: 'latchkey-1',
    Policy: assumption.policy,
    DurationSeconds: '900',
  });
});

test('a trust probe without an external ID sends no ExternalId', async () => {
  sts.answer(xml(session()));
  await assume({ externalId: undefined });
  expect(form(sts.received[0]?.body)).not.toHaveProperty('ExternalId');
});

test.each([
  session('', ''),
  session('token', ''),
  session('token', '<SecretAccessKey></SecretAccessKey>'),
  '<html>',
  '',
])('an answer that lacks a part of the credentials is a failure with an unknown outcome: %#', async (body) => {
  sts.answer(xml(body));
  expect(await failureOf(assume())).toMatchObject({ operation: 'sts:AssumeRole', outcome: 'unknown' });
});

test('each GetCallerIdentity call is signed with the key that it checks, and returns the key’s account', async () => {
  sts.answer(xml(identity));
  expect(await Promise.all([check(), check(), check()])).toEqual(['444455556666', '444455556666', '444455556666']);
  for (const { headers, body } of sts.received) {
    expect(headers.authorization).toContain(`Credential=${key.accessKeyId}/`);
    expect(headers).not.toHaveProperty('x-amz-security-token');
    expect(form(body)).toEqual({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
  }
});

test.each([
  { status: 403, code: 'AccessDenied', outcome: 'refused' },
  { status: 403, code: 'InvalidClientTokenId', outcome: 'refused' },
  { status: 403, code: 'RegionDisabledException', outcome: 'refused' },
  { status: 400, code: 'Throttling', outcome: 'refused' },
  { status: 500, code: 'InternalFailure', outcome: 'unknown' },
])(
  '$code with status $status from STS is a failure with the code in the response and the outcome $outcome',
  async ({ status, code, outcome }) => {
    sts.answer(xmlError(status, code, 'User &quot;a&amp;b&quot; may not'));
    expect(await failureOf(assume())).toMatchObject({
      operation: 'sts:AssumeRole',
      code,
      message: 'User "a&b" may not',
      outcome,
      requestId: 'request-7',
    });
    expect(sts.received).toHaveLength(1);
  },
);

test.each([
  { what: 'a server error of a proxy', answer: { status: 502, body: '<html>' } },
  { what: 'a closed connection', answer: 'hang up' as const },
  { what: 'no answer within the request timeout', answer: 'nothing' as const, timeoutMs: 1000 },
])('after $what, the call to STS is not repeated, and the outcome is unknown', async ({ answer, timeoutMs }) => {
  sts.answer(answer);
  if (timeoutMs !== undefined) accounts = accountsWith(timeoutMs);
  expect(await failureOf(check())).toMatchObject({ operation: 'sts:GetCallerIdentity', outcome: 'unknown' });
  // On a busy machine the time may be over before the call is sent.
  expect(sts.received.length).toBeLessThanOrEqual(1);
});

test('if the lease is lost before a call or after the signing, nothing is sent to STS', async () => {
  sts.answer(xml(session()));
  const no = new LeaseLost('somebody took over');
  const refuse = () => {
    throw no;
  };
  for (const guard of [guardOf({ beforeCall: () => Promise.reject(no) }), guardOf({ check: refuse })]) {
    await expect(assume({}, guard)).rejects.toBe(no);
    await expect(check(guard)).rejects.toBe(no);
  }
  expect(sts.received).toEqual([]);
});

describe('an expired session', () => {
  const tokens = () => iam.received.map(({ headers }) => headers['x-amz-security-token']);

  test('is replaced by a new one, with which the call is repeated and all later calls are signed', async () => {
    sts.answer(xml(session('first')), xml(session('second')));
    iam.answer(xmlError(403, 'ExpiredToken'), xml(noKeys));
    const account = await assume();
    expect(await account.listAccessKeys('tutum')).toEqual([]);
    expect(tokens()).toEqual(['first', 'second']);
    await account.listAccessKeys('tutum');
    await account.deleteUndisclosedKey('tutum', 'AKIAEXAMPLE');
    expect(tokens().slice(2)).toEqual(['second', 'second']);
  });

  test('is replaced by one new session for all calls that failed because of it', async () => {
    sts.answer(xml(session('first')), xml(session('second')));
    const ended = xmlError(403, 'ExpiredToken');
    iam.answer(ended, ended, ended, xml(noKeys));
    const account = await assume();
    await Promise.all(['ann', 'ben', 'cyd'].map((name) => account.listAccessKeys(name)));
    expect(sts.received).toHaveLength(2);
    expect(tokens()).toEqual(['first', 'first', 'first', 'second', 'second', 'second']);
  });

  test('is replaced only once: if the new session is refused as well, the call fails', async () => {
    sts.answer(xml(session('first')), xml(session('second')));
    iam.answer(xmlError(403, 'ExpiredToken'));
    const account = await assume();
    expect(await failureOf(account.listAccessKeys('tutum'))).toMatchObject({ code: 'ExpiredToken' });
    expect(iam.received).toHaveLength(2);
  });
});

test('the clock correction from an answer of STS is used for IAM and for the checks of keys, so that none of their calls is refused first', async () => {
  const ahead = new Date(Date.now() + 20 * 60_000);
  sts.answer(xml(session(), { date: ahead.toUTCString() }));
  iam.answer(xml(noKeys));
  const account = await assume();
  await account.listAccessKeys('tutum');
  sts.answer(xml(identity));
  await check();
  const signed = [iam.received[0], sts.received[0]].map((request) => String(request?.headers['x-amz-date']));
  for (const date of signed) {
    const at = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
    expect(Math.abs(at - ahead.getTime())).toBeLessThan(60_000);
  }
});
