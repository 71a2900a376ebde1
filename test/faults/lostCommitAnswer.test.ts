import { idsByUser, idsOf } from '../../lib/record/disclosedKeyIds.ts';
import { requestClaim } from '../../lib/requests/requestClaim.ts';
import { takeOver } from '../support/takeOver.ts';
import { keyOf, type Answer, type Tenant } from '../support/testStack.ts';
import type { VirtualStack } from '../support/virtualStack.ts';
import { attempt, depsWith, keysOf, newReady, startFenceStack, ways } from './fenceTrouble.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startFenceStack();
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

describe.each(['create', 'claim'] as const)('the fence of a %s', (way) => {
  test.each([
    ['is carried out, and two answers in a row are lost', { lands: true, lost: 2 }],
    ['is lost, together with the first retry', { lands: false, lost: 2 }],
    ['is carried out, and its answer is lost when no time is left for a retry', { lands: true, lost: 1, leftMs: 0 }],
  ])('%s: the keys are handed over, and the record names them', async (_, trouble) => {
    const { id, tenant, outcome } = await ways[way](testStack, trouble);
    const keys = await keysOf(testStack, tenant);
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
      const { id, tenant, outcome } = await ways[way](testStack, trouble);
      expect(outcome).toMatchObject({ slug: 'out-of-time', onboarding: id });
      const keys = await keysOf(testStack, tenant);
      expect(keys).toHaveLength(1);
      expect(await testStack.read(id)).toMatchObject({
        status: 'claimed',
        keys: keys.map((id) => ({ userName: 'tutum', id })),
      });
      // When the table works again, the onboarding is still claimed, and no second key is created.
      const { status, body } = await testStack.claim(id);
      expect([status, body.type, body.onboarding]).toEqual([409, 'urn:latchkey:problem:credentials-issued', id]);
      expect(await keysOf(testStack, tenant)).toEqual(keys);
    },
  );

  test('is refused after a takeover: the request is 409 and names the onboarding, and the key is deleted', async () => {
    const first = (id: string) => takeOver(testStack, id);
    const { id, tenant, outcome } = await ways[way](testStack, { lands: true, lost: 0, first });
    expect(outcome).toMatchObject({ slug: 'taken-over', onboarding: id });
    expect(await keysOf(testStack, tenant)).toEqual([]);
  });
});

test('if the fence is never carried out, no key is handed over, a worker deletes the key, and a later claim creates another', async () => {
  const trouble = { lands: false, lost: Infinity, leftMs: 300 };
  const attempts = await Promise.all([ways.create(testStack, trouble), ways.claim(testStack, trouble)]);
  for (const { id, tenant, outcome } of attempts) {
    expect(outcome).toMatchObject({ slug: 'out-of-time', onboarding: id });
    const unseen = await keysOf(testStack, tenant);
    await testStack.until(id, 'ready');
    expect(await keysOf(testStack, tenant)).toEqual([]);
    const { accessKeyId } = keyOf(await testStack.claim(id));
    expect(await keysOf(testStack, tenant)).toEqual([accessKeyId]);
    expect(unseen).not.toContain(accessKeyId);
  }
});

test('a claim that AWS keeps failing names the failing call, and the onboarding stays ready', async () => {
  const tenant = await testStack.newTenant();
  const id = await newReady(testStack, tenant);
  const deps = depsWith(testStack, { lands: true, lost: 0 });
  await testStack.fault({ operation: 'iam:GetUser', kind: 'fail-before' });
  const claiming = requestClaim(deps, await testStack.read(id), { deadline: deps.clock.monotonic() + 3000 });
  expect((await attempt(testStack, id, tenant, claiming)).outcome).toMatchObject({
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
    const ended = await testStack.until(id, 'ready', 'claimed');
    const named = ended.status === 'claimed' ? idsOf(idsByUser(ended.keys), 'tutum') : [];
    expect(await keysOf(testStack, tenant)).toEqual(named);
    expect(given ?? named).toEqual(named);
  };

  test('if the table carries out every write and answers none, no record names a deleted key', async () => {
    const [creator, claimer] = [await testStack.newTenant(), await testStack.newTenant()];
    const claimed = await newReady(testStack, claimer);
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
});
