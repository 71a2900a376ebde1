import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AwsFailure } from '../../../../lib/core/awsFailure.ts';
import { LeaseLost } from '../../../../lib/core/controlFlowErrors.ts';
import type { CallGuard } from '../../../../lib/core/ports.ts';
import { senderTo, standardRetries, triedOnce } from '../../../../lib/gateways/aws/awsCall.ts';
import { clientSettings } from '../../../../lib/gateways/aws/clientSettings.ts';
import { openConnections } from '../../../../lib/gateways/aws/connections.ts';
import { jsonError, startWire, xmlError } from '../../../support/wire.ts';

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'canary-secret', sessionToken: 'canary-session' };
const parts = { region: 'us-east-1', connections: openConnections() };
let wire: Awaited<ReturnType<typeof startWire>>;
let iam: IAMClient;
let sqs: SQSClient;

beforeAll(async () => {
  wire = await startWire();
  process.env['AWS_ENDPOINT_URL'] = wire.url;
  iam = new IAMClient({ ...clientSettings('iam', { ...parts, attempts: triedOnce }), credentials });
  sqs = new SQSClient({ ...clientSettings('sqs', { ...parts, attempts: standardRetries }), credentials });
});
afterAll(() => wire.close());

/** Calls a service without retries by the SDK. */
/** Longer than any answer of the local server takes, however busy the machine is. */
const longMs = 60_000;

const create = (guard?: CallGuard, requestTimeoutMs = longMs) =>
  senderTo('iam', { requestTimeoutMs, attempts: triedOnce })(iam, new CreateUserCommand({ UserName: 'tutum' }), guard);
/** Calls a service with retries by the SDK. */
const ask = (requestTimeoutMs = longMs) =>
  senderTo('sqs', { requestTimeoutMs, attempts: standardRetries })(sqs, new GetQueueUrlCommand({ QueueName: 'work' }));

const failureOf = async (call: Promise<unknown>): Promise<AwsFailure> => {
  const error: unknown = await call.then(
    () => 'no failure',
    (reason: unknown) => reason,
  );
  if (error instanceof AwsFailure) return error;
  throw new Error(`no AwsFailure: ${String(error)}`);
};

const guardOf = (more: Partial<CallGuard> = {}): CallGuard => ({
  beforeCall: () => Promise.resolve(),
  check: () => undefined,
  signal: new AbortController().signal,
  ...more,
});

const found = { status: 200, body: JSON.stringify({ QueueUrl: 'https://sqs.example/work' }) };

describe('a failure', () => {
  test.each([
    { status: 409, code: 'EntityAlreadyExists' },
    { status: 404, code: 'NoSuchEntity' },
    { status: 409, code: 'LimitExceeded' },
    { status: 409, code: 'DeleteConflict' },
    { status: 400, code: 'MalformedPolicyDocument' },
    { status: 400, code: 'InvalidInput' },
    { status: 400, code: 'PolicyNotAttachable' },
    { status: 409, code: 'ConcurrentModification' },
    { status: 409, code: 'EntityTemporarilyUnmodifiable' },
    { status: 403, code: 'AccessDenied' },
    { status: 403, code: 'ExpiredToken' },
    { status: 403, code: 'InvalidClientTokenId' },
    { status: 400, code: 'Throttling' },
    { status: 400, code: 'ValidationError' },
  ])('with $code and status $status is refused, and keeps the code in the response', async ({ status, code }) => {
    wire.answer(xmlError(status, code));
    const failure = await failureOf(create());
    expect(failure).toMatchObject({
      operation: 'iam:CreateUser',
      code,
      outcome: 'refused',
      requestId: 'request-7',
      message: 'AWS says why',
    });
  });

  test.each([
    { status: 500, code: 'ServiceFailure' },
    { status: 503, code: 'ServiceUnavailable' },
  ])('with $code and status $status has an unknown outcome', async ({ status, code }) => {
    wire.answer(xmlError(status, code));
    expect(await failureOf(create())).toMatchObject({ code, outcome: 'unknown', requestId: 'request-7' });
  });

  test('of the connection has an unknown outcome', async () => {
    wire.answer('hang up');
    expect(await failureOf(create())).toMatchObject({ operation: 'iam:CreateUser', outcome: 'unknown' });
  });

  test('of a signature keeps only the first line of the message, because later lines contain the session token', async () => {
    const message = `No match.\n\nThe Canonical String should have been\nx-amz-security-token:${credentials.sessionToken}`;
    wire.answer(xmlError(403, 'SignatureDoesNotMatch', message));
    const failure = await failureOf(create());
    expect(failure.message).toBe('No match.');
    expect(JSON.stringify([failure, failure.stack])).not.toContain('canary');
  });
});

describe('a call without retries by the SDK', () => {
  test.each([
    { what: 'a server error', answer: xmlError(500, 'ServiceFailure') },
    { what: 'throttling', answer: xmlError(400, 'Throttling') },
    { what: 'a lost answer', answer: 'hang up' },
  ] as const)('is not sent again after $what, because that could create a second key', async ({ answer }) => {
    wire.answer(answer);
    await failureOf(create());
    expect(wire.received).toHaveLength(1);
  });

  test('is not sent again without an answer, because that could create a second key', async () => {
    wire.answer('nothing');
    await failureOf(create(undefined, 100));
    // On a busy machine the time may be over before the call is sent. So what counts is that none is a second attempt.
    const attempts = wire.received.map(({ headers }) => String(headers['amz-sdk-request']).split(';')[0]);
    expect(attempts.filter((each) => each !== 'attempt=1')).toEqual([]);
  });

  test('is aborted at the request timeout, with an unknown outcome', async () => {
    wire.answer('nothing');
    // The server never answers, so this call ends only because of the timeout.
    expect(await failureOf(create(guardOf(), 30))).toMatchObject({ outcome: 'unknown' });
  });

  test('is aborted while it is in flight when the lease is lost', async () => {
    wire.answer('nothing');
    const controller = new AbortController();
    const call = failureOf(create(guardOf({ signal: controller.signal }), 60_000));
    while (wire.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort(new LeaseLost('somebody took over'));
    expect(await call).toMatchObject({ code: 'AbortError', outcome: 'unknown' });
  });

  test('is not sent if the guard throws before the call or after the signing, and throws the error of the guard', async () => {
    wire.answer(xmlError(500, 'ServiceFailure'));
    const no = new LeaseLost('somebody took over');
    await expect(create(guardOf({ beforeCall: () => Promise.reject(no) }))).rejects.toBe(no);
    const check = () => {
      throw no;
    };
    await expect(create(guardOf({ check }))).rejects.toBe(no);
    expect(wire.received).toEqual([]);
  });
});

describe('a call with retries by the SDK', () => {
  test.each([
    { what: 'a lost answer', first: 'hang up' },
    { what: 'no answer', first: 'nothing' },
    { what: 'a server error', first: jsonError(500, 'InternalFailure') },
    { what: 'an answer of a proxy', first: { status: 502, body: '<html>' } },
  ] as const)('succeeds after $what', async ({ first }) => {
    wire.answer(first, found);
    // An attempt without an answer ends after a part of the timeout.
    await expect(ask(first === 'nothing' ? 3000 : longMs)).resolves.toMatchObject({
      QueueUrl: 'https://sqs.example/work',
    });
    expect(wire.received).toHaveLength(2);
  });

  test('fails after it was sent three times', async () => {
    wire.answer('hang up');
    expect(await failureOf(ask())).toMatchObject({ operation: 'sqs:GetQueueUrl', outcome: 'unknown' });
    expect(wire.received).toHaveLength(3);
  });

  test('ends within the request timeout, which includes all attempts', async () => {
    wire.answer('nothing');
    expect(await failureOf(ask(600))).toMatchObject({ outcome: 'unknown' });
    expect(wire.received.length).toBeGreaterThan(1);
  });

  test('ends within the request timeout, which includes the pauses between attempts', async () => {
    wire.answer(jsonError(400, 'ThrottlingException'));
    expect(await failureOf(ask(200))).toMatchObject({ outcome: 'unknown' });
  });

  test('is not sent again if AWS refuses it', async () => {
    wire.answer(jsonError(400, 'com.amazonaws.sqs#AccessDeniedException'));
    expect(await failureOf(ask())).toMatchObject({ code: 'AccessDenied', outcome: 'refused' });
    expect(wire.received).toHaveLength(1);
  });

  test('has an unknown outcome if AWS refuses only the second attempt', async () => {
    wire.answer('hang up', jsonError(400, 'com.amazonaws.sqs#AccessDeniedException'));
    expect(await failureOf(ask())).toMatchObject({ code: 'AccessDenied', outcome: 'unknown' });
  });
});
