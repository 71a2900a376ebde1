import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { tutum } from '../../catalog/tutum.ts';
import { AwsFailure } from '../../lib/core/awsFailure.ts';
import { createOnboarding } from '../../lib/requests/createOnboarding.ts';
import type { WorkResult } from '../../lib/lifecycle/disclose.ts';
import { ProblemError, type Problem } from '../../lib/core/errors.ts';
import { idsOf } from '../../lib/record/disclosedKeyIds.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildDeps } from '../../lib/gateways/deps.ts';
import type { Deps } from '../../lib/http/ports.ts';
import { requestClaim } from '../../lib/requests/requestClaim.ts';
import {
  inventory,
  keyOf,
  startTestStack,
  type Answer,
  type TestStack,
  type Tenant,
  shortTimes,
} from '../support/testStack.ts';

const environment = { ...shortTimes, LATCHKEY_REQUEST_BUDGET_MS: '2000' };

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ environment, sweepEveryMs: 100 });
});
afterEach(() => testStack.clearFaults());
afterAll(() => testStack.close());

const keysOf = async (tenant: Tenant) => (await inventory(testStack, tenant)).users.flatMap(({ keys }) => keys);
const newReady = async (tenant: Tenant): Promise<string> => {
  const { body } = await testStack.create(tenant, {}, { prefer: 'respond-async' });
  await testStack.until(body.id, 'ready');
  return body.id;
};

/** What happens to the write of the fence, and to all that its process asks the table from then on. */
interface Trouble {
  readonly lands: boolean;
  /** How many answers are lost, the fence's first. */
  readonly lost: number;
  /** Whether the table refuses everything after those, instead of being well again. */
  readonly refuses?: boolean;
  /** How long before the end of the request the fence is sent, in milliseconds; by default there is plenty of time. */
  readonly leftMs?: number;
  readonly first?: (id: string) => Promise<unknown>;
}

const budgetMs = 4000;

/** The dependencies of one process with this trouble. */
function depsWith({ lands, lost, refuses = false, leftMs, first }: Trouble): Deps {
  const { store, clock, ...rest } = buildDeps(readConfig(process.env));
  const startedAt = clock.monotonic();
  let isAtFence = false;
  let left = lost;
  let skipped = 0;
  const hear = async <T>(call: () => Promise<T>): Promise<T> => {
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
      get: (id) => hear(() => store.get(id)),
      move: async (before, after) => {
        if (after.status === 'claimed' && !isAtFence) {
          isAtFence = true;
          if (leftMs !== undefined) skipped = startedAt + budgetMs - leftMs - clock.monotonic();
          await first?.(before.id);
        }
        return hear(() => store.move(before, after));
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
  const outcome = await work.catch((error: unknown) => {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  });
  return { id, tenant, outcome };
}

const ways = {
  create: async (trouble: Trouble): Promise<Attempt> => {
    const tenant = await testStack.newTenant();
    const deps = depsWith(trouble);
    const id = deps.newOnboardingId();
    const request = {
      ...tenant,
      blueprint: tutum,
      parameters: { region: null, userName: 'tutum', policyName: 'tutum-policy' },
      roleArn: `arn:aws:iam::${tenant.accountId}:role/latchkey-bootstrap-tutum`,
      caller: 'test',
      keyed: undefined,
      webhook: undefined,
      linkSeconds: undefined,
      isAsynchronous: false,
      deadline: deps.clock.monotonic() + budgetMs,
    };
    return attempt(id, tenant, createOnboarding({ ...deps, newOnboardingId: () => id }, request));
  },
  claim: async (trouble: Trouble): Promise<Attempt> => {
    const tenant = await testStack.newTenant();
    const id = await newReady(tenant);
    const deps = depsWith(trouble);
    return attempt(
      id,
      tenant,
      requestClaim(deps, await testStack.read(id), undefined, deps.clock.monotonic() + budgetMs),
    );
  },
} as const;

describe.each(['create', 'claim'] as const)('the fence of a %s', (way) => {
  test.each([
    ['lands, and two answers in a row are lost', { lands: true, lost: 2 }],
    ['does not land at first', { lands: false, lost: 2 }],
    ['lands when there is no time left to send it again', { lands: true, lost: 1, leftMs: 0 }],
  ])('that %s: the keys are handed over, and the record names them', async (_, trouble) => {
    const { id, tenant, outcome } = await ways[way](trouble);
    const keys = await keysOf(tenant);
    expect(keys).toHaveLength(1);
    expect(outcome).toMatchObject({ onboarding: { id, status: 'claimed' }, keys: [{ accessKeyId: keys[0] }] });
    expect(await testStack.read(id)).toMatchObject({
      status: 'claimed',
      accessKeyIds: [{ userName: 'tutum', ids: keys }],
    });
  });

  test.each([
    ['answers nothing', { lands: true, lost: Infinity, leftMs: 300 }],
    ['refuses everything', { lands: true, lost: 1, refuses: true }],
  ])(
    'that lands in a table that %s from then on: no key is handed over, and the one on record lives',
    async (_, trouble) => {
      const { id, tenant, outcome } = await ways[way](trouble);
      expect(outcome).toMatchObject({ slug: 'internal-error', onboarding: id });
      const keys = await keysOf(tenant);
      expect(keys).toHaveLength(1);
      expect(await testStack.read(id)).toMatchObject({
        status: 'claimed',
        accessKeyIds: [{ userName: 'tutum', ids: keys }],
      });
      // The table is back: the record stands by what it says, and no second key is made.
      const { status, body } = await testStack.claim(id);
      expect([status, body.type, body.onboarding]).toEqual([409, 'urn:latchkey:problem:credentials-issued', id]);
      expect(await keysOf(tenant)).toEqual(keys);
    },
  );

  test('that comes after somebody took over: 409 with the onboarding, and the key is gone', async () => {
    const first = (id: string) =>
      testStack.table.send(
        new UpdateCommand({
          TableName: 'latchkey-state',
          Key: { pk: `onboarding#${id}`, sk: 'record' },
          UpdateExpression:
            'SET version = version + :one, attempts = attempts + :one, lease.attempt = lease.attempt + :one, lease.#owner = :other, writer = :other',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':one': 1, ':other': 'another-process' },
        }),
      );
    const { id, tenant, outcome } = await ways[way]({ lands: true, lost: 0, first });
    expect(outcome).toMatchObject({ slug: 'taken-over', onboarding: id });
    expect(await keysOf(tenant)).toEqual([]);
  });
});

test('the fence that never lands: no key is handed over, a worker removes the one made, and a claim gives another', async () => {
  const trouble = { lands: false, lost: Infinity, leftMs: 300 };
  const attempts = await Promise.all([ways.create(trouble), ways.claim(trouble)]);
  for (const { id, tenant, outcome } of attempts) {
    expect(outcome).toMatchObject({ slug: 'internal-error', onboarding: id });
    const unseen = await keysOf(tenant);
    await testStack.until(id, 'ready');
    expect(await keysOf(tenant)).toEqual([]);
    const { accessKeyId } = keyOf(await testStack.claim(id));
    expect(await keysOf(tenant)).toEqual([accessKeyId]);
    expect(unseen).not.toContain(accessKeyId);
  }
});

test('a claim that AWS never lets through says what of AWS does not, and the onboarding stays ready', async () => {
  const tenant = await testStack.newTenant();
  const id = await newReady(tenant);
  const deps = depsWith({ lands: true, lost: 0 });
  await testStack.fault({ operation: 'iam:GetUser', kind: 'fail-before' });
  const claiming = requestClaim(deps, await testStack.read(id), undefined, deps.clock.monotonic() + 700);
  expect((await attempt(id, tenant, claiming)).outcome).toMatchObject({
    onboarding: { id, status: 'ready' },
    notYet: { reason: expect.stringContaining('iam:GetUser: ServiceFailure') },
  });
  expect((await testStack.read(id)).status).toBe('ready');
});

describe('over HTTP', () => {
  /** Keys in the answer and on record, or in neither. */
  const mustBeConsistent = async (tenant: Tenant, id: string, { status, body }: Answer) => {
    const given = body.credentials?.map(({ accessKeyId }) => accessKeyId);
    if (given === undefined) expect([status === 202 || status >= 500, body.onboarding ?? body.id]).toEqual([true, id]);
    const settled = await testStack.until(id, 'ready', 'claimed');
    const named = settled.status === 'claimed' ? idsOf(settled.accessKeyIds, 'tutum') : [];
    expect(await keysOf(tenant)).toEqual(named);
    expect(given ?? named).toEqual(named);
  };

  test('a table that takes every write and answers none leaves no record that names a deleted key', async () => {
    const [creator, claimer] = [await testStack.newTenant(), await testStack.newTenant()];
    const claimed = await newReady(claimer);
    await testStack.fault({ operation: 'sts:GetCallerIdentity', kind: 'delay', ms: 250, times: 6 });
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

  test('a claim under a key first seen when all is claimed is 409 each time', async () => {
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
