import { causesOf, roleRefusal } from '../../../lib/account/roleRefusal.ts';
import { AwsFailure } from '../../../lib/core/awsFailure.ts';

const settings = { vendorAccountId: '999988887777', partition: 'aws' } as const;
const roleArn = 'arn:aws:iam::111122223333:role/latchkey-bootstrap-tutum-abcdefgh';
const us = 'arn:aws:sts::999988887777:assumed-role/latchkey-create/createOnboarding';
const call = `User: ${us} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;

const refusal = (code: string, message: string) =>
  roleRefusal(new AwsFailure('sts:AssumeRole', code, message, 'refused', 'req-1', 403), roleArn, settings);

const textOf = (code: string, message: string) => {
  const read = refusal(code, message);
  return read === undefined || read.kind === 'not-allowed' ? undefined : read.problem.problem;
};

describe('an explicit deny', () => {
  test.each([
    ['a resource control policy', '"aws:PrincipalAccount": "999988887777"', "the tenant's organization"],
    [
      'a service control policy',
      `"NotResource": "${roleArn}"`,
      'the organization of the account that Latchkey runs in',
    ],
    ['the role trust policy', '"aws:PrincipalAccount": "999988887777"', `The trust policy of ${roleArn}`],
    ['an identity-based policy', `"NotResource": "${roleArn}"`, `of the caller, ${us}`],
    ['a resource-based policy', '"aws:PrincipalAccount": "999988887777"', `The trust policy of ${roleArn}`],
    ['a permissions boundary', `"NotResource": "${roleArn}"`, `of the caller, ${us}`],
    ['a session policy', `"NotResource": "${roleArn}"`, `of the caller, ${us}`],
    ['a VPC endpoint policy', `"NotResource": "${roleArn}"`, `of the caller, ${us}`],
  ])('in %s: the problem says whose policy it is, and how to change the statement', (policy, exception, whose) => {
    const problem = textOf('AccessDenied', `${call} with an explicit deny in ${policy}`);
    expect(problem?.slug).toBe('role-denied');
    expect(problem?.detail).toContain(exception);
    expect(problem?.detail).toContain(whose);
    expect(problem?.detail).not.toMatch(/launch/i);
  });

  test('without the name of a policy: the problem lists every place where the statement may be', () => {
    const detail = textOf('AccessDenied', `${call} with an explicit deny`)?.detail;
    for (const place of ['trust policy', 'resource control policies', 'service control policies'])
      expect(detail).toContain(place);
  });

  test('without the name of a caller: the problem names the account that Latchkey runs in', () => {
    const detail = textOf('AccessDenied', 'denied with an explicit deny in a service control policy')?.detail;
    expect(detail).toContain('applies to the caller, arn:aws:iam::999988887777:root');
  });

  test("is quoted in the problem, with AWS's request ID", () => {
    const message = `${call} with an explicit deny in a resource control policy`;
    const detail = textOf('AccessDenied', message)?.detail;
    expect(detail).toContain(message);
    expect(detail).toContain('request ID req-1');
  });
});

test.each([
  ['RegionDisabledException', 'STS is not activated in this region for account:999988887777'],
  ['InvalidClientTokenId', 'The security token included in the request is invalid.'],
  ['ExpiredToken', 'The security token included in the request is expired'],
  ['AccessDenied', `${call} because no identity-based policy allows the sts:AssumeRole action`],
])('%s of our own function is vendor-side-error, and the problem says nothing about the tenant', (code, message) => {
  expect(refusal(code, message)?.kind).toBe('own-side');
  const problem = textOf(code, message);
  expect(problem?.slug).toBe('vendor-side-error');
  expect(problem?.detail).not.toMatch(/credit card|launch|stack/i);
});

test.each([
  call,
  `${call} because no role trust policy allows the sts:AssumeRole action`,
  `${call} because no resource-based policy allows the sts:AssumeRole action`,
  `${call} because no resource control policy allows the sts:AssumeRole action`,
])('the denial "%s" may be temporary', (message) => {
  expect(refusal('AccessDenied', message)).toEqual({
    kind: 'not-allowed',
    sentence: `AWS answered sts:AssumeRole with AccessDenied: ${message} (request ID req-1)`,
  });
});

test.each(['Throttling', 'ServiceFailure', 'OptInRequired'])('%s says nothing about the role', (code) => {
  expect(refusal(code, code)).toBeUndefined();
});

test('the causes name the stack, the external ID, the trust policy and the organizations', () => {
  expect(causesOf(roleArn, settings)).toMatch(
    /not launched yet, or CloudFormation is still creating it.*external ID.*changed.*service control policy or resource control policy/,
  );
});
