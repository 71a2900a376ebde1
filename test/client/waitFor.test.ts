import type { Onboarding, Status, WaitOptions, WaitTarget, Wanted } from '../../client/index.ts';
import { jsonAnswer, problemAnswer, refused, scriptedApi, type Scripted } from './scriptedApi.ts';

let updates = 0;
/** An answer with an onboarding. Each has another time of its last change. */
const read = (status: Status, more: Partial<Onboarding> = {}) =>
  jsonAnswer(200, { id: 'ob_1', status, updatedAt: `update ${String((updates += 1))}`, ...more });
const working = () => read('provisioning');

/** Waits, and returns how it ended, with the pauses in seconds. */
async function outcome(
  answers: readonly Scripted[],
  wanted: Wanted,
  { target = 'ob_1', ...options }: WaitOptions & { target?: WaitTarget } = {},
) {
  const { client, pauses, requests } = scriptedApi(answers);
  const seen: Status[] = [];
  const onRead = ({ status }: Onboarding) => void seen.push(status);
  const ended = await client.waitFor(target, wanted, { onRead, ...options }).then(
    ({ status }) => status,
    (error: unknown) => error,
  );
  return { ended, seen, seconds: pauses.map((ms) => ms / 1000), requests };
}

test('a wait reads until the status is there, with the pauses of the service', async () => {
  const { ended, seen, seconds } = await outcome([working(), working(), read('ready')], 'ready');
  expect(ended).toBe('ready');
  expect(seen).toEqual(['provisioning', 'provisioning', 'ready']);
  expect(seconds).toEqual([2, 2]);
});

test('with an answer that has Retry-After, the wait begins with that pause', async () => {
  const { seconds } = await outcome([read('ready')], 'ready', { target: { id: 'ob_1', retryAfterSeconds: 7 } });
  expect(seconds).toEqual([7]);
});

test('the pauses grow while nothing changes, to 15 seconds, and are short again after a change', async () => {
  const same = working();
  const { seconds } = await outcome([...Array<Scripted>(8).fill(same), working(), read('ready')], 'ready');
  expect(seconds).toEqual([2, 3, 4.5, 6.75, 10.125, 15, 15, 15, 2]);
});

test('a wait takes one of several statuses, or what a function says', async () => {
  expect((await outcome([working(), read('failed')], ['ready', 'failed'])).ended).toBe('failed');
  const hasSteps: Wanted = ({ steps }) => steps.length > 0;
  const step = { name: 'create-user tutum', status: 'done', startedAt: null, endedAt: null } as const;
  const answers = [read('provisioning', { steps: [] }), read('provisioning', { steps: [step] })];
  expect((await outcome(answers, hasSteps)).ended).toBe('provisioning');
});

const problem = {
  type: 'urn:latchkey:problem:access-denied',
  title: 'AWS denied a call',
  status: 409,
  detail: 'Ask the administrator.',
  retryable: false,
} as const;

test.each<[string, Scripted, Wanted, string]>([
  [
    'a failed one',
    read('failed', { problem }),
    'ready',
    'Onboarding ob_1 is failed, so it does not become ready. AWS denied a call. Ask the administrator.',
  ],
  ['one that is rolled back', read('rolling_back'), ['ready', 'claimed'], 'it does not become ready or claimed'],
  ['one whose keys are gone', read('claimed'), 'ready', 'is claimed'],
  ['one that has stopped', read('needs_attention'), () => false, 'is needs_attention'],
])('a wait for %s ends at once', async (_, answer, wanted, message) => {
  const { ended, requests } = await outcome([answer], wanted);
  expect(ended).toMatchObject({ name: 'LatchkeyWaitError', reason: 'unreachable', onboarding: { id: 'ob_1' } });
  expect(String(ended)).toContain(message);
  expect(requests).toHaveLength(1);
});

test('when the time is over, the error says what the onboarding waits for', async () => {
  const waiting = { reason: 'IAM is overloaded.', since: '12:00', until: '12:05' };
  const { ended, seconds } = await outcome([read('provisioning', { waiting })], 'ready', { timeoutMs: 10_000 });
  expect(String(ended)).toBe(
    'LatchkeyWaitError: The time for waiting is over: onboarding ob_1 is provisioning, and ready was waited for. It waits for AWS until 12:05: IAM is overloaded.',
  );
  expect(ended).toMatchObject({ reason: 'timeout' });
  expect(seconds.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(10);
  expect(Math.min(...seconds)).toBeGreaterThanOrEqual(2);
});

test('failures that may pass do not end a wait, but its first read must succeed', async () => {
  const overload = problemAnswer('out-of-time', 503, { retryAfter: 30 });
  const { ended, seconds } = await outcome([working(), refused, overload, read('ready')], 'ready');
  expect(ended).toBe('ready');
  expect(seconds).toEqual([2, 2, 30]);
  expect((await outcome([refused], 'ready')).ended).toMatchObject({ name: 'LatchkeyConnectionError' });
  const gone = problemAnswer('not-found', 404, { retryable: false });
  expect((await outcome([working(), gone], 'ready')).ended).toMatchObject({ status: 404 });
});

test('a signal ends a wait within a pause, with its own reason', async () => {
  const controller = new AbortController();
  const reason = new Error('the user went away');
  const onRead = () => {
    controller.abort(reason);
  };
  const { ended, requests } = await outcome([working()], 'ready', { signal: controller.signal, onRead });
  expect(ended).toBe(reason);
  expect(requests).toHaveLength(1);
});
