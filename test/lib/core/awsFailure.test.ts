import { readAccessDenial } from '../../../lib/core/awsFailure.ts';

const session = 'arn:aws:sts::111122223333:assumed-role/latchkey-bootstrap-tutum-qivthlmh/ob_1';
const call = `User: ${session} is not authorized to perform: iam:CreateUser on resource: user tutum`;

/** The sentences of the IAM User Guide, "Troubleshoot access denied error messages". */
test.each([
  [`${call} because no identity-based policy allows the iam:CreateUser action`, false, 'identity-based policy'],
  [`${call} because no permissions boundary allows the iam:CreateUser action`, false, 'permissions boundary'],
  [`${call} because no session policy allows the iam:CreateUser action`, false, 'session policy'],
  [`${call} because no service control policy allows the iam:CreateUser action`, false, 'service control policy'],
  [`${call} because no resource-based policy allows the iam:CreateUser action`, false, 'resource-based policy'],
  [`${call} because no role trust policy allows the sts:AssumeRole action`, false, 'role trust policy'],
  [`${call} because no VPC endpoint policy allows the iam:CreateUser action`, false, 'VPC endpoint policy'],
  [`${call} with an explicit deny in a service control policy`, true, 'service control policy'],
  [
    `${call} with an explicit deny in a service control policy: arn:aws:organizations::777788889999:policy/o-1/service_control_policy/p-1`,
    true,
    'service control policy',
  ],
  [`${call} with an explicit deny in a resource control policy`, true, 'resource control policy'],
  [`${call} with an explicit deny in an identity-based policy`, true, 'identity-based policy'],
  [`${call} with an explicit deny in a permissions boundary`, true, 'permissions boundary'],
  [`${call} with an explicit deny in a session policy`, true, 'session policy'],
  [`${call} with an explicit deny in the role trust policy`, true, 'role trust policy'],
  [`${call} with an explicit deny`, true, undefined],
  [call, false, undefined],
])('%s', (message, isExplicit, policy) => {
  expect(readAccessDenial(message)).toEqual({ isExplicit, policy, principalArn: session });
});

test('a sentence of another form names nothing', () => {
  expect(readAccessDenial('Not authorized to perform sts:AssumeRole')).toEqual({
    isExplicit: false,
    policy: undefined,
    principalArn: undefined,
  });
});
