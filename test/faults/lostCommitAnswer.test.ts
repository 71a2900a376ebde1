import * as z from 'zod';
import { AwsFailure } from '../../lib/core/awsFailure.ts';
import { createOnboarding } from '../../lib/requests/createOnboarding.ts';
import type { WorkResult } from '../../lib/lifecycle/disclose.ts';
import { ProblemError, type Problem } from '../../lib/core/errors.ts';
import { idsByUser, idsOf } from '../../lib/record/disclosedKeyIds.ts';
import type { Deps } from '../../lib/http/ports.ts';
import { readSealing } from '../../lib/http/recipient.ts';
import { readClaimBody } from '../../lib/http/request/schema.ts';
import { routeKey, routes } from '../../lib/http/routes.ts';
import type { KeyedRequest } from '../../lib/requests/idempotency.ts';
import { requestClaim } from '../../lib/requests/requestClaim.ts';
import { createRequestOf } from '../support/createRequest.ts';
import { newRecipient, type TestRecipient } from '../support/recipientKeys.ts';
import { takeOver } from '../support/takeOver.ts';
import { inventory, keyOf, type Answer, type Tenant, shortTimes } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

const environment = { ...shortTimes, LATCHKEY_REQUEST_BUDGET_MS: '4000' };

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ environment, sweepEveryMs: 400 });
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const keysOf = async (tenant: Tenant) => (await inventory(testStack, tenant)).users.flatMap(({ keys }) => keys);
const newReady = async (tenant: Tenant): Promise<string> => {
  const { body } = await testStack.create(tenant, {}, { prefer: 'respond-async' });
  await testStack.until(body.id, 'ready');
  return body.id;
};

/** What goes wrong with the write of the fence and with the later calls of its process to the table. */
interface Trouble {
  /** Whether the table carries out the calls whose answers are lost. */
  readonly lands: boolean;
  /** The number of answers that are lost, beginning with the answer to the fence. */
  readonly lost: number;
  /** Whether the table refuses all later calls; otherwise they succeed. */
  readonly refuses?: boolean;
  /** The time between the fence and the end of the request, in milliseconds; by default the clock is not changed. */
  readonly leftMs?: number;
  /** Runs before the fence is sent. */
  readonly first?: (id: string) => Promise<unknown>;
}

const budgetMs = 15_000;

/** The dependencies of one process whose calls to the table fail as `trouble` says. */
function depsWith({ lands, lost, refuses = false, leftMs, first }: Trouble): Deps {
  const { store, clock, ...rest } = testStack.deps();
  const startedAt = clock.monotonic();
  let isAtFence = false;
  let left = lost;
  let skipped = 0;
  const applyTrouble = async <T>(call: () => Promise<T>): Promise<T> => {
    if (!isAtFence) return call();
    if (left === 0 && refuses) throw new AwsFailure('dynamodb:PutItem', 'AccessDeniedException', 'no', 'refused');
    if (left === 0) return call();
    left -= 1;
    if (lands) await call();
    throw new AwsFailure('dynamodb:PutItem', 'TimeoutError', 'no answer', 'unknown');
  };
  return {
    ...rest,
    clock: { ...clock, monotonic: () => clock.monotonic() + skipped },
    store: {
      ...store,
      get: (id) => applyTrouble(() => store.get(id)),
      move: async (before, after) => {
        if (after.status === 'claimed' && !isAtFence) {
          isAtFence = true;
          if (leftMs !== undefined) skipped = startedAt + budgetMs - leftMs - clock.monotonic();
          await first?.(before.id);
        }
        return applyTrouble(() => store.move(before, after));
      },
    },
  };
}

interface Attempt {
  readonly id: string;
  readonly tenant: Tenant;
  readonly outcome: WorkResult | Problem;
}

async function attempt(id: string, tenant: Tenant, work: Promise<WorkResult>): Promise<Attempt> {
  const outcome = await testStack.run(work).catch((error: unknown) => {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  });
  return { id, tenant, outcome };
}

/** The claim of an onboarding with an Idempotency-Key, as a request of the back end is read. */
const keyedClaim = (id: string, key: string): KeyedRequest => ({
  caller: 'local',
  key,
  route: routeKey(routes.claimCredentials),
  pathParameters: { id },
  body: undefined,
  isAsynchronous: false,
});

const ways = {
  create: async (trouble: Trouble): Promise<Attempt> => {
    const tenant = await testStack.newTenant();
    const deps = depsWith(trouble);
    const id = deps.newOnboardingId();
    const request = createRequestOf(tenant, deps.clock.monotonic() + budgetMs);
    return attempt(id, tenant, createOnboarding({ ...deps, newOnboardingId: () => id }, request));
  },
  claim: async (trouble: Trouble, key?: string): Promise<Attempt> => {
    const tenant = await testStack.newTenant();
    const id = await newReady(tenant);
    const deps = depsWith(trouble);
    return attempt(
      id,
      tenant,
      requestClaim(deps, await testStack.read(id), {
        keyed: key === undefined ? undefined : keyedClaim(id, key),
        deadline: deps.clock.monotonic() + budgetMs,
      }),
    );
  },
} as const;

describe.each(['create', 'claim'] as const)('the fence of a %s', (way) => {
  test.each([
    ['is carried out, and two answers in a row are lost', { lands: true, lost: 2 }],
    ['is lost, together with the first retry', { lands: false, lost: 2 }],
    ['is carried out, and its answer is lost when no time is left for a retry', { lands: true, lost: 1, leftMs: 0 }],
  ])('%s: the keys are handed over, and the record names them', async (_, trouble) => {
    const { id, tenant, outcome } = await ways[way](trouble);
    const keys = await keysOf(tenant);
    expect(keys).toHaveLength(1);
    expect(outcome).toMatchObject({ onboarding: { id, status: 'claimed' }, keys: [{ accessKeyId: keys[0] }] });
    expect(await testStack.read(id)).toMatchObject({
      status: 'claimed',
      keys: keys.map((id) => ({ userName: 'tutum', id })),
    });
  });

  test.each([
    ['answers no call', { lands: true, lost: Infinity, leftMs: 300 }],
    ['refuses every call', { lands: true, lost: 1, refuses: true }],
  ])(
    'is carried out, and the table %s from then on: no key is handed over, and the key on record stays',
    async (_, trouble) => {
      const { id, tenant, outcome } = await ways[way](trouble);
      expect(outcome).toMatchObject({ slug: 'out-of-time', onboarding: id });
      const keys = await keysOf(tenant);
      expect(keys).toHaveLength(1);
      expect(await testStack.read(id)).toMatchObject({
        status: 'claimed',
        keys: keys.map((id) => ({ userName: 'tutum', id })),
      });
      // When the table works again, the onboarding is still claimed, and no second key is created.
      const { status, body } = await testStack.claim(id);
      expect([status, body.type, body.onboarding]).toEqual([409, 'urn:latchkey:problem:credentials-issued', id]);
      expect(await keysOf(tenant)).toEqual(keys);
    },
  );

  test('is refused after a takeover: the request is 409 and names the onboarding, and the key is deleted', async () => {
    const first = (id: string) => takeOver(testStack, id);
    const { id, tenant, outcome } = await ways[way]({ lands: true, lost: 0, first });
    expect(outcome).toMatchObject({ slug: 'taken-over', onboarding: id });
    expect(await keysOf(tenant)).toEqual([]);
  });
});

describe('the fence of a sealed claim', () => {
  /** Claims with a recipient key while the table is in trouble. */
  const claimInTrouble = async (recipient: TestRecipient, trouble: Trouble): Promise<Attempt> => {
    const tenant = await testStack.newTenant();
    const id = await newReady(tenant);
    const deps = depsWith(trouble);
    const onboarding = await testStack.read(id);
    const sealing = await readSealing(deps, {
      recipientKey: readClaimBody({ recipientKey: recipient.jwk }).recipientKey,
      writing: { form: 'json', profile: 'tutum' },
      caller: { kind: 'vendor', name: 'local' },
      onboarding,
    });
    const claim = { recipient: sealing, deadline: deps.clock.monotonic() + budgetMs };
    return attempt(id, tenant, requestClaim(deps, onboarding, claim));
  };
  /** Sends the same claim again, and returns the IDs of the keys that it opens. */
  const claimAgain = async (id: string, recipient: TestRecipient) => {
    const { text } = await testStack.request('POST', `/v1/onboardings/${id}/credentials`, {
      recipientKey: recipient.jwk,
    });
    const { sealedCredentials } = z
      .object({ sealedCredentials: z.object({ jwe: z.string() }) })
      .parse(JSON.parse(text));
    const { credentials } = z
      .object({ credentials: z.array(z.object({ accessKeyId: z.string() })) })
      .parse(JSON.parse(recipient.open(sealedCredentials.jwe).text));
    return credentials.map(({ accessKeyId }) => accessKeyId);
  };

  test.each([
    ['is carried out, and its answer is lost', { lands: true, lost: 1 }, 'sealed'],
    ['is not carried out at first', { lands: false, lost: 1 }, 'sealed'],
    [
      'is carried out, and the table answers no call from then on',
      { lands: true, lost: Infinity, leftMs: 300 },
      'slug',
    ],
    ['is carried out, and the table refuses every later call', { lands: true, lost: 1, refuses: true }, 'slug'],
  ])('%s: the claim that is sent again gets the key', async (_, trouble, answer) => {
    const recipient = newRecipient();
    const { id, tenant, outcome } = await claimInTrouble(recipient, trouble);
    expect(Object.keys(outcome)).toContain(answer);
    expect(outcome).not.toHaveProperty('keys');
    const keys = await keysOf(tenant);
    expect([keys.length, await claimAgain(id, recipient)]).toEqual([1, keys]);
  });

  test.each([
    ['is never carried out', { lands: false, lost: Infinity, leftMs: 300 }],
    ['is refused after a takeover', { lands: true, lost: 0, first: (id: string) => takeOver(testStack, id) }],
  ])('%s: the key is deleted, and the claim that is sent again gets another', async (_, trouble) => {
    const recipient = newRecipient();
    const { id, tenant, outcome } = await claimInTrouble(recipient, trouble);
    expect(outcome).toHaveProperty('slug');
    const unseen = await keysOf(tenant);
    await testStack.until(id, 'ready');
    const given = await claimAgain(id, recipient);
    expect([given, given.filter((each) => unseen.includes(each))]).toEqual([await keysOf(tenant), []]);
  });
});

test('a claim that does not know whether it handed over the keys keeps its Idempotency-Key', async () => {
  const { id, outcome } = await ways.claim({ lands: true, lost: Infinity, leftMs: 300 }, 'unknown-end');
  expect(outcome).toMatchObject({ slug: 'out-of-time' });
  const { status, body } = await testStack.claim(id, { 'idempotency-key': 'unknown-end' });
  expect([status, body.status, body.credentials]).toEqual([200, 'claimed', null]);
});

test('a claim that fails does not release the Idempotency-Key of the claim that handed over the keys', async () => {
  const id = await newReady(await testStack.newTenant());
  const before = await testStack.read(id);
  const key = { 'idempotency-key': 'sent-twice' };
  keyOf(await testStack.claim(id, key));
  // Another process has read the onboarding before that claim.
  const odd = { status: 400, code: 'SomethingNew', message: 'Something that nobody has seen before.' };
  await testStack.fault({ operation: 'iam:ListAccessKeys', kind: 'answer', ...odd });
  const deps = testStack.deps();
  const late = requestClaim(deps, before, {
    keyed: keyedClaim(id, 'sent-twice'),
    deadline: deps.clock.monotonic() + budgetMs,
  });
  await expect(testStack.run(late)).rejects.toMatchObject({ problem: { slug: 'aws-error' } });
  await testStack.clearFaults();
  const { status, body } = await testStack.claim(id, key);
  expect([status, body.status, body.credentials]).toEqual([200, 'claimed', null]);
});

test('a claim that ended without keys releases its Idempotency-Key: it is no replay of a later claim', async () => {
  const id = await newReady(await testStack.newTenant());
  const key = { 'idempotency-key': 'without-keys' };
  await testStack.fault({ operation: 'iam:GetUser', kind: 'fail-before' });
  const first = await testStack.claim(id, key);
  expect([first.status < 300, first.body.status, first.body.credentials]).toEqual([true, 'ready', null]);
  await testStack.clearFaults();
  keyOf(await testStack.claim(id));
  const { status, body } = await testStack.claim(id, key);
  expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:credentials-issued']);
});

test('if the fence is never carried out, no key is handed over, a worker deletes the key, and a later claim creates another', async () => {
  const trouble = { lands: false, lost: Infinity, leftMs: 300 };
  const attempts = await Promise.all([ways.create(trouble), ways.claim(trouble)]);
  for (const { id, tenant, outcome } of attempts) {
    expect(outcome).toMatchObject({ slug: 'out-of-time', onboarding: id });
    const unseen = await keysOf(tenant);
    await testStack.until(id, 'ready');
    expect(await keysOf(tenant)).toEqual([]);
    const { accessKeyId } = keyOf(await testStack.claim(id));
    expect(await keysOf(tenant)).toEqual([accessKeyId]);
    expect(unseen).not.toContain(accessKeyId);
  }
});

test('a claim that AWS keeps failing names the failing call, and the onboarding stays ready', async () => {
  const tenant = await testStack.newTenant();
  const id = await newReady(tenant);
  const deps = depsWith({ lands: true, lost: 0 });
  await testStack.fault({ operation: 'iam:GetUser', kind: 'fail-before' });
  const claiming = requestClaim(deps, await testStack.read(id), { deadline: deps.clock.monotonic() + 3000 });
  expect((await attempt(id, tenant, claiming)).outcome).toMatchObject({
    onboarding: { id, status: 'ready' },
    notYet: { reason: expect.stringContaining('iam:GetUser with ServiceFailure') },
  });
  expect((await testStack.read(id)).status).toBe('ready');
});

describe('over HTTP', () => {
  /**
   * Expects the same keys in the answer, on the record and in the account; or, without keys in the answer, 202 or 5xx.
   */
  const mustBeConsistent = async (tenant: Tenant, id: string, { status, body }: Answer) => {
    const given = body.credentials?.map(({ accessKeyId }) => accessKeyId);
    if (given === undefined) expect([status === 202 || status >= 500, body.onboarding ?? body.id]).toEqual([true, id]);
    const settled = await testStack.until(id, 'ready', 'claimed');
    const named = settled.status === 'claimed' ? idsOf(idsByUser(settled.keys), 'tutum') : [];
    expect(await keysOf(tenant)).toEqual(named);
    expect(given ?? named).toEqual(named);
  };

  test('if the table carries out every write and answers none, no record names a deleted key', async () => {
    const [creator, claimer] = [await testStack.newTenant(), await testStack.newTenant()];
    const claimed = await newReady(claimer);
    await testStack.fault({ operation: 'sts:GetCallerIdentity', kind: 'delay', ms: 800, times: 6 });
    const asking = [testStack.create(creator), testStack.claim(claimed)] as const;
    await Promise.all([
      testStack.untilCalled(creator, 'iam:CreateAccessKey'),
      testStack.untilCalled(claimer, 'iam:CreateAccessKey'),
    ]);
    await testStack.fault({ operation: 'dynamodb:PutItem', kind: 'lose-answer' });
    const [creating, claiming] = await Promise.all(asking);
    await testStack.clearFaults();
    const created = (await testStack.items()).find(
      (item) => item['accountId'] === creator.accountId && item['sk'] === 'record',
    );
    await mustBeConsistent(creator, String(created?.['id']), creating);
    await mustBeConsistent(claimer, claimed, claiming);
  });

  test('a claim of a claimed onboarding with a new idempotency key is 409 each time', async () => {
    const tenant = await testStack.newTenant();
    const { body } = await testStack.create(tenant);
    const keyed = { 'idempotency-key': 'never-issued' };
    for (const answer of [await testStack.claim(body.id, keyed), await testStack.claim(body.id, keyed)]) {
      expect([answer.status, answer.body.type, answer.body.onboarding]).toEqual([
        409,
        'urn:latchkey:problem:credentials-issued',
        body.id,
      ]);
    }
  });
});
