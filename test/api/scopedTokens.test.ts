import * as z from 'zod';
import { contract, routeNames } from '../../lib/http/contract.ts';
import { mayCall, routes, type Route } from '../../lib/http/routes.ts';
import { absentId, pathOf } from '../support/routePath.ts';
import { sha256 } from '../support/sha256.ts';
import { token, type Answer } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

const headersOf = (name: string) => ({ authorization: `Bearer ${name}-token` });
const alphas = headersOf('alphas');
const many = headersOf('many');

let testStack: VirtualStack;
beforeAll(async () => {
  const tokens = [
    `local=${sha256(token)}`,
    `alphas=${sha256('alphas-token')}:alpha`,
    `many=${sha256('many-token')}:alpha|beta|alpha`,
  ];
  // No worker and no sweep run, so that every DynamoDB call is one of the tests' requests.
  testStack = await startVirtualStack({
    environment: { LATCHKEY_API_TOKEN_HASHES: tokens.join(',') },
    worker: false,
    sweepEveryMs: 0,
  });
});
afterAll(() => {
  testStack.close();
});

/** The routes that find their tenant here: by the onboarding, in the path, in the body or in the list. */
const routesOf = (tenant: (typeof contract)[(typeof routeNames)[number]]['tenant']) =>
  routeNames
    .filter((name) => contract[name].tenant === tenant && mayCall(routes[name], 'vendor'))
    .map((name) => ({ name, ...routes[name] }));
const askAs = (route: Route, as: Readonly<Record<string, string>>, given: Readonly<Record<string, string>> = {}) =>
  answerAndCalls(() => testStack.request(route.method, pathOf(route, given), undefined, as));

let accounts = 0;
const create = (tenantId: string, as?: Readonly<Record<string, string>>) => {
  accounts += 1;
  const body = { tenantId, accountId: String(500_000_000_000 + accounts), blueprint: 'tutum' };
  return testStack.request('POST', '/v1/onboardings', body, as);
};

const operationsSchema = z.object({ calls: z.array(z.object({ operation: z.string() })) });
const operations = async () =>
  operationsSchema.parse(await testStack.sandbox('GET', 'calls')).calls.map(({ operation }) => operation);

/** Returns the answer, without its request ID, and the AWS calls that it took. */
async function answerAndCalls(send: () => Promise<Answer>) {
  const before = (await operations()).length;
  const { status, body, text } = await send();
  return {
    status,
    text: text.replace(/"requestId":"[^"]*"/, ''),
    pointer: body.errors[0]?.pointer,
    took: (await operations()).slice(before),
  };
}

test('a token with tenants may create, read and offboard onboardings of these tenants, and set up their access', async () => {
  const { status, body } = await create('alpha', alphas);
  expect(status).toBe(201);
  expect((await testStack.request('GET', `/v1/onboardings/${body.id}`, undefined, alphas)).status).toBe(200);
  const access = { accountId: '500000009999', blueprint: 'tutum' };
  expect((await testStack.request('POST', '/v1/tenants/alpha/access', access, alphas)).status).toBe(200);
  const events = await testStack.request('GET', `/v1/onboardings/${body.id}/events`, undefined, alphas);
  expect(events.text).toContain('"caller":"alphas","action":"create"');
  expect((await testStack.offboard(body.id, alphas)).body.status).toBe('offboarded');
});

test("on every route, another tenant's onboarding gets the same 404 as one that does not exist, after the same reads", async () => {
  const { id } = (await create('gamma')).body;
  const before = await testStack.read(id);
  const ofOne = routesOf('onboarding');
  expect(ofOne.length).toBeGreaterThanOrEqual(9);
  for (const route of ofOne) {
    const theirs = await askAs(route, alphas, { id });
    const none = await askAs(route, alphas, { id: absentId });
    expect([route, theirs]).toEqual([route, none]);
    expect([theirs.status, theirs.text]).toEqual([404, expect.stringContaining('urn:latchkey:problem:not-found')]);
    expect(theirs.took).toEqual(['dynamodb:GetItem']);
  }
  expect(await testStack.read(id)).toEqual(before);
});

test('a create for another tenant is 422 at /tenantId, whether the tenant exists or not, and makes no AWS call', async () => {
  await create('gamma');
  const answers = [
    await answerAndCalls(() => create('gamma', alphas)),
    await answerAndCalls(() => create('nobody', alphas)),
  ];
  for (const { status, pointer, took } of answers) {
    expect([status, pointer, took]).toEqual([422, '/tenantId', []]);
  }
  expect(answers[0]).toEqual(answers[1]);
});

test.each([
  [{ blueprint: 'docker' }, ['/tenantId', '/blueprint']],
  // The answer must not contain the token of the tenant, which its role names have.
  [{ bootstrapRoleArn: 'x' }, ['/tenantId']],
])('a create for another tenant with %j is 422 at %j', async (fields, pointers) => {
  const body = { tenantId: 'gamma', accountId: '500000009998', blueprint: 'tutum', ...fields };
  const answer = await testStack.request('POST', '/v1/onboardings', body, alphas);
  expect([answer.status, answer.body.errors.map(({ pointer }) => pointer)]).toEqual([422, pointers]);
});

test.each(routesOf('path'))(
  '$name of another tenant is 404, whether the tenant exists or not, and reads nothing',
  async (route) => {
    await create('gamma');
    const theirs = await askAs(route, alphas, { tenantId: 'gamma' });
    expect(theirs).toEqual(await askAs(route, alphas, { tenantId: 'nobody' }));
    expect([theirs.status, theirs.took]).toEqual([404, []]);
  },
);

test.each(routesOf(undefined))(
  '$name, which concerns no tenant, returns the same answer for a token with tenants as for any other token',
  async (route) => {
    const theirs = await askAs(route, alphas);
    expect(theirs.status).not.toBe(404);
    expect(theirs).toEqual(await askAs(route, { authorization: `Bearer ${token}` }));
  },
);

test('only the create, the list and the statistics have no tenant and no onboarding in their path', () => {
  expect([...routesOf('body'), ...routesOf('list')].map(({ name }) => name)).toEqual([
    'createOnboarding',
    'listOnboardings',
    'countStatuses',
    'stepTimes',
  ]);
});

describe('the list for a token with tenants', () => {
  const pageSchema = z.object({
    onboardings: z.array(z.object({ id: z.string(), tenantId: z.string() })),
    cursor: z.string().nullable(),
  });
  const listed = async (query: string, as?: Readonly<Record<string, string>>) =>
    pageSchema.parse(JSON.parse((await testStack.request('GET', `/v1/onboardings?${query}`, undefined, as)).text));
  const made: string[] = [];
  beforeAll(async () => {
    for (const tenant of ['alpha', 'gamma', 'beta', 'gamma', 'alpha', 'gamma', 'beta', 'alpha'])
      made.push((await create(tenant)).body.id);
  });

  test.each([
    ['alphas', ['alpha']],
    ['many', ['alpha', 'beta']],
  ])(
    'shows the caller %s only the onboardings of its tenants, newest first, and no cursor names another onboarding',
    async (name, tenants) => {
      const all = (await listed('limit=1000')).onboardings.filter(({ tenantId }) => tenants.includes(tenantId));
      expect(all.length).toBeGreaterThan(2);
      const found: { id: string; tenantId: string }[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page = await listed(`limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`, headersOf(name));
        expect(page.onboardings.length).toBeGreaterThan(0);
        found.push(...page.onboardings);
        const [at] = Buffer.from(page.cursor ?? '', 'base64url')
          .toString()
          .split('.');
        if (page.cursor !== null) expect(found.map(({ id }) => id)).toContain(at);
        ({ cursor } = page);
      }
      expect(found).toEqual(all);
    },
  );

  test('can be filtered by one of the tenants', async () => {
    const { onboardings } = await listed('tenantId=beta', many);
    expect(new Set(onboardings.map(({ tenantId }) => tenantId))).toEqual(new Set(['beta']));
    expect(onboardings).toHaveLength(2);
  });

  test('is empty for another tenant, whether the tenant exists or not, and nothing is read', async () => {
    const theirs = await answerAndCalls(() =>
      testStack.request('GET', '/v1/onboardings?tenantId=gamma', undefined, many),
    );
    const none = await answerAndCalls(() =>
      testStack.request('GET', '/v1/onboardings?tenantId=nobody', undefined, many),
    );
    expect(theirs).toEqual(none);
    expect([theirs.status, theirs.text, theirs.took]).toEqual([200, '{"onboardings":[],"cursor":null}', []]);
  });
});

test('an Idempotency-Key belongs to its caller: the same key of another caller is a different key', async () => {
  const key = { 'idempotency-key': 'one-key' };
  const first = await create('alpha', { ...alphas, ...key });
  const second = await create('alpha', { ...many, ...key });
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(first.body.id).not.toBe(second.body.id);
});
