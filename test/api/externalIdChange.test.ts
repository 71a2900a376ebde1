import * as z from 'zod';
import { replaceExternalId } from '../../lib/requests/replaceExternalId.ts';
import { changeExternalId } from '../../lib/access/changeExternalId.ts';
import { rememberExternalId } from '../../lib/access/externalIdChange.ts';
import type { Deps } from '../../lib/http/ports.ts';
import { asOperator } from '../support/operator.ts';
import { roleNameOf } from '../support/tenantNames.ts';
import { inventory, keyOf, later, type Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({
    sweepEveryMs: 0,
    environment: {
      LATCHKEY_MARGIN_MS: '150',
      LATCHKEY_REQUEST_TIMEOUT_MS: '800',
      LATCHKEY_LEASE_MS: '3000',
      LATCHKEY_LOST_ACCESS_MS: '1',
    },
  });
});
afterAll(() => testStack.close());

const accessSchema = z.object({
  externalId: z.string(),
  change: z.object({ since: z.string(), waitingFor: z.array(z.string()) }).nullable(),
  stacks: z.array(z.object({ blueprint: z.string(), launchUrl: z.string(), updateCommand: z.string() })),
});
const pathOf = ({ tenantId, accountId }: Tenant) => `/v1/tenants/${tenantId}/access/${accountId}`;
const access = async (tenant: Tenant, as = asOperator) =>
  accessSchema.parse(JSON.parse((await testStack.request('GET', pathOf(tenant), undefined, as)).text));
const change = (tenant: Tenant, replaces: string) =>
  testStack.request('POST', `${pathOf(tenant)}/external-id`, { replaces });
const changed = async (tenant: Tenant, replaces: string) =>
  accessSchema.parse(JSON.parse((await change(tenant, replaces)).text));
const update = (tenant: Tenant, launchUrl: string) =>
  testStack.sandbox('POST', 'launch', { launchUrl, accountId: tenant.accountId, update: true });
const roleOf = (tenant: Tenant, blueprint = 'tutum') =>
  `arn:aws:iam::${tenant.accountId}:role/${roleNameOf(tenant, blueprint)}`;
const named = (name: string) => ({ parameters: { userName: name, policyName: `${name}-policy` } });
const isStored = async (externalId: string) => JSON.stringify(await testStack.items()).includes(externalId);
/** A tenant with an onboarding whose keys are in use. */
const claimed = async () => {
  const tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant)).body;
  return { tenant, id, before: (await access(tenant)).externalId };
};

test('both external IDs work until the new one has worked; then the old one ends, and nothing was offboarded', async () => {
  const { tenant, id, before } = await claimed();
  const begun = await changed(tenant, before);
  expect(begun.externalId).not.toBe(before);
  expect(begun.change?.waitingFor).toEqual([roleOf(tenant)]);
  expect(begun.stacks.map(({ updateCommand }) => updateCommand)).toEqual([
    expect.stringContaining(`ParameterKey=ExternalId,ParameterValue=${begun.externalId}`),
  ]);
  // The stack still has the old external ID.
  keyOf(await testStack.create(tenant, named('second')));
  expect(await access(tenant)).toEqual(begun);

  await update(tenant, begun.stacks[0]?.launchUrl ?? '');
  expect(await isStored(before)).toBe(true);
  keyOf(await testStack.create(tenant, named('third')));
  expect(await access(tenant)).toEqual({ ...begun, change: null });
  expect(await isStored(before)).toBe(false);
  expect((await testStack.get(id)).body.status).toBe('claimed');
  expect((await testStack.offboard(id)).body.status).toBe('offboarded');
  expect((await inventory(testStack, tenant)).users.map(({ name }) => name)).toEqual(['second', 'third']);

  // A stack that goes back to the old external ID is refused.
  const old = (begun.stacks[0]?.launchUrl ?? '').replaceAll(begun.externalId, before);
  await update(tenant, old);
  expect((await testStack.create(tenant)).body.credentials ?? []).toEqual([]);
});

test('an offboarding works with the old external ID during the change', async () => {
  const { tenant, id, before } = await claimed();
  await changed(tenant, before);
  expect((await testStack.offboard(id)).body.status).toBe('offboarded');
  expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
});

test('the change waits for the stacks of all blueprints that are in use', async () => {
  const { tenant, before } = await claimed();
  await testStack.launch(tenant, {}, 'koding');
  keyOf(await testStack.create(tenant, { blueprint: 'koding' }));
  const { stacks, change: started } = await changed(tenant, before);
  expect(started?.waitingFor.toSorted()).toEqual([roleOf(tenant), roleOf(tenant, 'koding')].toSorted());
  const [first, second] = stacks;
  await update(tenant, first?.launchUrl ?? '');
  const useBoth = async (name: string) => {
    await testStack.create(tenant, named(name));
    await testStack.create(tenant, { blueprint: 'koding', parameters: { userName: name, groupName: name } });
  };
  await useBoth('one');
  expect((await access(tenant)).change?.waitingFor).toEqual([roleOf(tenant, second?.blueprint)]);
  await update(tenant, second?.launchUrl ?? '');
  await useBoth('two');
  expect((await access(tenant)).change).toBeNull();
  expect(await isStored(before)).toBe(false);
});

test('two requests at once begin one change; a repetition changes nothing, and any other value is 409', async () => {
  const { tenant, before } = await claimed();
  const [one, other] = await Promise.all([changed(tenant, before), changed(tenant, before)]);
  expect(one.externalId).toBe(other.externalId);
  expect(await changed(tenant, before)).toEqual(one);
  for (const replaces of [one.externalId, 'something-else'])
    expect((await change(tenant, replaces)).body.type).toBe('urn:latchkey:problem:wrong-state');
  await update(tenant, one.stacks[0]?.launchUrl ?? '');
  keyOf(await testStack.create(tenant, named('second')));
  expect((await change(tenant, before)).status).toBe(409);
  expect((await access(tenant)).externalId).toBe(one.externalId);
  const { text } = await testStack.request('GET', '/v1/stops', undefined, asOperator);
  expect(text).toContain(`"action":"change-external-id","scope":"tenant:${tenant.tenantId}"`);
});

test('a change that no role needs any more does not prevent another one', async () => {
  const { tenant, id } = await claimed();
  const before = (await access(tenant)).externalId;
  expect((await testStack.offboard(id)).body.status).toBe('offboarded');
  await testStack.changeRecord(id, () => ({ dueTimes: {}, dueAt: undefined, due: undefined }));
  const first = await changed(tenant, before);
  expect(first.change?.waitingFor).toEqual([]);
  const second = await changed(tenant, first.externalId);
  expect(second.externalId).not.toBe(first.externalId);
  expect([await isStored(before), await isStored(first.externalId)]).toEqual([false, true]);
});

test('a role that is created from an old link during the change can be assumed, and the change waits for it', async () => {
  const tenant = testStack.nextTenant();
  const { id, access: offer } = (await testStack.create(tenant)).body;
  const before = (await access(tenant)).externalId;
  expect((await changed(tenant, before)).change?.waitingFor).toEqual([]);
  await testStack.sandbox('POST', 'launch', { launchUrl: offer?.['launchUrl'], accountId: tenant.accountId });
  expect((await testStack.provision(id)).body.status).toBe('ready');
  expect((await access(tenant)).change?.waitingFor).toEqual([roleOf(tenant)]);
  const { launchUrl = '' } = (await access(tenant)).stacks[0] ?? {};
  await update(tenant, launchUrl);
  keyOf(await testStack.claim(id));
  expect((await access(tenant)).change).toBeNull();
});

test('a role that accepts every ending of the old external ID is found open during the change', async () => {
  const { tenant, before } = await claimed();
  await changed(tenant, before);
  await testStack.openTrust(tenant, ({ Condition: _, ...statement }) => ({
    ...statement,
    Condition: { StringLike: { 'sts:ExternalId': `${before.slice(0, -1)}*` } },
  }));
  const { body } = await testStack.create(tenant, named('second'));
  expect(body.type).toBe('urn:latchkey:problem:trust-policy-open');
});

/** The dependencies of a process that dies at its n-th write of the access, before or after the write. */
function dying(at: number, when: 'before' | 'after'): Deps {
  const own = testStack.deps();
  let writes = 0;
  const saveAccess: Deps['store']['saveAccess'] = async (wanted) => {
    writes += 1;
    if (writes === at && when === 'before') throw new Error('killed');
    const isSaved = await own.store.saveAccess(wanted);
    if (writes === at) throw new Error('killed');
    return isSaved;
  };
  return { ...own, store: { ...own.store, saveAccess } };
}
/** Begins the change in a process of its own. */
const changeIn = (own: Deps, tenant: Tenant, replaces: string) =>
  testStack.run(
    changeExternalId(own, { ...tenant, replaces }, own.clock.monotonic() + 15_000, () => Promise.resolve()),
  );

test.each([
  { at: 1, when: 'before' },
  { at: 1, when: 'after' },
  { at: 2, when: 'before' },
  { at: 2, when: 'after' },
] as const)(
  'a process that dies $when write $at of the change leaves every role usable, and the same request completes the change',
  async ({ at, when }) => {
    const { tenant, id, before } = await claimed();
    await expect(changeIn(dying(at, when), tenant, before)).rejects.toThrow('killed');
    keyOf(await testStack.create(tenant, named('meanwhile')));
    const { stacks, change: begun } = await changed(tenant, before);
    expect(begun?.waitingFor).toEqual([roleOf(tenant)]);
    await update(tenant, stacks[0]?.launchUrl ?? '');
    keyOf(await testStack.create(tenant, named('second')));
    expect((await access(tenant)).change).toBeNull();
    expect((await testStack.offboard(id)).body.status).toBe('offboarded');
  },
);

test('the change stays open until its roles are listed, even if the new external ID has worked for one', async () => {
  const { tenant, before } = await claimed();
  await expect(changeIn(dying(2, 'before'), tenant, before)).rejects.toThrow('killed');
  await update(tenant, (await access(tenant)).stacks[0]?.launchUrl ?? '');
  keyOf(await testStack.create(tenant, named('second')));
  expect((await access(tenant)).change?.waitingFor).toEqual([]);
  expect((await changed(tenant, before)).change).toBeNull();
});

test('while a change that stopped does not know its roles, another change is 409 and both external IDs stay', async () => {
  const { tenant, before } = await claimed();
  await expect(changeIn(dying(2, 'before'), tenant, before)).rejects.toThrow('killed');
  const { externalId } = await access(tenant);
  expect((await change(tenant, externalId)).body.type).toBe('urn:latchkey:problem:wrong-state');
  expect([await isStored(before), (await access(tenant)).externalId]).toEqual([true, externalId]);
});

test('a create that runs while the change begins is refused, or the change waits for its role', async () => {
  const tenant = await testStack.newTenant();
  const before = (await access(tenant)).externalId;
  await testStack.fault({ operation: 'iam:CreateUser', kind: 'delay', ms: 500, times: 1 });
  const [created, begun] = await Promise.all([testStack.create(tenant, {}, later), changed(tenant, before)]);
  if (created.status === 202) expect(begun.change?.waitingFor).toEqual([roleOf(tenant)]);
  else expect([created.status, created.body.type]).toEqual([409, 'urn:latchkey:problem:in-progress']);
});

test('a process that assumed the role with the old external ID after the change has ended must not create anything', async () => {
  const { tenant, before } = await claimed();
  const own = testStack.deps();
  const { stacks } = await changed(tenant, before);
  const during = await testStack.run(own.store.getAccess(tenant.tenantId, tenant.accountId));
  if (during === undefined) throw new Error('there is no access');
  await update(tenant, stacks[0]?.launchUrl ?? '');
  keyOf(await testStack.create(tenant, named('second')));
  await expect(testStack.run(rememberExternalId(own, during, roleOf(tenant, 'koding'), before))).rejects.toMatchObject({
    code: 'AccessDenied',
  });
});

test('a change does not bring back an access that is retired while the change is stored', async () => {
  const { tenant, before } = await claimed();
  const own = testStack.deps();
  const saveAccess: Deps['store']['saveAccess'] = async (wanted) => {
    const isSaved = await own.store.saveAccess(wanted);
    if (wanted.externalIdChange?.isListed === true) await own.store.dropAccess(wanted);
    return isSaved;
  };
  const deps = { ...own, store: { ...own.store, saveAccess } };
  const replaced = testStack.run(
    replaceExternalId(deps, { ...tenant, replaces: before }, own.clock.monotonic() + 15_000),
  );
  await expect(replaced).rejects.toThrow('There is no access');
  expect((await testStack.request('GET', pathOf(tenant))).status).toBe(404);
});

test('the change waits for the role of an offboarded onboarding whose account nobody could check', async () => {
  const { tenant, id, before } = await claimed();
  expect((await testStack.offboard(id)).body.status).toBe('offboarded');
  const unknownCalls = [{ action: 'iam:CreateUser', name: 'tutum', arn: '*', sentAt: 0 }];
  await testStack.changeRecord(id, () => ({ unknownCalls, dueTimes: {}, dueAt: undefined, due: undefined }));
  expect((await changed(tenant, before)).change?.waitingFor).toEqual([roleOf(tenant)]);
});
