import type { Deps } from '../../lib/http/ports.ts';
import { sweep } from '../../lib/lifecycle/sweep.ts';
import { eraseTenant } from '../../lib/requests/eraseTenant.ts';
import { takeSlot } from '../../lib/requests/slot.ts';
import { stopRequests } from '../../lib/requests/stops.ts';
import { redeliver } from '../../lib/webhooks/redeliver.ts';
import { erasures, erasuresIn, startForErasures } from '../support/erasures.ts';
import { asIs, asOperator, keyed } from '../support/operator.ts';
import { keyOf, type Tenant } from '../support/testStack.ts';
import type { VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startForErasures();
});
afterAll(() => testStack.close());

const { age, erase, stop, allow, audit, ended, naming } = erasures(() => testStack);

const eraser = { by: 'local', action: 'erase-tenant', requestId: 'r' };

/** The dependencies of a process that dies before or after its n-th call of one of these writes. */
function dying(at: number, when: 'before' | 'after'): { deps: Deps; wrote: () => number } {
  const own = testStack.deps();
  let writes = 0;
  const killed =
    <A extends readonly unknown[], T>(write: (...given: A) => Promise<T>) =>
    async (...given: A): Promise<T> => {
      writes += 1;
      if (writes === at && when === 'before') throw new Error('killed');
      const answer = await write(...given);
      if (writes === at) throw new Error('killed');
      return answer;
    };
  const { saveControls, saveAccess, dropAccess, erase: eraseOne } = own.store;
  const store = {
    ...own.store,
    saveControls: killed(saveControls),
    saveAccess: killed(saveAccess),
    dropAccess: killed(dropAccess),
    erase: killed(eraseOne),
  };
  return {
    deps: { ...own, store, actor: eraser },
    wrote: () => writes,
  };
}

test.each([1, 2, 3, 4, 5].flatMap((at) => (['before', 'after'] as const).map((when) => ({ at, when }))))(
  'a process that dies $when write $at of an erasure leaves nothing that a repetition does not erase',
  async ({ at, when }) => {
    const { tenant, id } = await ended();
    await age(id);
    const before = erasuresIn(await audit());
    const { deps } = dying(at, when);
    const soon = deps.clock.monotonic() + 15_000;
    await expect(testStack.run(eraseTenant(deps, tenant.tenantId, false, soon))).rejects.toThrow('killed');
    if (at === 2 && when === 'after') await unmark(tenant);
    let answer = await erase(tenant);
    if (answer.status === 409) answer = await again(tenant);
    expect(answer.status).toBe(204);
    expect(await naming(`"${tenant.tenantId}"`, `tenant:${tenant.tenantId}"`, id)).toEqual([]);
    expect(erasuresIn(await audit()) - before).toBe(2);
  },
);

test('an onboarding whose erasure has stopped in between is gone for every caller, and a repetition completes it', async () => {
  const { tenant, id } = await ended();
  await testStack.changeRecord(id, () => ({ isErasing: true }));
  expect((await testStack.get(id)).status).toBe(404);
  expect((await testStack.offboard(id)).status).toBe(404);
  expect((await testStack.request('GET', `/v1/onboardings?tenantId=${tenant.tenantId}`)).text).not.toContain(id);
  expect((await erase(tenant)).status).toBe(204);
  expect(await naming(`"${tenant.tenantId}"`, id)).toEqual([]);
});

test('an event whose onboarding is erased while somebody sends it again is 404, and nothing of the onboarding is left', async () => {
  const { tenant, id } = await ended();
  await age(id);
  await testStack.changeRecord(id, ({ audit: [entry] }) => ({
    webhook: { url: 'https://vendor.example/hook' },
    events: [delivered],
    // So many that the next one moves the first one to an item of its own.
    audit: Array.from({ length: 20 }, (_, index) => ({ ...entry, n: index + 1 })),
  }));
  const own = testStack.deps();
  const record = await testStack.run(own.store.get(id));
  if (record === undefined) throw new Error('there is no record');
  const archiveAudit: typeof own.store.archiveAudit = async (...given) => {
    expect((await erase(tenant)).status).toBe(204);
    return own.store.archiveAudit(...given);
  };
  const deps = { ...own, actor: { ...eraser, action: 'redeliver' }, store: { ...own.store, archiveAudit } };
  const refused = await testStack.run(redeliver(deps, record, delivered.id)).catch((error: unknown) => error);
  expect(refused).toMatchObject({ problem: { slug: 'unknown-delivery' } });
  expect(await naming(id)).toEqual([]);
});

const delivered = {
  id: 'msg_1',
  type: 'onboarding.offboarded',
  at: 1,
  data: {},
  state: 'delivered',
  round: 1,
  tries: [],
};

test('an onboarding whose erasure has stopped in between is erased by the next sweep, if nobody repeats the request', async () => {
  const { tenant, id } = await ended();
  await age(id);
  const { tenantId, accountId } = tenant;
  expect((await testStack.request('DELETE', `/v1/tenants/${tenantId}/access/${accountId}`)).status).toBe(204);
  const refused = { kind: 'answer', status: 400, code: 'ValidationException', message: 'refused' } as const;
  await testStack.fault({ operation: 'dynamodb:DeleteItem', ...refused });
  expect((await erase(tenant)).status).toBeGreaterThanOrEqual(500);
  await testStack.clearFaults();
  expect((await testStack.get(id)).status).toBe(404);
  expect(await naming(id)).not.toEqual([]);
  await testStack.run(sweep(testStack.deps(), Infinity));
  await testStack.eventually(async () => ((await naming(id)).length === 0 ? true : undefined), 'it is still stored');
});

/** The mark of a retirement that has stopped lasts for 30 seconds. */
const unmark = ({ tenantId, accountId }: Tenant) =>
  testStack.changeItem({ pk: `access#${tenantId}#${accountId}`, sk: 'access' }, (access) => ({
    ...access,
    retiringUntil: 1,
  }));
const again = async (tenant: Tenant) => {
  await unmark(tenant);
  return erase(tenant);
};

test('an erasure that a create refuses in one account ends after its work in the others, and says what is erased', async () => {
  const { tenant, id } = await ended();
  const elsewhere = { ...tenant, accountId: '700000000078' };
  const waiting = (await testStack.create(elsewhere)).body;
  await testStack.offboard(waiting.id);
  for (const each of [id, waiting.id]) await age(each);
  const own = { ...testStack.deps(), actor: eraser };
  const accountsOf: typeof own.store.accountsOf = async (...given) => {
    const found = await own.store.accountsOf(...given);
    expect((await testStack.create(tenant)).body.status).toBe('claimed');
    return found;
  };
  const erasing = eraseTenant(
    { ...own, store: { ...own.store, accountsOf } },
    tenant.tenantId,
    false,
    own.clock.monotonic() + 15_000,
  );
  const refused = await testStack.run(erasing).catch((error: unknown) => error);
  const access = await testStack.run(own.store.getAccess(tenant.tenantId, elsewhere.accountId));
  expect(refused).toMatchObject({ problem: { slug: 'slot-held' } });
  expect(String(refused)).toContain(
    `A part of the tenant is erased: its access to the account ${elsewhere.accountId}.`,
  );
  expect(access).toBeUndefined();
  expect((await testStack.get(id)).status).toBe(200);
});

test.each([
  ['while an erasure reads it', 'archivedActions'],
  ['after an erasure has read it', 'replaceActions'],
] as const)(
  'stops of others that move entries of the audit trail %s do not keep the tenant in it',
  async (_, during) => {
    const { tenant, id } = await ended();
    await age(id);
    await stop(tenant);
    await allow(tenant);
    const own = { ...testStack.deps(), actor: eraser };
    const soon = own.clock.monotonic() + 15_000;
    const scopes = [1, 2, 3, 4, 5].map((n) => `blueprint:${during}-${String(n)}` as const);
    // The first read of the archive only finds out whether something of the tenant is stored.
    let callsBefore = during === 'archivedActions' ? 2 : 1;
    const others = async () => {
      callsBefore -= 1;
      if (callsBefore === 0) for (const scope of scopes) await stopRequests(own, scope, 'r', soon);
    };
    const { archivedActions, replaceActions } = own.store;
    const store: Deps['store'] = {
      ...own.store,
      archivedActions: async (...given) => {
        const found = await archivedActions(...given);
        if (during === 'archivedActions') await others();
        return found;
      },
      replaceActions: async (...given) => {
        await replaceActions(...given);
        if (during === 'replaceActions') await others();
      },
    };
    await testStack.run(eraseTenant({ ...own, store }, tenant.tenantId, false, soon));
    expect(callsBefore).toBeLessThan(1);
    expect(await naming(tenant.tenantId)).toEqual([]);
    for (const each of scopes) await testStack.request('DELETE', `/v1/stops/${each}`, undefined, asOperator);
  },
);

test('a process that moves entries of the audit trail late does not bring the tenant back', async () => {
  const { tenant, id } = await ended();
  await age(id);
  await stop(tenant);
  await allow(tenant);
  const { store } = testStack.deps();
  const { actions = [] } = (await testStack.run(store.getControls())) ?? {};
  expect(asIs(actions).join()).toContain(tenant.tenantId);
  expect((await erase(tenant)).status).toBe(204);
  await testStack.run(store.archiveActions(actions));
  expect(await naming(tenant.tenantId)).toEqual([]);
});

test('the record of another tenant that was refused a name does not keep the erased tenant that had it', async () => {
  const tenant = await testStack.newTenant();
  const held = (await testStack.create(tenant, { parameters: { userName: 'shared1' } })).body;
  const other = { ...testStack.nextTenant(), accountId: tenant.accountId };
  const cycle = { blueprint: 'cycle', parameters: { userNames: ['shared1'] } };
  const { launchUrl } = (
    await testStack.request('POST', `/v1/tenants/${other.tenantId}/access`, { accountId: other.accountId, ...cycle })
  ).body;
  await testStack.sandbox('POST', 'launch', { launchUrl, accountId: other.accountId });
  const refused = () => testStack.create(other, cycle, keyed('refused'));
  const first = await refused();
  expect([first.status, first.body.detail]).toEqual([409, expect.stringContaining(`tenant ${tenant.tenantId}.`)]);
  expect((await refused()).body.detail).toBe(first.body.detail);

  await testStack.offboard(held.id);
  await age(held.id);
  expect((await erase(tenant)).status).toBe(204);
  expect(await naming(tenant.tenantId)).toEqual([]);
  const repeated = await refused();
  expect([repeated.status, repeated.body.detail]).toEqual([
    409,
    first.body.detail.replace(/ The name belongs to onboarding .*/, ''),
  ]);
});

test('the slot of a create that has stopped before it stored its record is erased when its reservation is over', async () => {
  const { tenant, id } = await ended();
  await age(id);
  const own = { ...testStack.deps(), actor: eraser };
  const slot = { ...tenant, blueprint: 'tutum', userNames: ['another'] };
  const stopped = { id: 'ob_01JD0000000000000000000009', version: 0 };
  await testStack.run(takeSlot(own, slot, stopped, own.clock.monotonic() + 5000));

  const refused = await erase(tenant);
  expect([refused.status, refused.body.type]).toEqual([409, 'urn:latchkey:problem:in-progress']);
  expect(refused.body.detail).toContain('A part of the tenant is erased');
  await testStack.run(own.clock.sleep(1000 * Number(refused.headers.get('retry-after'))));
  expect((await erase(tenant)).status).toBe(204);
  expect(await naming(tenant.tenantId)).toEqual([]);

  // Nothing else of the tenant is stored any more.
  await testStack.run(takeSlot(own, slot, stopped, own.clock.monotonic() + 5000));
  await testStack.run(own.clock.sleep(60_000));
  expect((await erase(tenant)).status).toBe(204);
  expect(await naming(tenant.tenantId)).toEqual([]);
});

test.each([
  ['stopped', 503],
  ['key-reused', 422],
])('a create that is refused with %s stores nothing about its tenant', async (slug, expected) => {
  const tenant = testStack.nextTenant();
  await testStack.create(await testStack.newTenant(), {}, keyed('reused'));
  if (slug === 'stopped') await testStack.request('POST', '/v1/stops/all', { reason: 'r' }, asOperator);
  const { status, body } = await testStack.create(tenant, {}, keyed(slug === 'stopped' ? 'new' : 'reused'));
  await testStack.request('DELETE', '/v1/stops/all', undefined, asOperator);
  expect([status, body.type]).toEqual([expected, `urn:latchkey:problem:${slug}`]);
  expect(await naming(tenant.tenantId)).toEqual([]);
});

test('of an erasure and a create at the same time, the create is refused, or works and loses nothing', async () => {
  const { tenant, id } = await ended();
  await age(id);
  const [created] = await Promise.all([testStack.create(tenant), erase(tenant)]);
  if (created.body.status === 'claimed') {
    await testStack.stsWith(keyOf(created)).getCallerIdentity({});
    expect((await testStack.offboard(created.body.id)).body.status).toBe('offboarded');
  } else expect([201, 409]).toContain(created.status);
});
