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
  const skewed = { name, $metadata: { ...$metadata, httpStatusCode: 403, clockSkewCorrected } };
  expect(asFailure('iam:CreateUser', because('no match', skewed))).toMatchObject({ code, outcome: 'refused' });
});

test('after several attempts the outcome is unknown, even if the last one was refused', () => {
  const refused = { name: 'AccessDenied', $metadata: { httpStatusCode: 403, attempts: 2 } };
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
