import { createLag } from '../../local/sandbox/lag/index.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => {
  testStack.close();
});

async function userWithKey() {
  const iam = testStack.root(testStack.nextTenant());
  await iam.createUser({ UserName: 'leaky' });
  const { AccessKey } = await iam.createAccessKey({ UserName: 'leaky' });
  return { iam, accessKeyId: AccessKey?.AccessKeyId ?? '' };
}

test.each([undefined, 'AWSCompromisedKeyQuarantine', 'AWSCompromisedKeyQuarantineV2'])(
  'the sandbox attaches a quarantine policy (%s) to the user of a key, as AWS does, and the key stays active',
  async (policy) => {
    const { iam, accessKeyId } = await userWithKey();
    const policyArn = `arn:aws:iam::aws:policy/${policy ?? 'AWSCompromisedKeyQuarantineV3'}`;
    const done = await testStack.sandbox('POST', 'quarantine', { accessKeyId, ...(policy && { policy }) });
    expect(done).toEqual({ userName: 'leaky', policyArn });
    const { AttachedPolicies } = await iam.listAttachedUserPolicies({ UserName: 'leaky' });
    expect(AttachedPolicies).toMatchObject([{ PolicyArn: policyArn }]);
    const { AccessKeyMetadata } = await iam.listAccessKeys({ UserName: 'leaky' });
    expect(AccessKeyMetadata).toMatchObject([{ Status: 'Active' }]);
  },
);

test('a quarantine policy denies ec2:RunInstances to a user with AdministratorAccess, and allows ec2:DescribeInstances', async () => {
  const { iam, accessKeyId } = await userWithKey();
  await iam.attachUserPolicy({ UserName: 'leaky', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' });
  await testStack.sandbox('POST', 'quarantine', { accessKeyId });
  const { User } = await iam.getUser({ UserName: 'leaky' });
  const question = { PolicySourceArn: User?.Arn ?? '', ActionNames: ['ec2:RunInstances', 'ec2:DescribeInstances'] };
  const { EvaluationResults } = await iam.simulatePrincipalPolicy(question);
  expect(EvaluationResults?.map(({ EvalDecision }) => EvalDecision)).toEqual(['explicitDeny', 'allowed']);
});

test.each([
  ['a key that does not exist', { accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' }, '404'],
  ['another policy', { accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', policy: 'ReadOnlyAccess' }, '400'],
])('%s is refused', async (_, body, status) => {
  await expect(testStack.sandbox('POST', 'quarantine', body)).rejects.toThrow(status);
});

test('with a lag, the use of a key is shown up to 15 minutes late, and without one immediately', () => {
  const late = createLag({ profile: 'usual' });
  const times = Array.from({ length: 200 }, () => late.useLateMs('111122223333'));
  expect(Math.max(...times)).toBeLessThanOrEqual(15 * 60_000);
  expect(Math.max(...times)).toBeGreaterThan(10 * 60_000);
  expect(createLag({ profile: 'off' }).useLateMs('111122223333')).toBe(0);
});
