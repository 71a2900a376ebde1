import { setTimeout as sleep } from 'node:timers/promises';
import { createLatchkeyClient, type Credential, type LatchkeyClient } from '../../../client/index.ts';
import { backend } from '../../../examples/vendor-backend/backend.ts';
import type { Secrets } from '../../../examples/vendor-backend/secrets.ts';
import { startServer } from '../../../examples/vendor-backend/server.ts';
import { takeKeys } from '../../../examples/vendor-backend/takeKeys.ts';
import { eventually } from '../../support/eventually.ts';
import { hmacSecret, secretsText } from '../../support/senders.ts';
import { startTestStack, token, type TestStack } from '../../support/testStack.ts';

const tenant = { tenantId: 'acme', accountId: '111122223333' };
/** Longer than another process may need to store the keys. */
const laterMs = 6 * 60_000;

let testStack: TestStack;
let latchkey: LatchkeyClient;
let server: Awaited<ReturnType<typeof startServer>>;
const places = new Map<string, readonly Credential[] | undefined>();
const givenUp = new Set<string>();
const stateOf = (id: string) => (places.has(id) ? (places.get(id) === undefined ? 'prepared' : 'stored') : 'absent');
const secrets: Secrets = {
  state: (id) => Promise.resolve(givenUp.has(id) ? 'given up' : stateOf(id)),
  giveUp: (id) => {
    givenUp.add(id);
    return Promise.resolve();
  },
  prepare: (id) => {
    places.set(id, undefined);
    return Promise.resolve();
  },
  store: (id, keys) => {
    places.set(id, keys);
    return Promise.resolve();
  },
};
const depsWith = (more: { latchkey?: LatchkeyClient; secrets?: Secrets } = {}, afterMs = 0) => ({
  latchkey,
  secrets,
  webhookUrl: server.url,
  now: () => Date.now() + afterMs,
  ...more,
});
beforeAll(async () => {
  testStack = await startTestStack({ webhookSecrets: { text: secretsText } });
  await testStack.launch(tenant);
  // Pauses are a tenth as long: another claim in this process needs no two seconds.
  const clock = { now: () => performance.now(), sleep: (ms: number) => sleep(ms / 10) };
  latchkey = createLatchkeyClient({ baseUrl: testStack.url, token, clock });
  // Receives the events of the onboardings that replace others.
  const log = () => undefined;
  server = await startServer(0, (delivery) => backend({ ...depsWith(), webhookSecret: hmacSecret, log })(delivery));
});
afterAll(async () => {
  await server.close();
  await testStack.close();
});

let count = 0;
/** Returns the ID of an onboarding that is ready, without a webhook. */
async function ready(): Promise<string> {
  count += 1;
  const parameters = { userName: `user-${String(count)}`, policyName: `policy-${String(count)}` };
  const { id } = await latchkey.create({ ...tenant, blueprint: 'tutum', parameters }, { async: true });
  await latchkey.waitFor(id, 'ready', { pauseMs: 20 });
  return id;
}

/** Returns a client that loses the answers to these requests, after they arrived or before. */
function losing(lost: RegExp, arrives: boolean): LatchkeyClient {
  return createLatchkeyClient({
    baseUrl: testStack.url,
    token,
    retries: 0,
    fetch: async (request) => {
      const isLost = lost.test(`${request.method} ${new URL(request.url).pathname}`);
      if (!isLost || arrives) {
        const answer = await fetch(request);
        if (!isLost) return answer;
      }
      throw new TypeError('fetch failed');
    },
  });
}

const works = async (keys: readonly Credential[] | undefined) => {
  const [key] = keys ?? [];
  if (key === undefined) return false;
  return (await testStack.stsWith(key).getCallerIdentity({})).Arn === key.userArn;
};

/** Waits until the keys of the onboarding that replaces this one are stored by its webhook event. */
async function replacementOf(id: string) {
  const { parameters } = await latchkey.get(id);
  return eventually(async () => {
    for await (const each of latchkey.all({ tenantId: tenant.tenantId, status: 'claimed' }))
      if (each.id !== id && each.parameters['userName'] === parameters['userName'] && places.get(each.id) !== undefined)
        return each;
    return undefined;
  }, 'the onboarding was not replaced');
}

test('an event that comes twice, also at once, leads to one set of keys', async () => {
  const id = await ready();
  const first = await Promise.all([takeKeys(depsWith(), id), takeKeys(depsWith(), id)]);
  expect(first).toContain('stored');
  const keys = places.get(id);
  expect(await works(keys)).toBe(true);
  expect(await takeKeys(depsWith(), id)).toBe('stored');
  expect(places.get(id)).toBe(keys);
  expect((await latchkey.get(id)).status).toBe('claimed');
});

const claim = /^POST .*\/credentials$/;
const failing: Secrets = { ...secrets, store: () => Promise.reject(new Error('no room')) };

test.each([
  ['the answer of the claim is lost', () => ({ latchkey: losing(claim, true) })],
  ['the keys cannot be stored after all', () => ({ secrets: failing })],
])('if %s, the onboarding is replaced, and the keys of the new one are stored', async (_, broken) => {
  const id = await ready();
  await expect(takeKeys(depsWith(broken()), id)).rejects.toThrow();
  // The keys may still be on their way into the store: nothing is removed yet.
  expect(await takeKeys(depsWith(), id)).toBe('later');
  expect((await latchkey.get(id)).status).toBe('claimed');
  expect(await takeKeys(depsWith({}, laterMs), id)).toBe('replaced');
  expect((await latchkey.get(id)).status).toBe('offboarded');
  const next = await replacementOf(id);
  expect(await works(places.get(next.id))).toBe(true);
});

test('if the process stops while it replaces an onboarding, the next event completes it, once', async () => {
  const id = await ready();
  await expect(takeKeys(depsWith({ latchkey: losing(claim, true) }), id)).rejects.toThrow();
  const stops = depsWith({ latchkey: losing(/^POST \/v1\/onboardings$/, false) }, laterMs);
  await expect(takeKeys(stops, id)).rejects.toThrow();
  expect((await latchkey.get(id)).status).toBe('offboarded');
  const losesAnswer = depsWith({ latchkey: losing(/^POST \/v1\/onboardings$/, true) }, laterMs);
  await expect(takeKeys(losesAnswer, id)).rejects.toThrow();
  const next = await replacementOf(id);
  expect(await takeKeys(depsWith({}, laterMs), id)).toBe('replaced');
  expect(await works(places.get(next.id))).toBe(true);
});

test('if somebody offboards an onboarding whose keys were lost, it is not created again', async () => {
  const id = await ready();
  await expect(takeKeys(depsWith({ latchkey: losing(claim, true) }), id)).rejects.toThrow();
  await latchkey.offboard(id);
  expect(await takeKeys(depsWith({}, laterMs), id)).toBe('nothing to claim');
  const { parameters } = await latchkey.get(id);
  const { onboardings } = await latchkey.list({ tenantId: tenant.tenantId });
  const same = onboardings.filter((each) => each.parameters['userName'] === parameters['userName']);
  expect(same.map((each) => each.id)).toEqual([id]);
});

test('keys that are stored after the onboarding was given up are not taken for good ones', async () => {
  const id = await ready();
  await expect(takeKeys(depsWith({ latchkey: losing(claim, true) }), id)).rejects.toThrow();
  const stops = depsWith({ latchkey: losing(/^POST \/v1\/onboardings$/, false) }, laterMs);
  await expect(takeKeys(stops, id)).rejects.toThrow();
  await secrets.store(id, []);
  expect(await takeKeys(depsWith({}, laterMs), id)).toBe('replaced');
});

test('if the keys cannot be stored, they are not created', async () => {
  const id = await ready();
  const full: Secrets = { ...secrets, prepare: () => Promise.reject(new Error('no permission')) };
  await expect(takeKeys(depsWith({ secrets: full }), id)).rejects.toThrow('no permission');
  expect((await latchkey.get(id)).status).toBe('ready');
});

test('keys that somebody else has claimed, with a link for example, are not taken for lost ones', async () => {
  const id = await ready();
  await secrets.prepare(id);
  await latchkey.claim(id);
  expect(await takeKeys(depsWith({}, laterMs), id)).toBe('nothing to claim');
  expect((await latchkey.get(id)).status).toBe('claimed');
});

test('an old event of a tenant that has left changes nothing', async () => {
  const id = await ready();
  await latchkey.offboard(id);
  const before = places.size;
  expect(await takeKeys(depsWith({}, laterMs), id)).toBe('nothing to claim');
  expect(await takeKeys(depsWith({}, laterMs), 'ob_00000000000000000000000000')).toBe('nothing to claim');
  expect(places.size).toBe(before);
});
