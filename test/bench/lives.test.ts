import { liveUntil, nothingSeen } from '../../bench/lives.ts';
import type { Answer } from '../../bench/localProcess.ts';

function answer(status: number, body: unknown, retryAfterMs?: number): Answer {
  return { status, body, retryAfterMs };
}

/** Runs one client that gets these answers in this order, and ends after the last one. */
async function live(...answers: Answer[]) {
  const seen = nothingSeen();
  const requests: string[] = [];
  const request = (method: string, path: string) => {
    requests.push(`${method} ${path}`);
    const next = answers.shift();
    if (next === undefined) throw new Error('There is no further answer.');
    return Promise.resolve(next);
  };
  await liveUntil(
    () => answers.length === 0,
    { tenant: {}, request },
    () => seen,
  );
  return { seen, requests };
}

const whole = [answer(201, { id: 'ob_1' }), answer(200, {}), answer(200, {})];

test('a life is created, read and offboarded', async () => {
  const { seen, requests } = await live(...whole, ...whole);
  expect(requests.slice(0, 3)).toEqual([
    'POST /v1/onboardings',
    'GET /v1/onboardings/ob_1',
    'DELETE /v1/onboardings/ob_1',
  ]);
  expect(seen.lives).toBe(2);
  expect(Object.values(seen.took).map(({ length }) => length)).toEqual([2, 2, 2]);
});

test('a request that is refused for now is repeated and counted', async () => {
  const { seen, requests } = await live(answer(503, { code: 'out-of-time' }, 1), ...whole);
  expect(requests.slice(0, 2)).toEqual(['POST /v1/onboardings', 'POST /v1/onboardings']);
  expect([...seen.otherwise]).toEqual([['create 503 out-of-time', 1]]);
  expect(seen.lives).toBe(1);
});

test('a life whose offboarding is refused is not counted', async () => {
  const [created, read] = whole;
  const { seen } = await live(...(created && read ? [created, read] : []), answer(409, { code: 'busy' }));
  expect([seen.lives, [...seen.otherwise]]).toEqual([0, [['offboard 409 busy', 1]]]);
});
