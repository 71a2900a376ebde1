import type { Deps } from '../../lib/http/ports.ts';
import { readSealing } from '../../lib/http/recipient.ts';
import { readRotation } from '../../lib/http/request/rotationBody.ts';
import { readClaimBody } from '../../lib/http/request/schema.ts';
import type { WorkResult } from '../../lib/lifecycle/disclose.ts';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import { requestClaim } from '../../lib/requests/requestClaim.ts';
import { requestRotation } from '../../lib/requests/requestRotation.ts';
import { newRecipient, type TestRecipient } from '../support/recipientKeys.ts';
import { opened } from '../support/sealedKeys.ts';
import { takeOver } from '../support/takeOver.ts';
import type { Tenant } from '../support/testStack.ts';
import type { VirtualStack } from '../support/virtualStack.ts';
import { attempt, budgetMs, depsWith, keysOf, newReady, startFenceStack, type Trouble } from './fenceTrouble.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startFenceStack();
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

type KeyIds = Awaited<ReturnType<typeof keysOf>>;

/** What a test does with keys that are sealed. */
interface Way {
  /** The status in which the key can be asked for. */
  readonly from: 'ready' | 'claimed';
  /** Returns the IDs of the keys that the user has before. */
  readonly prepare: (id: string, tenant: Tenant) => Promise<KeyIds>;
  /** Asks for a key that is sealed for this recipient, as a process with these dependencies. */
  readonly ask: (deps: Deps, onboarding: Onboarding, recipient: TestRecipient, before: KeyIds) => Promise<WorkResult>;
  /** The same request over HTTP. */
  readonly request: (before: KeyIds) => { readonly path: string; readonly body: object };
}

const sealingOf = (deps: Deps, onboarding: Onboarding, recipient: TestRecipient, replaces?: string) =>
  readSealing(deps, {
    recipientKey: readClaimBody({ recipientKey: recipient.jwk }).recipientKey,
    writing: { form: 'json', profile: 'tutum' },
    caller: { kind: 'vendor', name: 'local' },
    onboarding,
    ...(replaces !== undefined && { replaces }),
  });
const deadlineOf = ({ clock }: Deps) => clock.monotonic() + budgetMs;

const sealedWays: Readonly<Record<string, Way>> = {
  claim: {
    from: 'ready',
    prepare: () => Promise.resolve([]),
    ask: async (deps, onboarding, recipient) =>
      requestClaim(deps, onboarding, {
        recipient: await sealingOf(deps, onboarding, recipient),
        deadline: deadlineOf(deps),
      }),
    request: () => ({ path: 'credentials', body: {} }),
  },
  rotation: {
    from: 'claimed',
    prepare: async (id, tenant) => {
      await testStack.claim(id);
      return keysOf(testStack, tenant);
    },
    ask: async (deps, onboarding, recipient, before) => {
      const { rotation } = readRotation({ replaces: before[0] }, onboarding);
      const sealing = await sealingOf(deps, onboarding, recipient, before[0]);
      return requestRotation(deps, onboarding, rotation, { recipient: sealing, deadline: deadlineOf(deps) });
    },
    request: ([replaces]) => ({ path: 'credentials/rotate', body: { replaces } }),
  },
};

describe.each(Object.entries(sealedWays))('the fence of a sealed %s', (_, { from, prepare, ask, request }) => {
  /** Asks for a sealed key while the table is in trouble. */
  const askInTrouble = async (recipient: TestRecipient, trouble: Trouble) => {
    const tenant = await testStack.newTenant();
    const id = await newReady(testStack, tenant);
    const before = await prepare(id, tenant);
    const deps = depsWith(testStack, trouble);
    const asked = ask(deps, await testStack.read(id), recipient, before);
    return { ...(await attempt(testStack, id, tenant, asked)), before };
  };
  /** Sends the same request again, and returns the IDs of the keys that it opens. */
  const askAgain = async (id: string, recipient: TestRecipient, before: KeyIds) => {
    const { path, body } = request(before);
    const sent = { ...body, recipientKey: recipient.jwk };
    const answer = await testStack.request('POST', `/v1/onboardings/${id}/${path}`, sent);
    return opened(answer, recipient).credentials.map(({ accessKeyId }) => accessKeyId);
  };
  /** The keys that the user has besides those before. */
  const newKeys = async (tenant: Tenant, before: KeyIds) =>
    (await keysOf(testStack, tenant)).filter((each) => !before.includes(each));

  test.each([
    ['is carried out, and its answer is lost', { lands: true, lost: 1 }, 'sealed'],
    ['is not carried out at first', { lands: false, lost: 1 }, 'sealed'],
    [
      'is carried out, and the table answers no call from then on',
      { lands: true, lost: Infinity, leftMs: 300 },
      'slug',
    ],
    ['is carried out, and the table refuses every later call', { lands: true, lost: 1, refuses: true }, 'slug'],
  ])('%s: the request that is sent again gets the key', async (_name, trouble, answer) => {
    const recipient = newRecipient();
    const { id, tenant, outcome, before } = await askInTrouble(recipient, trouble);
    expect(Object.keys(outcome)).toContain(answer);
    expect(outcome).not.toHaveProperty('keys');
    const keys = await newKeys(tenant, before);
    expect([keys.length, await askAgain(id, recipient, before)]).toEqual([1, keys]);
    expect(await keysOf(testStack, tenant)).toEqual([...before, ...keys].toSorted());
  });

  test.each([
    ['is never carried out', { lands: false, lost: Infinity, leftMs: 300 }],
    ['is refused after a takeover', { lands: true, lost: 0, first: (id: string) => takeOver(testStack, id) }],
  ])('%s: the key is deleted, and the request that is sent again gets another', async (_name, trouble) => {
    const recipient = newRecipient();
    const { id, tenant, outcome, before } = await askInTrouble(recipient, trouble);
    expect(outcome).toHaveProperty('slug');
    const unseen = await newKeys(tenant, before);
    await testStack.until(id, from);
    const given = await askAgain(id, recipient, before);
    expect([given, given.filter((each) => unseen.includes(each))]).toEqual([await newKeys(tenant, before), []]);
    expect(await keysOf(testStack, tenant)).toEqual([...before, ...given].toSorted());
  });
});
