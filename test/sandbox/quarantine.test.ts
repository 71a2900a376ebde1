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
  'the sandbox quarantines the user of a key as AWS does, with %s, and the key stays active',
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

test('a quarantine denies what a thief would do first, whatever else the user may do', async () => {
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

test('the use of a key is shown up to 15 minutes late in a late AWS, and at once otherwise', () => {
  const late = createLag({ profile: 'usual' });
  const times = Array.from({ length: 200 }, () => late.useLateMs('111122223333'));
  expect(Math.max(...times)).toBeLessThanOrEqual(15 * 60_000);
  expect(Math.max(...times)).toBeGreaterThan(10 * 60_000);
  expect(createLag({ profile: 'off' }).useLateMs('111122223333')).toBe(0);
});
