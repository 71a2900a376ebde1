import { AwsFailure } from '../../../../lib/core/awsFailure.ts';
import { LeaseLost, OutOfTime } from '../../../../lib/core/controlFlowErrors.ts';
import { asFailure } from '../../../../lib/gateways/aws/asFailure.ts';

/** What the SDK adds to whatever ends a call. */
const $metadata = { attempts: 1, totalRetryDelay: 0 };
const because = (message: string, fields: object) => Object.assign(new Error(message), { $metadata }, fields);

test('a connection that did not work goes by its code: the error has no name of its own', () => {
  const failure = asFailure('iam:CreateUser', because('socket hang up', { code: 'ECONNRESET' }));
  expect(failure).toMatchObject({ operation: 'iam:CreateUser', code: 'ECONNRESET', outcome: 'unknown' });
});

test('a code of Node’s own for a misuse is none of a connection', () => {
  const failure = asFailure('iam:CreateUser', because('wrong type', { code: 'ERR_INVALID_ARG_TYPE' }));
  expect(failure).toMatchObject({ code: 'Error' });
});

test.each([
  { name: 'SignatureDoesNotMatch', clockSkewCorrected: true, code: 'RequestTimeTooSkewed' },
  { name: 'SignatureDoesNotMatch', clockSkewCorrected: false, code: 'SignatureDoesNotMatch' },
  { name: 'AccessDenied', clockSkewCorrected: true, code: 'AccessDenied' },
])('$name, where the clock was put right: $clockSkewCorrected, is $code', ({ name, clockSkewCorrected, code }) => {
  const skewed = { name, $metadata: { ...$metadata, httpStatusCode: 403, clockSkewCorrected } };
  expect(asFailure('iam:CreateUser', because('no match', skewed))).toMatchObject({ code, outcome: 'refused' });
});

test('of several attempts one may have been done, whatever the last one was answered', () => {
  const refused = { name: 'AccessDenied', $metadata: { httpStatusCode: 403, attempts: 2 } };
  expect(asFailure('dynamodb:PutItem', because('no', refused))).toMatchObject({ outcome: 'unknown' });
});

test.each([new LeaseLost('somebody took over'), new OutOfTime()])('%s of a guard stays what it is', (error) => {
  expect(asFailure('iam:CreateUser', Object.assign(error, { $metadata }))).toBe(error);
});

test('a mistake of our own stays what it is', () => {
  const mistake = new TypeError('of ours');
  expect(asFailure('iam:CreateUser', mistake)).toBe(mistake);
  expect(mistake).not.toBeInstanceOf(AwsFailure);
});
