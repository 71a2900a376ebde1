import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { HttpResponse } from '@smithy/protocol-http';
import { Readable } from 'node:stream';
import { AwsFailure } from '../../../../lib/core/awsFailure.ts';
import { oneTry, send } from '../../../../lib/gateways/aws/awsCall.ts';
import { LeaseLost } from '../../../../lib/core/controlFlowErrors.ts';
import { eventuallyTrue } from '../../../support/eventually.ts';
import type { CallGuard } from '../../../../lib/core/ports.ts';

type Answer = () => Promise<{ response: HttpResponse }>;
type Handle = (request: unknown, options: { abortSignal?: AbortSignal }) => ReturnType<Answer>;

/** A real client of the SDK, on a wire that answers like this; and how often something was sent. */
function clientOn(handle: Handle) {
  const state = { sent: 0 };
  const counting: Handle = (request, options) => {
    state.sent += 1;
    return handle(request, options);
  };
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
  const client = new IAMClient({ ...oneTry, region: 'us-east-1', credentials, requestHandler: { handle: counting } });
  const create = (guard?: CallGuard, requestTimeoutMs = 1000) =>
    send('iam:CreateUser', requestTimeoutMs, guard, (options) =>
      client.send(new CreateUserCommand({ UserName: 'tutum' }), options),
    );
  return { state, create };
}

const answering = (statusCode: number, code: string, message = 'AWS says why') =>
  clientOn(() => {
    const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>request-7</RequestId></ErrorResponse>`;
    const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': 'request-7' };
    return Promise.resolve({
      response: new HttpResponse({ statusCode, headers, body: Readable.from([Buffer.from(body)]) }),
    });
  });

/** A wire that says nothing until the caller gives up. */
const silent = () =>
  clientOn(
    (_, { abortSignal }) =>
      new Promise((_resolve, reject) => {
        abortSignal?.addEventListener('abort', () =>
          reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' })),
        );
      }),
  );

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
])('$code with $status was not done, and keeps the code of the wire', async ({ status, code }) => {
  const failure = await failureOf(answering(status, code).create());
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
])('$code with $status may have been done', async ({ status, code }) => {
  expect(await failureOf(answering(status, code).create())).toMatchObject({ code, outcome: 'unknown' });
});

test.each([
  { what: 'a server error', wire: answering(500, 'ServiceFailure') },
  { what: 'a throttle', wire: answering(400, 'Throttling') },
  {
    what: 'an answer that got lost',
    wire: clientOn(() => Promise.reject(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }))),
  },
])('after $what nothing is sent again: that would be a second key', async ({ wire }) => {
  await failureOf(wire.create());
  expect(wire.state.sent).toBe(1);
});

test('a call without an answer may have been done, and goes by what the connection said', async () => {
  const lost = clientOn(() => Promise.reject(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })));
  const operation = 'iam:CreateUser';
  expect(await failureOf(lost.create())).toMatchObject({ operation, code: 'ECONNRESET', outcome: 'unknown' });
});

test('a call that takes longer than the request timeout is aborted, and may have been done', async () => {
  // Nothing else would ever end it.
  expect(await failureOf(silent().create(guardOf(), 30))).toMatchObject({ outcome: 'unknown' });
});

test('a call on its way is aborted when the lease is lost', async () => {
  const controller = new AbortController();
  const wire = silent();
  const call = failureOf(wire.create(guardOf({ signal: controller.signal }), 60_000));
  await eventuallyTrue(() => wire.state.sent === 1, 'nothing was sent');
  controller.abort(new LeaseLost('somebody took over'));
  expect(await call).toMatchObject({ outcome: 'unknown' });
});

test('the guard is asked before, and where it says no nothing is sent and its own error comes back', async () => {
  const wire = answering(500, 'ServiceFailure');
  const no = new LeaseLost('somebody took over');
  await expect(wire.create(guardOf({ beforeCall: () => Promise.reject(no) }))).rejects.toBe(no);
  expect(wire.state.sent).toBe(0);
});

test('an error of our own, which no SDK has touched, stays what it is', async () => {
  const mistake = new TypeError('of ours');
  await expect(send('iam:CreateUser', 1000, undefined, () => Promise.reject(mistake))).rejects.toBe(mistake);
});
