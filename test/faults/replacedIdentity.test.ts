import type { IAM } from '@aws-sdk/client-iam';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { inventory, startTestStack, type TestStack, type Tenant } from '../support/testStack.ts';
import { signingCertificate, sshPublicKey } from '../support/uploads.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 100 });
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

/** What an administrator does by hand. */
async function deleteUser(root: IAM): Promise<void> {
  const { AttachedPolicies = [] } = await root.listAttachedUserPolicies({ UserName });
  await Promise.all(AttachedPolicies.map(({ PolicyArn }) => root.detachUserPolicy({ UserName, PolicyArn })));
  await root.deleteUser({ UserName });
}

/** Another external ID in the trust policy locks Latchkey out; the right one lets it in again. */
async function lockOut(tenant: Tenant): Promise<() => Promise<void>> {
  let before: unknown;
  await testStack.openTrust(tenant, (statement) => {
    before = statement['Condition'];
    return { ...statement, Condition: { StringEquals: { 'sts:ExternalId': 'another-external-id-of-32-chars' } } };
  });
  return () => testStack.openTrust(tenant, (statement) => ({ ...statement, Condition: before }));
}

/** An onboarding that a person has to look at; Latchkey is let in again. */
async function newNeedingAttention(hang: (root: IAM) => Promise<unknown>) {
  const { tenant, id, root } = await newReady();
  await hang(root);
  const letIn = await lockOut(tenant);
  expect((await testStack.claim(id)).body.type).toBe('urn:latchkey:problem:access-lost');
  expect((await testStack.read(id)).status).toBe('needs_attention');
  await letIn();
  return { tenant, id, root };
}

describe('a claim of a user that was deleted by hand', () => {
  test.each([
    ['by an administrator', () => '/'],
    ["under another onboarding's path", () => '/latchkey/tutum/ob_01JD0000000000000000000000/'],
    ['under the path of this very onboarding', (id: string) => `/latchkey/tutum/${id}/`],
  ])('and made again %s is 409, makes no key and touches none', async (_, pathOf) => {
    const { tenant, id, root } = await newReady();
    await deleteUser(root);
    await root.createUser({ UserName, Path: pathOf(id) });
    const { AccessKey } = await root.createAccessKey({ UserName });
    const mine = [{ name: UserName, path: pathOf(id), keys: [AccessKey?.AccessKeyId], policies: [] }];

    const { status, body } = await testStack.claim(id);
    expect([status, body.type, body.onboarding]).toEqual([409, 'urn:latchkey:problem:identity-changed', id]);
    expect((await testStack.read(id)).status).toBe('needs_attention');
    expect((await testStack.calls(tenant)).map(({ operation }) => operation)).not.toContain('iam:CreateAccessKey');
    expect((await inventory(testStack, tenant)).users).toEqual(mine);

    // The way on: what is left of this onboarding goes, and what is somebody's stays.
    await testStack.provision(id);
    expect((await testStack.read(id)).status).toBe('failed');
    expect(await inventory(testStack, tenant)).toEqual({ users: mine, policies: [] });
  });

  test('and not made again is 409 as well, not 502 for ever', async () => {
    const { tenant, id, root } = await newReady();
    await deleteUser(root);
    // Long enough after the create that it cannot be on its way any more.
    const { resources } = await testStack.read(id);
    await testStack.table.send(
      new UpdateCommand({
        TableName: 'latchkey-state',
        Key: { pk: `onboarding#${id}`, sk: 'record' },
        UpdateExpression: 'SET resources = :resources',
        ExpressionAttributeValues: {
          ':resources': resources.map((each) => ({ ...each, sentAt: Date.now() - 6 * minute })),
        },
      }),
    );
    const { status, body } = await testStack.claim(id);
    expect([status, body.type, body.onboarding]).toEqual([409, 'urn:latchkey:problem:identity-changed', id]);
    expect((await testStack.read(id)).status).toBe('needs_attention');
    expect((await inventory(testStack, tenant)).users).toEqual([]);
  });
});

test("a claim that died is cleared up without touching the keys of another onboarding's user of that name", async () => {
  const { tenant, id, root } = await newReady();
  await deleteUser(root);
  await root.createUser({ UserName, Path: '/latchkey/tutum/ob_01JD0000000000000000000000/' });
  const { AccessKey } = await root.createAccessKey({ UserName });
  await testStack.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: 'SET #status = :claiming, lease = :over, foreignKeyIds = :none, dueAt = :past, due = :due',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':claiming': 'claiming',
        ':over': { owner: 'dead', by: 'request', attempt: 2, expiresAt: Date.now() - minute },
        ':none': [{ userName: UserName, ids: [] }],
        ':past': Date.now() - minute,
        ':due': 'due',
      },
    }),
  );
  expect(await testStack.until(id, 'needs_attention', 'ready')).toMatchObject({
    status: 'needs_attention',
    problem: { slug: 'identity-changed' },
  });
  expect((await inventory(testStack, tenant)).users).toMatchObject([{ keys: [AccessKey?.AccessKeyId] }]);
});

describe('what others hung on our user', () => {
  test('goes with it, and the receipt names it', async () => {
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

  test("a membership of somebody's group stands in the way; once the user is out of it, all goes", async () => {
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
