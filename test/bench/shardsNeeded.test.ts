import { perSecond, shardsFor } from '../../bench/shardsNeeded.ts';
import { startStack, type Stack } from '../../bench/stack.ts';
import type { LocalAws } from '../../local/aws/index.ts';
import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { localTemplates } from '../../local/stack.ts';
import { useAws } from '../local/aws/clients.ts';
import { longTimes } from '../support/testStack.ts';

const apiToken = 'test-token';

let aws: LocalAws;
let stack: Stack;

beforeAll(async () => {
  ({ aws } = await useAws({ templates: localTemplates() }));
  const environment = { ...process.env, ...longTimes };
  enterEnvironment(localEnvironment(aws.url, apiToken, environment));
  stack = await startStack(aws.url, apiToken);
});
afterAll(async () => {
  await stack.close();
  await aws.close();
});

test('what an onboarding writes to the state table and to each index', async () => {
  const tenant = await stack.newTenant('tutum', {});
  // The first onboarding of an account also notes that the role and the boundary work.
  await stack.onboard(tenant, 'tutum', {});
  const named = (name: string) => ({ userName: name, policyName: name });

  const { writes: sync } = await stack.onboard(tenant, 'tutum', named('second'));
  // The Idempotency-Key, the slot, the record, and the record with the keys.
  expect(sync.requests).toBe(4);
  const { table: syncTable = 0, ...syncIndexes } = sync.parts;
  // A record of about 2 KB takes two units or three.
  expect(syncTable).toBeLessThanOrEqual(7);
  expect(syncIndexes).toEqual({
    ...{ due: 3, byStatus: 3, inFlight: 3, byTenant: 2, byAccount: 2, recent: 1, byRotation: 1 },
  });

  const { writes: later } = await stack.onboardLater(tenant, 'tutum', named('third'));
  // The same, and: the lease of the worker, `ready`, the Idempotency-Key of the claim, `claiming`.
  expect(later.requests + later.progress).toBe(8);
  const { table = 0, ...indexes } = later.parts;
  expect(table).toBeLessThanOrEqual(15);
  expect(indexes).toEqual({
    ...{ due: 7, byStatus: 7, inFlight: 3, byTenant: 2, byAccount: 2, recent: 1, byRotation: 1 },
  });
  // docs/configuration.md, "Shards of the indexes", has these numbers.
  expect(perSecond({ ...indexes, table: 15 }, 1)).toEqual({ index: 142, table: 2666 });
  expect(shardsFor(indexes, 3000)).toBe(21);

  const { parts } = await stack.onboardWithWebhook(tenant, 'tutum', named('fourth'));
  // The event and its result. The lease of the try ends before the sweep would take care of the event.
  expect(parts).toMatchObject({ undelivered: 2 });
});
