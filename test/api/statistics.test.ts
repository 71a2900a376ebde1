import * as z from 'zod';
import { statusCountsSchema, stepTimesSchema } from '../../lib/http/views/statisticsView.ts';
import { statuses } from '../../lib/record/onboarding.ts';
import { changesSince, callCount } from '../support/changes.ts';
import { asOperator } from '../support/operator.ts';
import { sha256 } from '../support/sha256.ts';
import { startTestStack, token, type TestStack } from '../support/testStack.ts';

/** A token that is limited to the first tenant. */
const limited = { authorization: 'Bearer limited-token' };

let testStack: TestStack;
/** An onboarding that is claimed, by the first tenant. */
let claimed: string;
beforeAll(async () => {
  const tokens = [`local=${sha256(token)}`, `limited=${sha256('limited-token')}:tenant-1`];
  testStack = await startTestStack({
    environment: { LATCHKEY_API_TOKEN_HASHES: tokens.join(',') },
    sweepEveryMs: 0,
    worker: false,
  });
  claimed = (await testStack.create(await testStack.newTenant())).body.id;
  const failing = await testStack.newTenant();
  await testStack.root(failing).createUser({ UserName: 'tutum' });
  await testStack.create(failing);
  for (let n = 0; n < 3; n += 1) await testStack.create(testStack.nextTenant());
});
afterAll(() => testStack.close());

const countsAs = async (headers: Readonly<Record<string, string>>) => {
  const { status, text } = await testStack.request('GET', '/v1/statistics/statuses', undefined, headers);
  if (status !== 200) throw new Error(text);
  const counts = statusCountsSchema.parse(JSON.parse(text)).statuses;
  expect(counts.map((each) => each.status)).toEqual(statuses);
  return Object.fromEntries(counts.flatMap((each) => (each.count === 0 ? [] : [[each.status, each.count]])));
};
const timesOf = async (query = '', headers: Readonly<Record<string, string>> = asOperator) => {
  const { status, text } = await testStack.request('GET', `/v1/statistics/steps${query}`, undefined, headers);
  if (status !== 200) throw new Error(text);
  return stepTimesSchema.parse(JSON.parse(text));
};

test('the counts have every status, and a token that is limited to tenants counts only theirs', async () => {
  expect(await countsAs(asOperator)).toEqual({ claimed: 1, failed: 1, awaiting_access: 3 });
  expect(await countsAs(limited)).toEqual({ claimed: 1 });
});

test('counts take one query for each status, read no record and change nothing', async () => {
  const before = await callCount(testStack);
  await countsAs(asOperator);
  expect((await callCount(testStack)) - before).toBe(statuses.length);
  expect(await changesSince(testStack, before)).toEqual([]);
});

test('an onboarding that changes its status is counted in the new one only', async () => {
  const { body } = await testStack.create(testStack.nextTenant());
  expect(await countsAs(asOperator)).toEqual({ claimed: 1, failed: 1, awaiting_access: 4 });
  await testStack.offboard(body.id);
  expect(await countsAs(asOperator)).toEqual({ claimed: 1, failed: 1, awaiting_access: 3, offboarded: 1 });
});

test('the step times are those in the records of the newest onboardings, by blueprint and kind of step', async () => {
  const record = z
    .object({ steps: z.array(z.object({ name: z.string(), startedAt: z.string(), endedAt: z.string() })) })
    .parse(JSON.parse((await testStack.get(claimed)).text));
  const { onboardings, since, times } = await timesOf('', limited);
  expect([onboardings, since]).toEqual([1, expect.any(String)]);
  expect(times.map(({ step }) => step).toSorted()).toEqual(
    [...new Set(record.steps.map(({ name }) => name.split(' ')[0]))].toSorted(),
  );
  const [user] = record.steps.filter(({ name }) => name.startsWith('create-user'));
  const took = Date.parse(user?.endedAt ?? '') - Date.parse(user?.startedAt ?? '');
  expect(times.find(({ step }) => step === 'create-user')).toEqual({
    ...{ blueprint: 'tutum', step: 'create-user', count: 1, failed: 0 },
    ...{ p50Ms: took, p90Ms: took, p99Ms: took, maxMs: took },
  });
  expect((await timesOf('?newest=1')).onboardings).toBe(1);
  expect((await timesOf()).onboardings).toBeGreaterThan(4);
});

test.each(['0', '1001', 'ten', '-1'])(
  'step times of the newest %s onboardings are refused with 400',
  async (newest) => {
    const { status, body } = await testStack.request('GET', `/v1/statistics/steps?newest=${newest}`);
    expect([status, body.detail]).toEqual([400, 'The query parameter newest must be a whole number from 1 to 1000.']);
  },
);

const read = z.object({
  attempts: z.number(),
  next: z.optional(z.object({ action: z.string(), at: z.string() })),
  steps: z.array(z.object({ name: z.string(), attempts: z.optional(z.number()) })),
});
test('an onboarding says what Latchkey does next and when, and how often it and its steps were begun', async () => {
  const { body } = await testStack.create(testStack.nextTenant());
  const { createdAt, ...waiting } = read
    .extend({ createdAt: z.string() })
    .parse(JSON.parse((await testStack.get(body.id)).text));
  const inDays = (Date.parse(waiting.next?.at ?? '') - Date.parse(createdAt)) / 86_400_000;
  expect([waiting.next?.action, Math.round(inDays)]).toEqual(['expire', 7]);
  const done = read.parse(JSON.parse((await testStack.get(claimed)).text));
  expect([done.next, done.attempts, ...done.steps.map(({ attempts }) => attempts)]).toEqual([
    undefined,
    1,
    ...done.steps.map(() => 1),
  ]);
});
