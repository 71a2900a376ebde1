import * as z from 'zod';
import type { MetricValue } from '../../lib/record/metrics.ts';
import { statusCountsSchema } from '../../lib/http/views/statisticsView.ts';
import { systemClock } from '../../lib/gateways/clock.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildEverything } from '../../lib/gateways/webhookDeps.ts';
import { stateStore } from '../../lib/gateways/state/stateStore.ts';
import { openTable } from '../../lib/gateways/state/table.ts';
import { sweep } from '../../lib/lifecycle/sweep.ts';
import { readService } from '../../local/api/service.ts';
import { createFunctions } from '../../local/functions.ts';
import { startApi } from '../../local/server.ts';
import { newWebhookSecrets } from '../../local/webhookSecrets.ts';
import { ask, asJson } from '../support/ask.ts';
import { later as asynchronous, startTestStack, type TestStack } from '../support/testStack.ts';
import { sampledRows } from '../support/sampledRows.ts';

/** The state table, on which each test deploys functions with other counts. */
let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
});
const closing: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));
afterAll(() => testStack.close());
beforeEach(() => testStack.stack.aws.clear());

const page = z.object({ onboardings: z.array(z.object({ id: z.string() })), cursor: z.string().nullable() });
const made = z.object({ id: z.string() });

/** How far the clocks of the functions are ahead, in milliseconds. */
let aheadMs = 0;

const clock = {
  ...systemClock,
  now: () => systemClock.now() + aheadMs,
  monotonic: () => systemClock.monotonic() + aheadMs,
};

/** Deploys functions with this number of shards. */
async function deploy(shards: number) {
  const config = readConfig({ ...process.env, LATCHKEY_INDEX_SHARDS: String(shards) });
  const webhooks = { ...config.webhooks, secrets: { text: newWebhookSecrets() } };
  const store = stateStore(openTable(config), clock, { indexShards: config.indexShards });
  const deps = { ...buildEverything({ ...config, webhooks }), store };
  const functions = createFunctions(deps);
  const { routes, timeoutMs } = readService('serverless.yml');
  const api = await startApi({ port: 0, routes, timeoutMs, handlers: () => functions.http });
  closing.push(() => api.close(0));
  const send = async (method: string, path: string, more: object = {}, body?: object) => {
    const { text } = await ask(api, method, path, { ...asJson, ...more }, body && JSON.stringify(body));
    const json: unknown = JSON.parse(text);
    return json;
  };
  return {
    create: async (tenant: object, more: object = {}, body: object = {}) =>
      made.parse(await send('POST', '/v1/onboardings', more, { ...tenant, blueprint: 'tutum', ...body })).id,
    offboard: (id: string) => send('DELETE', `/v1/onboardings/${id}`),
    counts: async () => statusCountsSchema.parse(await send('GET', '/v1/statistics/statuses')).statuses,
    list: async (query: string) => page.parse(await send('GET', `/v1/onboardings?${query}`)),
    /** Sweeps a minute later, when the delivery is due too. */
    sweep: async () => {
      let needingAttention: number | undefined;
      const put = (values: readonly MetricValue[]) => {
        needingAttention = values.find(({ name }) => name === 'NeedsAttention')?.value;
      };
      const later = { ...deps.clock, now: () => deps.clock.now() + 60_000 };
      return { ...(await sweep({ ...deps, metrics: { put }, clock: later }, Infinity)), needingAttention };
    },
    /** Waits until the announcement of the last sweep is known everywhere. */
    passAnnouncement: () => {
      aheadMs += 180_000;
    },
  };
}

type Deployed = Awaited<ReturnType<typeof deploy>>;

/**
 * Creates four onboardings that wait, two that are due, one with an event to deliver, and one that needs attention.
 * Returns their IDs, oldest first.
 */
async function onboardEight(functions: Deployed): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let n = 0; n < 4; n += 1) ids.push(await functions.create(testStack.nextTenant()));
  for (let n = 0; n < 2; n += 1) ids.push(await functions.create(testStack.nextTenant(), asynchronous));
  const webhook = { url: 'http://127.0.0.1:9/' };
  ids.push(await functions.create(await testStack.newTenant(), {}, { webhook }));
  const tenant = await testStack.newTenant();
  const blocked = await functions.create(tenant);
  await testStack.root(tenant).createGroup({ GroupName: 'theirs' });
  await testStack.root(tenant).addUserToGroup({ GroupName: 'theirs', UserName: 'tutum' });
  await functions.offboard(blocked);
  return [...ids, blocked];
}

const pagesFrom = async (functions: Deployed, first: z.infer<typeof page>, filter = '') => {
  const listed = [...first.onboardings];
  let { cursor } = first;
  while (cursor !== null) {
    const next: z.infer<typeof page> = await functions.list(`limit=3&cursor=${cursor}${filter}`);
    listed.push(...next.onboardings);
    ({ cursor } = next);
  }
  return listed.map(({ id }) => id);
};

const counts = [
  { name: 'one shard, and then four', before: 1, after: 4 },
  { name: 'one shard', before: 1, after: 1 },
  { name: 'four shards, and then one', before: 4, after: 1 },
  { name: 'four shards', before: 4, after: 4 },
];
// The counts that change: each begins with the functions of a count that does not.
test.each(sampledRows(counts, 2))(
  'with $name, the list, its pages and the sweep have each onboarding once',
  async ({ before, after }) => {
    const earlier = await deploy(before);
    await earlier.sweep();
    earlier.passAnnouncement();
    const older = (await onboardEight(earlier)).toReversed();
    const first = await earlier.list('limit=3');
    const later = await deploy(after);
    await later.sweep();
    later.passAnnouncement();
    const all = [...(await onboardEight(later)).toReversed(), ...older];
    // The count changes between the first page and the others.
    expect(await pagesFrom(later, first)).toEqual(older);
    expect(await pagesFrom(later, await later.list('limit=3'))).toEqual(all);
    expect((await later.list('limit=1000')).onboardings.map(({ id }) => id)).toEqual(all);
    const waiting = await later.list('limit=3&status=awaiting_access');
    expect(await pagesFrom(later, waiting, '&status=awaiting_access')).toHaveLength(8);
    const counts = (await later.counts()).flatMap(({ status, count }) => (count === 0 ? [] : [[status, count]]));
    expect(Object.fromEntries(counts)).toEqual({
      ...{ awaiting_access: 8, provisioning: 4, claimed: 2, needs_attention: 2 },
    });
    // The functions of both deployments run side by side for a while.
    for (const each of [earlier, later])
      expect(await each.sweep()).toEqual({ due: 4, undelivered: 2, needingAttention: 2 });
  },
);

/** Returns the partition keys of all entries in an index. */
const keysIn = async (name: string) =>
  (await testStack.items()).flatMap((item) => (typeof item[name] === 'string' ? [item[name]] : []));

test('an entry has the shard as suffix of its partition key in each index without a tenant', async () => {
  const functions = await deploy(4);
  await functions.sweep();
  functions.passAnnouncement();
  await onboardEight(functions);
  for (const name of ['due', 'undelivered', 'attention', 'listed', 'inStatus']) {
    const keys = await keysIn(name);
    expect(keys.length).toBeGreaterThan(0);
    const prefix = name === 'listed' ? 'onboarding' : name === 'inStatus' ? '[a-z_]+' : name;
    for (const key of keys) expect(key).toMatch(new RegExp(`^${prefix}#[0-3]$`));
  }
  const shardOf = (key: unknown) => String(key).split('#')[1];
  for (const { listed, inStatus } of await testStack.items()) expect(shardOf(inStatus)).toBe(shardOf(listed));
});

test('an entry from before there were shards is listed and handed out', async () => {
  const functions = await deploy(1);
  const id = await functions.create(testStack.nextTenant(), asynchronous);
  const item = (await testStack.items()).find(({ pk }) => pk === `onboarding#${id}`);
  await testStack.putItem({ ...item, pk: `onboarding#${id}`, sk: 'record', due: 'due', listed: 'onboarding' });
  expect((await functions.list('limit=3')).onboardings).toMatchObject([{ id }]);
  expect(await functions.sweep()).toMatchObject({ due: 1 });
});
