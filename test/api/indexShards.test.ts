import * as z from 'zod';
import type { MetricValue } from '../../lib/core/metrics.ts';
import { statusCountsSchema } from '../../lib/http/views/statisticsView.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildEverything } from '../../lib/gateways/webhookDeps.ts';
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

interface Count {
  readonly written: number;
  readonly read: number;
}

const page = z.object({ onboardings: z.array(z.object({ id: z.string() })), cursor: z.string().nullable() });
const made = z.object({ id: z.string() });

/** Deploys functions with this count. */
async function deploy({ written, read }: Count) {
  const counts = { LATCHKEY_INDEX_SHARDS: String(written), LATCHKEY_MOST_INDEX_SHARDS: String(read) };
  const config = readConfig({ ...process.env, ...counts });
  const webhooks = { ...config.webhooks, secrets: { text: newWebhookSecrets() } };
  const deps = buildEverything({ ...config, webhooks });
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
      const clock = { ...deps.clock, now: () => deps.clock.now() + 60_000 };
      return { ...(await sweep({ ...deps, metrics: { put }, clock })), needingAttention };
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

const one = { written: 1, read: 1 };
const four = { written: 4, read: 4 };

const counts: readonly { name: string; before: Count; after: Count }[] = [
  { name: 'one shard, and then four', before: one, after: four },
  { name: 'one shard', before: one, after: one },
  { name: 'four shards, and then one', before: four, after: { written: 1, read: 4 } },
  { name: 'four shards', before: four, after: four },
];
// The counts that change: each begins with the functions of a count that does not.
test.each(sampledRows(counts, 2))(
  'with $name, the list, its pages and the sweep have each onboarding once',
  async ({ before, after }) => {
    const earlier = await deploy(before);
    const older = (await onboardEight(earlier)).toReversed();
    const first = await earlier.list('limit=3');
    const later = await deploy(after);
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
    expect(await later.sweep()).toEqual({ due: 4, undelivered: 2, needingAttention: 2 });
  },
);

test('an entry has the shard as suffix of its partition key in each index without a tenant', async () => {
  const functions = await deploy(four);
  await onboardEight(functions);
  const items = await testStack.items();
  for (const name of ['due', 'undelivered', 'attention', 'listed', 'inStatus']) {
    const keys = items.flatMap((item) => (typeof item[name] === 'string' ? [item[name]] : []));
    expect(keys.length).toBeGreaterThan(0);
    const prefix = name === 'listed' ? 'onboarding' : name === 'inStatus' ? '[a-z_]+' : name;
    for (const key of keys) expect(key).toMatch(new RegExp(`^${prefix}#[0-3]$`));
  }
  const shardOf = (key: unknown) => String(key).split('#')[1];
  for (const { listed, inStatus } of items) expect(shardOf(inStatus)).toBe(shardOf(listed));
});
