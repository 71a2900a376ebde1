import { warmUp } from '../model/scenario.ts';
import type { Answer } from '../model/invocations.ts';
import { runBatch, type BatchResult } from './batch.ts';
import { nameOf, openGoals } from './goals.ts';
import { operations } from './operations.ts';

beforeAll(warmUp);

// `npm run test:contract` sends 5,000 requests and more, with a new seed each time.
describe('150 requests generated from docs/openapi.json, a part of them near misses, in an AWS that is late and fails', () => {
  let result: BatchResult;
  beforeAll(async () => {
    result = await runBatch({ seed: 20_261_129, requests: 150, profile: 'usual' });
  });

  test('are all answered as the document says, and with 5xx only after a fault in the same request', () => {
    const wrong = result.outcomes.filter(({ complaints }) => complaints.length > 0);
    expect(wrong.map(({ n, operation, complaints }) => ({ n, operation, complaints }))).toEqual([]);
    expect(result.outcomes).toHaveLength(150);
  });

  test('call every operation', () => {
    const called = new Set(result.outcomes.map(({ operation }) => operation));
    expect(operations.filter(({ id }) => !called.has(id))).toEqual([]);
  });

  test('leave no key that nobody has, no resource that no onboarding names, and no secret in table, queue or log', () => {
    expect(result.violations).toEqual([]);
  });
});

test('each operation can be answered with each status of success that the document has', async () => {
  const { outcomes, violations } = await runBatch({ seed: 1, requests: 200, profile: 'off', aim: 0.95 });
  const goals = openGoals();
  for (const outcome of outcomes) goals.add(outcome);
  const missing = goals.missing().filter(({ status }) => status !== undefined);
  expect(missing.map(nameOf)).toEqual([]);
  expect([...outcomes.flatMap(({ complaints }) => complaints), ...violations]).toEqual([]);
});

const withMember = (answer: Answer): Answer => ({ ...answer, text: answer.text.replace(/^\{/, '{"undocumented":1,') });

test.each<{ defect: string; distort: (answer: Answer) => Answer }>([
  { defect: 'adds a member', distort: withMember },
  { defect: 'answers 418', distort: (answer) => ({ ...answer, status: 418 }) },
])('a service that $defect is noticed at its first request', async ({ distort }) => {
  const { outcomes } = await runBatch({ seed: 2, requests: 1, profile: 'off', distort });
  expect(outcomes.map(({ complaints }) => complaints.length > 0)).toEqual([true]);
});

test('the same seed sends the same requests and gets the same answers', async () => {
  const again = async () => {
    const { outcomes } = await runBatch({ seed: 7, requests: 12, profile: 'off' });
    // The IDs of links are random.
    const urlOf = (target: string) => target.replace(/lnk_[0-9a-f]{16}/, 'lnk_');
    return outcomes.map(({ n, request, answer }) => ({ n, url: urlOf(request.target), status: answer?.status }));
  };
  expect(await again()).toEqual(await again());
});
