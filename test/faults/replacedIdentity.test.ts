import type { IAM } from '@aws-sdk/client-iam';
import { lockOut } from '../support/lockOut.ts';
import { believedAtOnce, inventory, type Tenant } from '../support/testStack.ts';
import { signingCertificate, sshPublicKey } from '../support/uploads.ts';
import { iamPathOf } from '../support/tenantNames.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 400, environment: believedAtOnce });
});
afterAll(() => testStack.close());

const UserName = 'tutum';
const minute = 60_000;

async function newReady() {
  const tenant = await testStack.newTenant();
  const { body } = await testStack.create(tenant, {}, { prefer: 'respond-async' });
  await testStack.until(body.id, 'ready');
  return { tenant, id: body.id, root: testStack.root(tenant) };
}

/** Deletes the user as an administrator. */
async function deleteUser(root: IAM): Promise<void> {
  const { AttachedPolicies = [] } = await root.listAttachedUserPolicies({ UserName });
  await Promise.all(AttachedPolicies.map(({ PolicyArn }) => root.detachUserPolicy({ UserName, PolicyArn })));
  await root.deleteUser({ UserName });
}

/** An onboarding in `needs_attention`, for which Latchkey can assume the role again. */
async function newNeedingAttention(hang: (root: IAM) => Promise<unknown>) {
  const { tenant, id, root } = await newReady();
  await hang(root);
  const restoreTrust = await lockOut(testStack, tenant);
  expect((await testStack.claim(id)).body.type).toBe('urn:latchkey:problem:access-lost');
  expect((await testStack.read(id)).status).toBe('needs_attention');
  await restoreTrust();
  return { tenant, id, root };
}

describe('a claim, after an administrator deleted our user', () => {
  test.each([
    ['the path /', (): string => '/'],
    ["another onboarding's path", (tenant: Tenant) => iamPathOf(tenant, 'ob_01JD0000000000000000000000')],
    ['the path of this onboarding', (tenant: Tenant, id: string) => iamPathOf(tenant, id)],
  ])('and created another one with %s, is 409 and creates, changes and deletes no key', async (_, pathOf) => {
    const { tenant, id, root } = await newReady();
    await deleteUser(root);
    await root.createUser({ UserName, Path: pathOf(tenant, id) });
    const { AccessKey } = await root.createAccessKey({ UserName });
    const mine = [{ name: UserName, path: pathOf(tenant, id), keys: [AccessKey?.AccessKeyId], policies: [] }];

    const { status, body } = await testStack.claim(id);
    expect([status, body.type, body.onboarding]).toEqual([409, 'urn:latchkey:problem:identity-changed', id]);
    expect((await testStack.read(id)).status).toBe('needs_attention');
    expect((await testStack.calls(tenant)).map(({ operation }) => operation)).not.toContain('iam:CreateAccessKey');
    expect((await inventory(testStack, tenant)).users).toEqual(mine);

    // A provision then removes the rest of this onboarding and keeps the foreign user.
    await testStack.provision(id);
    expect((await testStack.read(id)).status).toBe('failed');
    expect(await inventory(testStack, tenant)).toEqual({ users: mine, policies: [] });
  });

  test('and created no other, is 409 too, not 502 each time', async () => {
    const { tenant, id, root } = await newReady();
    await deleteUser(root);
    // So long after the CreateUser that AWS cannot carry it out late.
    await testStack.changeRecord(id, ({ resources }) => ({
      resources: resources.map((each) => ({ ...each, sentAt: testStack.now() - 6 * minute })),
    }));
    const { status, body } = await testStack.claim(id);
    expect([status, body.type, body.onboarding]).toEqual([409, 'urn:latchkey:problem:identity-changed', id]);
    expect((await testStack.read(id)).status).toBe('needs_attention');
    expect((await inventory(testStack, tenant)).users).toEqual([]);
  });
});

test("the takeover of a crashed claim keeps the keys of another onboarding's user of the same name", async () => {
  const { tenant, id, root } = await newReady();
  await deleteUser(root);
  await root.createUser({ UserName, Path: iamPathOf(tenant, 'ob_01JD0000000000000000000000') });
  const { AccessKey } = await root.createAccessKey({ UserName });
  const past = testStack.now() - minute;
  await testStack.changeRecord(id, () => ({
    status: 'claiming',
    lease: { owner: 'dead', by: 'request', attempt: 2, expiresAt: past, since: past },
    foreignKeyIds: [{ userName: UserName, ids: [] }],
    dueTimes: { lease: past },
    dueAt: past,
    due: 'due#0',
  }));
  expect(await testStack.until(id, 'needs_attention', 'ready')).toMatchObject({
    status: 'needs_attention',
    problem: { slug: 'identity-changed' },
  });
  expect((await inventory(testStack, tenant)).users).toMatchObject([{ keys: [AccessKey?.AccessKeyId] }]);
});

describe('what an administrator added to our user', () => {
  test('is removed with the user, and the receipt names it', async () => {
    const serial: string[] = [];
    const { tenant, id, root } = await newNeedingAttention(async (iam) => {
      const { VirtualMFADevice } = await iam.createVirtualMFADevice({ VirtualMFADeviceName: 'phone' });
      const SerialNumber = VirtualMFADevice?.SerialNumber ?? '';
      serial.push(SerialNumber);
      const PolicyDocument = JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
      });
      await Promise.all([
        iam.enableMFADevice({ UserName, SerialNumber, AuthenticationCode1: '123456', AuthenticationCode2: '654321' }),
        iam.createLoginProfile({ UserName, Password: 'Passw0rd!' }),
        iam.putUserPolicy({ UserName, PolicyName: 'extra', PolicyDocument }),
        iam.attachUserPolicy({ UserName, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
        iam.uploadSSHPublicKey({ UserName, SSHPublicKeyBody: sshPublicKey }),
        iam.uploadSigningCertificate({ UserName, CertificateBody: signingCertificate }),
        iam.createServiceSpecificCredential({ UserName, ServiceName: 'codecommit.amazonaws.com' }),
        iam.createAccessKey({ UserName }),
      ]);
    });
    await testStack.provision(id);
    const { body } = await testStack.get(id);
    expect(body.status).toBe('failed');
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
    const receipt = body.receipt?.resources.map(({ type, status }) => `${type} ${status}`) ?? [];
    expect(receipt.toSorted()).toEqual([
      'access-key removed',
      'attached-policy removed',
      'inline-policy removed',
      'login-profile removed',
      'mfa-device left',
      'policy removed',
      'service-specific-credential removed',
      'signing-certificate removed',
      'ssh-public-key removed',
      'user removed',
    ]);
    expect(body.receipt?.resources).toContainEqual(
      expect.objectContaining({ type: 'mfa-device', id: serial[0], reason: expect.stringContaining('deactivated') }),
    );
    const { VirtualMFADevices = [] } = await root.listVirtualMFADevices({ AssignmentStatus: 'Unassigned' });
    expect(VirtualMFADevices.map(({ SerialNumber }) => SerialNumber)).toEqual(serial);
  });

  test('blocks the rollback if it is membership of a foreign group; without it, everything is removed', async () => {
    const GroupName = 'admins';
    const { tenant, id, root } = await newNeedingAttention(async (iam) => {
      await iam.createGroup({ GroupName });
      await iam.addUserToGroup({ GroupName, UserName });
    });
    const { status, body } = await testStack.provision(id);
    expect([status, body.type, body.onboarding]).toEqual([409, 'urn:latchkey:problem:undo-blocked', id]);
    expect(body.detail).toContain(`added to the group ${GroupName}`);
    expect((await testStack.read(id)).status).toBe('needs_attention');
    expect((await inventory(testStack, tenant)).users).toMatchObject([{ name: UserName }]);

    await root.removeUserFromGroup({ GroupName, UserName });
    await testStack.provision(id);
    expect((await testStack.read(id)).status).toBe('failed');
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
    expect((await root.getGroup({ GroupName })).Users).toEqual([]);
  });
});
