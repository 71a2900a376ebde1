import { AwsFailure } from '../../../../lib/core/awsFailure.ts';
import { LeaseLost, OutOfTime } from '../../../../lib/core/controlFlowErrors.ts';
import { asFailure } from '../../../../lib/gateways/aws/asFailure.ts';

/** The metadata that the SDK adds to the error of a failed call. */
const $metadata = { attempts: 1, totalRetryDelay: 0 };
const because = (message: string, fields: object) => Object.assign(new Error(message), { $metadata }, fields);

test('a failed connection has the code of Node’s error, because the name of that error is only “Error”', () => {
  const failure = asFailure('iam:CreateUser', because('socket hang up', { code: 'ECONNRESET' }));
  expect(failure).toMatchObject({ operation: 'iam:CreateUser', code: 'ECONNRESET', outcome: 'unknown' });
});

test('an error of Node for wrong use of a function is not a failed connection', () => {
  const failure = asFailure('iam:CreateUser', because('wrong type', { code: 'ERR_INVALID_ARG_TYPE' }));
  expect(failure).toMatchObject({ code: 'Error' });
});

test.each([
  { name: 'SignatureDoesNotMatch', clockSkewCorrected: true, code: 'RequestTimeTooSkewed' },
  { name: 'SignatureDoesNotMatch', clockSkewCorrected: false, code: 'SignatureDoesNotMatch' },
  { name: 'AccessDenied', clockSkewCorrected: true, code: 'AccessDenied' },
])('if clockSkewCorrected is $clockSkewCorrected, $name becomes $code', ({ name, clockSkewCorrected, code }) => {
  const skewed = { name, $fault: 'client', $metadata: { ...$metadata, httpStatusCode: 403, clockSkewCorrected } };
  expect(asFailure('iam:CreateUser', because('no match', skewed))).toMatchObject({ code, outcome: 'refused' });
});

test('after several attempts the outcome is unknown, even if the last one was refused', () => {
  const refused = { name: 'AccessDenied', $fault: 'client', $metadata: { httpStatusCode: 403, attempts: 2 } };
  expect(asFailure('dynamodb:PutItem', because('no', refused))).toMatchObject({ outcome: 'unknown' });
});

test.each([new LeaseLost('somebody took over'), new OutOfTime()])(
  '%s, thrown by a guard, is returned unchanged',
  (error) => {
    expect(asFailure('iam:CreateUser', Object.assign(error, { $metadata }))).toBe(error);
  },
);

test('an error of Latchkey’s own code is returned unchanged', () => {
  const mistake = new TypeError('of ours');
  expect(asFailure('iam:CreateUser', mistake)).toBe(mistake);
  expect(mistake).not.toBeInstanceOf(AwsFailure);
});

describe('an answer that cannot be read', () => {
  const refusedBy = (status: number, fields: object) => ({
    ...fields,
    $metadata: { ...$metadata, httpStatusCode: status },
  });

  test.each([
    { what: 'an answer without a body', error: refusedBy(403, { name: 'Unknown', $fault: 'client' }), status: 403 },
    { what: 'a 404 without a body', error: refusedBy(404, { name: 'NotFound', $fault: 'client' }), status: 404 },
    { what: 'a 200 that is not XML', error: refusedBy(200, { $response: {} }), status: 200 },
    { what: 'a 400 that is not XML', error: refusedBy(400, { $response: {} }), status: 400 },
  ])('$what has its status as code, an unknown outcome, and no words of the SDK', ({ error, status }) => {
    const words = '@aws-sdk XML parse error\n  Deserialization error: inspect the hidden field {error}.$response';
    const failure = asFailure('iam:CreateUser', because(words, error));
    expect(failure).toMatchObject({ code: `HTTP ${String(status)}`, status, outcome: 'unknown' });
    expect(failure).toMatchObject({ message: expect.stringMatching(/^The answer could not be read\./) });
  });

  test('with the status 429 is refused, because the service did not carry it out', () => {
    const failure = asFailure(
      'iam:CreateUser',
      because('Unknown', refusedBy(429, { name: 'Unknown', $fault: 'client' })),
    );
    expect(failure).toMatchObject({ code: 'HTTP 429', outcome: 'refused' });
  });

  test('because it is not HTTP has the code of Node’s parser and an unknown outcome', () => {
    const failure = asFailure(
      'iam:CreateUser',
      because('Parse Error: Expected HTTP/', { code: 'HPE_INVALID_CONSTANT' }),
    );
    expect(failure).toMatchObject({ code: 'HPE_INVALID_CONSTANT', outcome: 'unknown' });
    expect(failure).toMatchObject({ message: expect.stringMatching(/^The answer could not be read\./) });
  });

  test('the words that the SDK writes in front of a message are removed', () => {
    const failure = asFailure('iam:CreateUser', because('AWS SDK error wrapper for Error: socket hang up', {}));
    expect(failure).toMatchObject({ message: 'Error: socket hang up' });
  });
});
