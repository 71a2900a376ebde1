import * as z from 'zod';
import { sha256 } from '../support/sha256.ts';
import { keyOf, token } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

/** The tenant of a token that may act for it alone. */
const scopedTenant = { tenantId: 'scoped', accountId: '400000009001' };
const asScoped = { authorization: 'Bearer scoped-token' };

let testStack: VirtualStack;
beforeAll(async () => {
  const hashes = `local=${sha256(token)},scoped=${sha256('scoped-token')}:${scopedTenant.tenantId}`;
  testStack = await startVirtualStack({ sweepEveryMs: 0, environment: { LATCHKEY_API_TOKEN_HASHES: hashes } });
});
afterAll(() => {
  testStack.close();
});

const cycleOf = (userName: string) => ({ blueprint: 'cycle', parameters: { userNames: [userName] } });

/** Launches the stack of Cycle in the tenant's account as well. */
async function launchCycle({ tenantId, accountId }: { tenantId: string; accountId: string }) {
  const path = `/v1/tenants/${tenantId}/access`;
  const { body } = await testStack.request('POST', path, { accountId, ...cycleOf('shared1') });
  await testStack.sandbox('POST', 'launch', { launchUrl: body.launchUrl, accountId });
}

test('a user name that an onboarding of another blueprint has is 409 slot-held, with that onboarding’s ID', async () => {
  const tenant = await testStack.newTenant();
  const held = await testStack.create(tenant, { parameters: { userName: 'shared1' } });
  await launchCycle(tenant);
  const { status, body } = await testStack.create(tenant, cycleOf('shared1'));
  const conflict = { type: 'urn:latchkey:problem:slot-held', conflictsWith: held.body.id };
  expect([status, body]).toEqual([409, expect.objectContaining(conflict)]);
  expect(body.detail).toContain(`which another onboarding created: ${held.body.id} (blueprint tutum).`);
  // The refused create has left an onboarding of its own, which is `failed`.
  expect(body.onboarding).not.toBe(held.body.id);
  expect((await testStack.get(body.onboarding ?? '')).body).toMatchObject({ status: 'failed', problem: conflict });
  await testStack.offboard(held.body.id);
  expect((await testStack.create(tenant, cycleOf('shared1'))).status).toBe(201);
});

test('if the onboarding with that user name belongs to another tenant, the problem names it to a token of all tenants, and not in the record, its events and answers to a link', async () => {
  const tenant = await testStack.newTenant();
  const held = await testStack.create(tenant, { parameters: { userName: 'shared1' } });
  const other = { tenantId: `${tenant.tenantId}-other`, accountId: tenant.accountId };
  await launchCycle(other);
  const webhook = { url: 'https://receiver.invalid/' };
  const { status, body } = await testStack.create(other, { ...cycleOf('shared1'), webhook });
  const id = body.onboarding ?? '';
  expect(body).toMatchObject({ conflictsWith: held.body.id });
  expect([status, body.type, body.detail]).toEqual([
    409,
    'urn:latchkey:problem:slot-held',
    expect.stringMatching(
      new RegExp(
        `has the user shared1, .* in parameters.userNames. .* onboarding ${held.body.id} of the tenant ${tenant.tenantId}`,
      ),
    ),
  ]);
  const link = await testStack.request('POST', `/v1/onboardings/${id}/link`);
  const tokenOf = z.object({ token: z.string() }).parse(link.body).token;
  const provision = await testStack.provision(id, { authorization: `Bearer ${tokenOf}` });
  expect([provision.status, provision.body.type]).toEqual([409, 'urn:latchkey:problem:slot-held']);
  const { events } = await testStack.read(id);
  expect(JSON.stringify(events)).toContain('slot-held');
  for (const text of [provision.text, (await testStack.get(id)).text, JSON.stringify(events)]) {
    expect(text).not.toContain(held.body.id);
    expect(text).not.toContain('/tutum/');
  }
});

test('a user whose name another tenant has got since is named by its ID alone in a look, and the problem of a rotation says whose it is to a token of all tenants only', async () => {
  const tenant = scopedTenant;
  await testStack.launch(tenant);
  const created = await testStack.create(tenant, { parameters: { userName: 'shared1' } });
  const { id } = created.body;
  const { accessKeyId: AccessKeyId } = keyOf(created);
  const root = testStack.root(tenant);
  const { AttachedPolicies = [] } = await root.listAttachedUserPolicies({ UserName: 'shared1' });
  for (const { PolicyArn } of AttachedPolicies) await root.detachUserPolicy({ UserName: 'shared1', PolicyArn });
  await root.deleteAccessKey({ UserName: 'shared1', AccessKeyId });
  await root.deleteUser({ UserName: 'shared1' });
  const other = { tenantId: `${tenant.tenantId}-other`, accountId: tenant.accountId };
  await launchCycle(other);
  const theirs = (await testStack.create(other, cycleOf('shared1'))).body.id;
  const { User } = await root.getUser({ UserName: 'shared1' });
  await testStack.pass(10 * 60_000);
  const look = await testStack.request('GET', `/v1/onboardings/${id}/health`, undefined, asScoped);
  expect([look.status, look.text]).toEqual([200, expect.stringContaining(User?.UserId ?? 'none')]);
  expect(look.text).not.toContain(theirs);
  const rotation = await testStack.rotate(id, { replaces: AccessKeyId });
  expect([rotation.status, rotation.body.type]).toEqual([409, 'urn:latchkey:problem:identity-changed']);
  expect(rotation.body.detail).toContain(`The name belongs to onboarding ${theirs} of the tenant ${other.tenantId}.`);
  const scoped = await testStack.rotate(id, { replaces: AccessKeyId }, asScoped);
  expect([scoped.status, scoped.body.type]).toEqual([409, 'urn:latchkey:problem:identity-changed']);
  expect(scoped.text).not.toContain(theirs);
});

test('the conflict with an onboarding of the same slot says what to do, and names the parameter of the user names', async () => {
  const tenant = testStack.nextTenant();
  const { id } = (await testStack.create(tenant, cycleOf('ada'))).body;
  const { body } = await testStack.create(tenant, cycleOf('ada'));
  expect(body).toMatchObject({ onboarding: id, conflictsWith: id });
  expect(body.detail).toBe(
    `Onboarding ${id} (status awaiting_access) already exists for this tenant, account, blueprint and user names. Use that onboarding, offboard it (DELETE /v1/onboardings/${id}), or send another name in parameters.userNames.`,
  );
});

test('a provision that conflicts with a later onboarding names no parameter, because it takes none', async () => {
  const tenant = await testStack.newTenant();
  await testStack.root(tenant).createUser({ UserName: 'tutum' });
  const failed = (await testStack.create(tenant)).body.onboarding ?? '';
  await testStack.root(tenant).deleteUser({ UserName: 'tutum' });
  const { id } = (await testStack.create(tenant)).body;
  const { status, body } = await testStack.provision(failed);
  expect([status, body.onboarding]).toEqual([409, id]);
  expect(body.detail.endsWith(`Use that onboarding or offboard it (DELETE /v1/onboardings/${id}).`)).toBe(true);
});
