import { startApi } from '../../local/server.ts';
import { concurrencyLimit } from '../../local/api/concurrency.ts';
import { sampledRows } from '../support/sampledRows.ts';
import { startTestStack, type Answer, type TestStack } from '../support/testStack.ts';

describe('if the state table is too slow or throttles', () => {
  let testStack: TestStack;
  let id: string;
  beforeAll(async () => {
    testStack = await startTestStack({
      sweepEveryMs: 0,
      worker: false,
      environment: {
        LATCHKEY_LEASE_MS: '3000',
        LATCHKEY_REQUEST_TIMEOUT_MS: '1000',
        LATCHKEY_MARGIN_MS: '100',
        LATCHKEY_REQUEST_BUDGET_MS: '2500',
      },
    });
    ({ id } = (await testStack.create(testStack.nextTenant())).body);
  });
  afterEach(() => testStack.clearFaults());
  afterAll(() => testStack.close());

  const calls: Readonly<Record<string, () => Promise<Answer>>> = {
    'a create': () => testStack.create(testStack.nextTenant()),
    'a read': () => testStack.get(id),
    'a list': () => testStack.request('GET', '/v1/onboardings'),
    'a provision': () => testStack.provision(id),
    'an offboarding': () => testStack.offboard(id),
  };

  const rows = Object.keys(calls).flatMap((what) => [
    { what, kind: 'delay', ms: 4000 } as const,
    { what, kind: 'throttle' } as const,
  ]);
  // Each waits for the end of a request's time.
  test.each(sampledRows(rows, 4))('$what is answered with 503 and Retry-After ($kind)', async ({ what, ...fault }) => {
    for (const operation of ['GetItem', 'PutItem', 'Query', 'BatchGetItem'])
      await testStack.fault({ operation: `dynamodb:${operation}`, ...fault });
    const answer = await calls[what]?.();
    expect([answer?.status, answer?.body]).toMatchObject([
      503,
      { type: 'urn:latchkey:problem:out-of-time', retryable: true },
    ]);
    expect(Number(answer?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

test('the local API runs a limited number of functions, lets others wait, and refuses those that would wait too long', async () => {
  let running = 0;
  let most = 0;
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
  const api = await startApi({
    port: 0,
    routes: [{ functionName: 'slow', key: 'GET /slow' }],
    limit: { concurrency: 2, waitMs: 300 },
    handlers: () => ({
      slow: async () => {
        running += 1;
        most = Math.max(most, running);
        await released;
        running -= 1;
        return { statusCode: 204 };
      },
    }),
  });
  const get = () => fetch(`${api.url}/slow`);
  const admitted = [get(), get()];
  const refused = await get();
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true]);
  const waiting = get();
  release(undefined);
  const statuses = (await Promise.all([...admitted, waiting])).map(({ status }) => status);
  await api.close(0);
  expect([statuses, most]).toEqual([[204, 204, 204], 2]);
});

test('work that waits runs in the order in which it came', async () => {
  const run = concurrencyLimit(1, 10_000);
  const order: number[] = [];
  await Promise.all(
    [1, 2, 3, 4].map((each) =>
      run(async () => {
        await Promise.resolve();
        order.push(each);
      }),
    ),
  );
  expect(order).toEqual([1, 2, 3, 4]);
});
