import { setTimeout as sleep } from 'node:timers/promises';
import { createOnboarding } from '../../lib/requests/createOnboarding.ts';
import { toProblem } from '../../lib/core/toProblem.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildDeps } from '../../lib/gateways/deps.ts';
import { slotIsFree } from '../../lib/record/onboarding.ts';
import type { Deps } from '../../lib/http/ports.ts';
import type { RequestDeps } from '../../lib/requests/ports.ts';
import { requestProvision } from '../../lib/requests/requestProvision.ts';
import { createRequestOf } from '../support/createRequest.ts';
import {
  inventory,
  startTestStack,
  type Answer,
  type TestStack,
  type Tenant,
  shortTimes,
  later,
} from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ environment: shortTimes, sweepEveryMs: 100 });
});
afterAll(() => testStack.close());

/** A tenant with one onboarding that failed; what stood in its way is gone. */
async function newFailed(): Promise<{ tenant: Tenant; id: string }> {
  const tenant = await testStack.newTenant();
  await testStack.root(tenant).createUser({ UserName: 'tutum' });
  const id = (await testStack.create(tenant)).body.onboarding ?? '';
  await testStack.root(tenant).deleteUser({ UserName: 'tutum' });
  return { tenant, id };
}

/** The onboardings of a tenant that hold the slot or believe so, and the one that the slot names. */
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

const deps = () => buildDeps(readConfig(process.env));
const withStore = (change: (store: RequestDeps['store']) => Partial<RequestDeps['store']>): Deps => {
  const own = deps();
  return { ...own, store: { ...own.store, ...change(own.store) } };
};

/** A process that takes the slot and then stands still until its hold on it is over; meanwhile something else happens. */
function standingStill(meanwhile: () => Promise<unknown>): Deps {
  const frozen = withStore((store) => ({
    takeSlot: async (...slot) => {
      const holder = await store.takeSlot(...slot);
      await sleep(400);
      await meanwhile();
      return holder;
    },
  }));
  return { ...frozen, settings: { ...frozen.settings, leaseMs: 200, requestTimeoutMs: 50, marginMs: 10 } };
}

type Rival = () => Promise<Answer>;
/** What takes the slot, and how its write can be held up. */
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
    test('a create that comes is refused, and names the holder', async () => {
      const answers: Answer[] = [];
      /** Lets the rival in right before the write that the slot was taken for. */
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
      await work;
      expect(answers.map(({ status, body }) => [status, body.onboarding])).toEqual([[409, id]]);
      await testStack.until(id, 'ready');
      expect(await holdersOf(tenant)).toEqual({ live: [id], slot: id });
    });

    test('a process that stands still past its hold gives way to the one that came meanwhile', async () => {
      const answers: Answer[] = [];
      const { tenant, work } = await ways[way]((rival) => standingStill(async () => answers.push(await rival())));
      const reason: unknown = await work.then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(toProblem(reason).problem.slug).toBe('aws-error');
      expect(answers.map(({ status }) => status)).toEqual([202]);
      const id = answers[0]?.body.id ?? '';
      await testStack.until(id, 'ready');
      expect(await holdersOf(tenant)).toEqual({ live: [id], slot: id });
    });
  },
);

test('of three provisions at once from failed each says what has become of it, none what it was', async () => {
  const { tenant, id } = await newFailed();
  const failed = await testStack.read(id);
  const provision = () => {
    const own = deps();
    return requestProvision(own, failed, false, own.clock.monotonic() + 15_000);
  };
  const statuses = (await Promise.all([provision(), provision(), provision()])).map(({ status }) => status);
  expect(statuses).toContain('ready');
  expect(['provisioning', 'ready']).toEqual(expect.arrayContaining(statuses));
  // One that reads the record as it was, and comes when all is done.
  expect((await provision()).status).toBe('ready');
  expect((await inventory(testStack, tenant)).users).toMatchObject([{ name: 'tutum', keys: [] }]);
});
