import { createOnboarding } from '../../lib/requests/createOnboarding.ts';
import { toProblem } from '../../lib/account/toProblem.ts';
import { slotIsFree } from '../../lib/record/onboarding.ts';
import type { Deps } from '../../lib/http/ports.ts';
import type { RequestDeps } from '../../lib/requests/ports.ts';
import { requestProvision } from '../../lib/requests/requestProvision.ts';
import { createRequestOf } from '../support/createRequest.ts';
import { inventory, type Answer, type Tenant, shortTimes, later } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ environment: shortTimes, sweepEveryMs: 400 });
});
afterAll(() => testStack.close());

/** A tenant with one onboarding that failed because of a foreign user, which is deleted since. */
async function newFailed(): Promise<{ tenant: Tenant; id: string }> {
  const tenant = await testStack.newTenant();
  await testStack.root(tenant).createUser({ UserName: 'tutum' });
  const id = (await testStack.create(tenant)).body.onboarding ?? '';
  await testStack.root(tenant).deleteUser({ UserName: 'tutum' });
  return { tenant, id };
}

/** The tenant's onboardings whose status holds a slot, and the one that the slot item names. */
async function holdersOf({ tenantId }: Tenant) {
  const items = await testStack.items();
  const ids = items
    .filter((item) => item['tenantId'] === tenantId && item['sk'] === 'record')
    .map(({ id }) => String(id));
  const records = await Promise.all(ids.map((id) => testStack.read(id)));
  const slot = items.find(({ pk }) => String(pk).startsWith(`slot#${tenantId}#`));
  return {
    live: records.filter(({ status }) => !slotIsFree(status)).map(({ id }) => id),
    slot: slot?.['onboardingId'],
  };
}

const withStore = (change: (store: RequestDeps['store']) => Partial<RequestDeps['store']>): Deps => {
  const own = testStack.deps();
  return { ...own, store: { ...own.store, ...change(own.store) } };
};

/**
 * The dependencies of a process that pauses after it took the slot, until its hold has run out; `meanwhile` runs then.
 */
function pausedAfterSlot(meanwhile: () => Promise<unknown>): Deps {
  const own = testStack.deps();
  const frozen = withStore((store) => ({
    takeSlot: async (...slot) => {
      const holder = await store.takeSlot(...slot);
      await own.clock.sleep(400);
      await meanwhile();
      return holder;
    },
  }));
  return { ...frozen, settings: { ...frozen.settings, leaseMs: 200, requestTimeoutMs: 50, marginMs: 10 } };
}

type Rival = () => Promise<Answer>;
/** The two requests that take a slot. `hold` returns dependencies that delay the request. */
const ways = {
  'a first create': async (hold: (rival: Rival) => Deps) => {
    const tenant = await testStack.newTenant();
    const own = hold(() => testStack.create(tenant, {}, later));
    const id = own.newOnboardingId();
    const request = createRequestOf(tenant, own.clock.monotonic() + 15_000, { isAsynchronous: true });
    return { tenant, id, work: createOnboarding({ ...own, newOnboardingId: () => id }, request) };
  },
  'a provision from failed': async (hold: (rival: Rival) => Deps) => {
    const { tenant, id } = await newFailed();
    const own = hold(() => testStack.create(tenant, {}, later));
    return { tenant, id, work: requestProvision(own, await testStack.read(id), true, own.clock.monotonic() + 15_000) };
  },
};

describe.each(['a first create', 'a provision from failed'] as const)(
  'between the slot and the record of %s',
  (way) => {
    test('another create is refused, and its problem names the holder of the slot', async () => {
      const answers: Answer[] = [];
      /** Runs the rival immediately before the record is written. */
      const hold = (rival: Rival) => {
        const meanwhile = async () => {
          if (answers.length === 0) answers.push(await rival());
        };
        return withStore((store) => ({
          insert: async (onboarding) => {
            await meanwhile();
            return store.insert(onboarding);
          },
          move: async (before, after) => {
            await meanwhile();
            return store.move(before, after);
          },
        }));
      };
      const { tenant, id, work } = await ways[way](hold);
      await testStack.run<unknown>(work);
      expect(answers.map(({ status, body }) => [status, body.onboarding])).toEqual([[409, id]]);
      await testStack.until(id, 'ready');
      expect(await holdersOf(tenant)).toEqual({ live: [id], slot: id });
    });

    test('a process that pauses until its hold on the slot has run out loses it to a later create', async () => {
      const answers: Answer[] = [];
      const { tenant, work } = await ways[way]((rival) => pausedAfterSlot(async () => answers.push(await rival())));
      const reason: unknown = await testStack.run<unknown>(work).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(toProblem(reason).problem.slug).toBe('out-of-time');
      expect(answers.map(({ status }) => status)).toEqual([202]);
      const id = answers[0]?.body.id ?? '';
      await testStack.until(id, 'ready');
      expect(await holdersOf(tenant)).toEqual({ live: [id], slot: id });
    });
  },
);

test('a create that is refused because its access is being retired releases its slot, so that it can be sent again', async () => {
  const tenant = await testStack.newTenant();
  await testStack.request('POST', `/v1/tenants/${tenant.tenantId}/access`, {
    accountId: tenant.accountId,
    blueprint: 'tutum',
  });
  const retire = async (store: RequestDeps['store'], retiringUntil: number | undefined) => {
    const access = await store.getAccess(tenant.tenantId, tenant.accountId);
    if (access !== undefined) await store.saveAccess({ ...access, retiringUntil, version: access.version + 1 });
  };
  const own = withStore((store) => ({
    takeSlot: async (...slot) => {
      const holder = await store.takeSlot(...slot);
      await retire(store, testStack.now() + 60_000);
      return holder;
    },
  }));
  // With this margin, the access is read again right before the record is written.
  const refused = { ...own, settings: { ...own.settings, marginMs: 0 } };
  const request = createRequestOf(tenant, own.clock.monotonic() + 15_000, { isAsynchronous: true });
  await expect(testStack.run(createOnboarding(refused, request))).rejects.toThrow('being retired');
  expect(await holdersOf(tenant)).toEqual({ live: [], slot: undefined });

  await testStack.run(retire(testStack.deps().store, undefined));
  expect((await testStack.create(tenant)).status).toBe(201);
});

test('three concurrent provisions of a failed onboarding each return its new status', async () => {
  const { tenant, id } = await newFailed();
  const failed = await testStack.read(id);
  const provision = () => {
    const own = testStack.deps();
    return testStack.run(requestProvision(own, failed, false, own.clock.monotonic() + 15_000));
  };
  const statuses = (await Promise.all([provision(), provision(), provision()])).map(({ status }) => status);
  expect(statuses).toContain('ready');
  expect(['provisioning', 'ready']).toEqual(expect.arrayContaining(statuses));
  // A provision that has read the old record and runs after the others have finished.
  expect((await provision()).status).toBe('ready');
  expect((await inventory(testStack, tenant)).users).toMatchObject([{ name: 'tutum', keys: [] }]);
});
