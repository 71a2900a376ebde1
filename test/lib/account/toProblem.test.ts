import { AwsFailure } from '../../../lib/core/awsFailure.ts';
import { FenceUnknown, OutOfTime, WaitingForAws } from '../../../lib/core/controlFlowErrors.ts';
import { ProblemError, problems } from '../../../lib/core/errors.ts';
import { toProblem } from '../../../lib/account/toProblem.ts';

const failure = (code: string, message = 'words of AWS', outcome: 'refused' | 'unknown' = 'refused') =>
  new AwsFailure('iam:CreateUser', code, message, outcome, 'request-7');
const own = (code: string, outcome: 'refused' | 'unknown', status?: number) =>
  new AwsFailure('dynamodb:PutItem', code, 'words of AWS', outcome, 'request-8', status);

test.each([
  { code: 'AccessDenied', slug: 'access-denied', status: 409 },
  { code: 'LimitExceeded', slug: 'quota-exceeded', status: 409 },
  { code: 'MalformedPolicyDocument', slug: 'rejected-by-iam', status: 422 },
  { code: 'InvalidInput', slug: 'rejected-by-iam', status: 422 },
  { code: 'PolicyNotAttachable', slug: 'rejected-by-iam', status: 422 },
  { code: 'ValidationError', slug: 'rejected-by-iam', status: 422 },
  { code: 'OptInRequired', slug: 'account-not-ready', status: 409 },
  { code: 'RegionDisabledException', slug: 'aws-error', status: 502 },
  { code: 'InvalidClientTokenId', slug: 'aws-error', status: 502 },
  { code: 'ServiceFailure', slug: 'aws-error', status: 502 },
  { code: 'SomethingNew', slug: 'aws-error', status: 502 },
] as const)('$code of AWS is $status $slug, with what was called and AWS’s own words', ({ code, slug, status }) => {
  const { problem } = toProblem(failure(code, 'Cannot exceed quota for UsersPerAccount: 5000'));
  expect([problem.slug, problems[problem.slug].status]).toEqual([slug, status]);
  expect(problem.detail).toContain('iam:CreateUser');
  expect(problem.detail).toContain(code);
  expect(problem.detail).toContain('UsersPerAccount: 5000');
});

test.each([
  {
    message: 'User: x is not authorized to perform: iam:CreateUser with an explicit deny in a service control policy',
    who: 'service control policy',
  },
  {
    message:
      'User: x is not authorized to perform: iam:CreateUser because no permissions boundary allows the iam:CreateUser action',
    who: 'permissions boundary',
  },
  {
    message:
      'User: x is not authorized to perform: iam:CreateUser because no identity-based policy allows the iam:CreateUser action',
    who: "bootstrap role's policy",
  },
  { message: 'Access denied', who: "bootstrap role's policy" },
])('the problem of AccessDenied names the policy that denied the call, if AWS does: $message', ({ message, who }) => {
  const advice = toProblem(failure('AccessDenied', message)).problem.detail.split(' — ')[1] ?? '';
  expect(advice.toLowerCase()).toContain(who);
  expect(advice).toContain('try again');
});

test('the problem of an account that is not activated advises to add a credit card', () => {
  expect(toProblem(failure('OptInRequired')).problem.detail).toMatch(/credit card/);
});

test.each([
  'RegionDisabledException',
  'InvalidClientTokenId',
  'ExpiredToken',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
])('the problem of %s advises no credit card, because the tenant’s account is not the cause', (code) => {
  expect(toProblem(failure(code)).problem.detail).not.toMatch(/credit card|sign-up/);
});

test('the problem of an AWS failure has AWS’s request ID', () => {
  expect(toProblem(failure('ServiceFailure', 'x', 'unknown')).problem.detail).toContain('request-7');
});

test.each<{ readonly what: string; readonly error: Error }>([
  { what: 'a throttled call to the table', error: own('ProvisionedThroughputExceededException', 'refused', 400) },
  { what: 'a call to the table without an answer', error: own('TimeoutError', 'unknown') },
  { what: 'a used-up budget', error: new OutOfTime() },
  { what: 'a wait for AWS that is longer than the budget', error: new WaitingForAws('not there yet', 1) },
  { what: 'an unknown outcome of the fence', error: new FenceUnknown(new Error('no answer')) },
])('$what is 503 with Retry-After', ({ error }) => {
  const { problem, headers } = toProblem(error);
  expect([problem.slug, problems[problem.slug].status, headers.retryAfterSeconds]).toEqual(['out-of-time', 503, 5]);
});

test('a refused call to the table is an internal error', () => {
  expect(toProblem(own('ResourceNotFoundException', 'refused', 400)).problem.slug).toBe('internal-error');
});

test('a ProblemError is returned unchanged', () => {
  const problem = new ProblemError('slot-held', 'another one', { onboarding: 'ob_1' });
  expect(toProblem(problem)).toBe(problem);
});

test.each([new Error('secret'), new TypeError('secret'), 'secret', undefined, null, { message: 'secret' }])(
  'any other error (%p) is an internal error whose problem does not repeat it',
  (error) => {
    const { problem } = toProblem(error);
    expect(problem.slug).toBe('internal-error');
    expect(JSON.stringify(problem)).not.toContain('secret');
  },
);
