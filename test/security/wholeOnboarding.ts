import type { IAM } from '@aws-sdk/client-iam';
import { catalog } from '../../catalog/index.ts';
import type { AnyStack, Tenant } from '../support/testStack.ts';
import { roleNameOf } from '../support/tenantNames.ts';
import { later } from '../support/testStack.ts';
import type { Trouble } from './recordingSandbox.ts';
import { signingCertificate, sshPublicKey } from '../support/uploads.ts';

type Parameters = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<'user' | 'group' | 'policy', string | undefined>>;

const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
const nothing = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] });

/** Calls whose answer is lost once, so that Latchkey has to read their result. */
const lost = [
  'CreateUser',
  'CreateGroup',
  'CreatePolicy',
  'AttachUserPolicy',
  'AttachGroupPolicy',
  'AddUserToGroup',
  'CreateAccessKey',
] as const;

/**
 * Runs through everything that can happen to an onboarding: a foreign resource with each name, a denied create, each lost
 * answer, lost access, every kind of user item, a rollback, a retry, the claim and the offboarding.
 */
export async function runWholeOnboarding(
  testStack: AnyStack,
  trouble: (accountId: string, action: string, kind: Trouble) => void,
  blueprint: string,
  parameters: Parameters,
): Promise<Tenant> {
  const tenant = testStack.nextTenant();
  const iam = testStack.root(tenant);
  await testStack.launch(tenant, parameters, blueprint);
  const { body } = await testStack.create(tenant, { blueprint, parameters }, later);
  const { id } = body;
  const { resources } = await testStack.read(id);
  const nameOf = (wanted: string) => resources.find(({ type }) => type === wanted)?.name;
  const names = { user: nameOf('user'), group: nameOf('group'), policy: nameOf('policy') };

  await withForeignOnes(iam, names, async () => {
    await expectStatus(testStack.provision(id), 409);
  });
  // Latchkey looks for the boundary, because a stack without it would explain the denied create.
  await withDenied(iam, roleNameOf(tenant, blueprint), 'iam:CreateUser', () =>
    expectStatus(testStack.provision(id), 409),
  );
  for (const action of lost) trouble(tenant.accountId, action, 'lost');
  for (const action of ['AttachUserPolicy', 'AttachGroupPolicy']) trouble(tenant.accountId, action, 'not-visible');
  await expectStatus(testStack.provision(id), 200);

  await withoutTrust(iam, roleNameOf(tenant, blueprint), () => expectStatus(testStack.claim(id), 409));
  await hangOn(iam, names);
  // The rollback ends in `failed`, with the problem that started it.
  await expectStatus(testStack.provision(id), 409);
  await testStack.until(id, 'failed');
  await expectStatus(testStack.provision(id), 200);
  await expectStatus(testStack.claim(id), 200);
  await expectStatus(testStack.request('GET', `/v1/onboardings/${id}/health?trust=probe`), 200);
  await moveToOtherBoundary(testStack, id, blueprint);
  // Latchkey finds a renamed user by its key, and removes it under its new name.
  if (names.user !== undefined) await iam.updateUser({ UserName: names.user, NewUserName: `${names.user}-renamed` });
  await expectStatus(testStack.request('DELETE', `/v1/onboardings/${id}`), 200);
  return tenant;
}

/**
 * Updates an onboarding that has another version of its blueprint, with the same plan but other tags, and users with another
 * boundary.
 */
async function moveToOtherBoundary(testStack: AnyStack, id: string, name: string): Promise<void> {
  const digest = '0'.repeat(16);
  const blueprint = catalog.find((each) => each.name === name);
  const tagged = <T extends object>(all: readonly T[] = []) => all.map((each) => ({ ...each, tags: { team: 'data' } }));
  const before = { ...blueprint, users: tagged(blueprint?.users), policies: tagged(blueprint?.policies) };
  const document = JSON.stringify(before);
  await testStack.putItem({ pk: `blueprint#${name}#${digest}`, sk: 'version', document });
  await testStack.changeRecord(id, (record) => ({
    boundaryArn: `${record.boundaryArn ?? ''}-before`,
    blueprintDigest: digest,
    // The lost answers of the provisioning would let the update wait for a look at the account.
    unknownCalls: undefined,
  }));
  await expectStatus(testStack.request('POST', `/v1/onboardings/${id}/update`), 200);
}

async function expectStatus(call: ReturnType<AnyStack['request']>, wanted: number): Promise<void> {
  const { status, text } = await call;
  if (status !== wanted) throw new Error(`${String(status)}, not ${String(wanted)}: ${text}`);
}

/** Creates a foreign user, group and policy with the names of the plan, one after the other. */
async function withForeignOnes(iam: IAM, { user, group, policy }: Names, run: () => Promise<void>): Promise<void> {
  if (user !== undefined) {
    await iam.createUser({ UserName: user });
    await run();
    await iam.deleteUser({ UserName: user });
  }
  if (group !== undefined) {
    await iam.createGroup({ GroupName: group });
    await run();
    await iam.deleteGroup({ GroupName: group });
  }
  if (policy !== undefined) {
    const { Policy } = await iam.createPolicy({ PolicyName: policy, PolicyDocument: nothing });
    await run();
    await iam.deletePolicy({ PolicyArn: Policy?.Arn });
  }
}

/** Denies the role one action with an inline policy. */
async function withDenied(iam: IAM, RoleName: string, Action: string, run: () => Promise<void>): Promise<void> {
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action, Resource: '*' }],
  });
  await iam.putRolePolicy({ RoleName, PolicyName: 'cut', PolicyDocument });
  await run();
  await iam.deleteRolePolicy({ RoleName, PolicyName: 'cut' });
}

async function withoutTrust(iam: IAM, RoleName: string, run: () => Promise<void>): Promise<void> {
  const { Role } = await iam.getRole({ RoleName });
  const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  await iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: trust.replace('"Allow"', '"Deny"') });
  await run();
  await iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: trust });
}

/** Adds everything to Latchkey's resources that the account's administrator can add. */
async function hangOn(iam: IAM, { user: UserName, group: GroupName, policy }: Names): Promise<void> {
  if (UserName !== undefined) {
    await iam.createLoginProfile({ UserName, Password: 'Correct-horse-battery-1' });
    await iam.createAccessKey({ UserName });
    await iam.putUserPolicy({ UserName, PolicyName: 'inline', PolicyDocument: nothing });
    await iam.attachUserPolicy({ UserName, PolicyArn: administrator });
    await iam.uploadSSHPublicKey({ UserName, SSHPublicKeyBody: sshPublicKey });
    await iam.uploadSigningCertificate({ UserName, CertificateBody: signingCertificate });
    await iam.createServiceSpecificCredential({ UserName, ServiceName: 'codecommit.amazonaws.com' });
    const { VirtualMFADevice } = await iam.createVirtualMFADevice({ VirtualMFADeviceName: 'phone' });
    const SerialNumber = VirtualMFADevice?.SerialNumber;
    await iam.enableMFADevice({ UserName, SerialNumber, AuthenticationCode1: '123456', AuthenticationCode2: '654321' });
  }
  if (GroupName !== undefined) {
    await iam.putGroupPolicy({ GroupName, PolicyName: 'inline', PolicyDocument: nothing });
    await iam.attachGroupPolicy({ GroupName, PolicyArn: administrator });
  }
  const { Policies = [] } = await iam.listPolicies({ Scope: 'Local' });
  const PolicyArn = Policies.find(({ PolicyName }) => PolicyName === policy)?.Arn;
  if (PolicyArn !== undefined) await iam.createPolicyVersion({ PolicyArn, PolicyDocument: nothing });
}
