import { AwsFailure } from '../../../lib/core/awsFailure.ts';
import { retrying } from '../../../lib/core/retry.ts';
import { fakeClock } from '../../support/fakeClock.ts';

const failure = (code: string, outcome: 'refused' | 'unknown' = 'refused') =>
  new AwsFailure('iam:CreateUser', code, code, outcome);

/** An attempt that fails with these, one after the other, and then succeeds. */
function failing(...errors: readonly Error[]) {
  const left = [...errors];
  const state = { tries: 0 };
  const attempt = () => {
    state.tries += 1;
    const error = left.shift();
    return error === undefined ? Promise.resolve('done') : Promise.reject(error);
  };
  return { state, attempt };
}

const always = (error: Error) => failing(...Array.from({ length: 10_000 }, () => error));

test('what succeeds is tried once, without a pause', async () => {
  const { clock, slept } = fakeClock();
  const { attempt, state } = failing();
  expect(await retrying(clock, 25_000, attempt)).toBe('done');
  expect([state.tries, slept]).toEqual([1, []]);
});

test.each([
  failure('Throttling'),
  failure('ThrottlingException'),
  failure('TooManyRequestsException'),
  failure('RequestLimitExceeded'),
  failure('ProvisionedThroughputExceededException'),
  failure('ServiceFailure', 'unknown'),
  failure('TimeoutError', 'unknown'),
  failure('ECONNRESET', 'unknown'),
])('$code ($outcome) is worth another try', async (error) => {
  const { attempt, state } = failing(error, error, error);
  expect(await retrying(fakeClock().clock, 60_000, attempt)).toBe('done');
  expect(state.tries).toBe(4);
});

test.each([
  failure('AccessDenied'),
  failure('EntityAlreadyExists'),
  failure('NoSuchEntity'),
  failure('LimitExceeded'),
  failure('MalformedPolicyDocument'),
  failure('ConditionalCheckFailedException'),
  new Error('a mistake of ours'),
])('$message is final', async (error) => {
  const { attempt, state } = failing(error);
  await expect(retrying(fakeClock().clock, 60_000, attempt)).rejects.toBe(error);
  expect(state.tries).toBe(1);
});

test('what the caller says is worth waiting for is, and it alone', async () => {
  const also = (error: unknown) => error instanceof AwsFailure && error.code === 'NoSuchEntity';
  const { attempt, state } = failing(failure('NoSuchEntity'), failure('NoSuchEntity'));
  expect(await retrying(fakeClock().clock, 60_000, attempt, also)).toBe('done');
  expect(state.tries).toBe(3);
  await expect(retrying(fakeClock().clock, 60_000, always(failure('AccessDenied')).attempt, also)).rejects.toThrow(
    'AccessDenied',
  );
});

test('ConcurrentModification is tried five times, and not once more', async () => {
  const { attempt, state } = always(failure('ConcurrentModification'));
  await expect(retrying(fakeClock().clock, 1e9, attempt)).rejects.toThrow('ConcurrentModification');
  expect(state.tries).toBe(5);
});

describe('pauses', () => {
  const pausesOf = async (deadline: number, also?: () => boolean) => {
    const time = fakeClock();
    const { attempt } = always(failure('Throttling'));
    await expect(retrying(time.clock, deadline, attempt, also)).rejects.toThrow('Throttling');
    return time;
  };

  test('have full jitter: anything up to 100 ms, doubled each time, up to 3 s', async () => {
    const runs = await Promise.all(Array.from({ length: 300 }, () => pausesOf(60_000)));
    for (const tries of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const longest = Math.min(3000, 100 * 2 ** (tries - 1));
      const pauses = runs.flatMap(({ slept }) => slept[tries - 1] ?? []);
      expect(Math.max(...pauses)).toBeLessThanOrEqual(longest);
      // 300 draws from the whole width: that none falls into a quarter at one of its ends happens once in 10^37.
      expect(Math.max(...pauses)).toBeGreaterThan(longest * 0.75);
      expect(Math.min(...pauses)).toBeLessThan(longest * 0.25);
    }
  });

  test('are short where nothing is overloaded, only not to be seen yet; but not for minutes', async () => {
    const { slept } = await pausesOf(60_000, () => true);
    expect(Math.max(...slept.slice(0, 12))).toBeLessThanOrEqual(500);
    expect(Math.max(...slept)).toBeGreaterThan(500);
    expect(Math.max(...slept)).toBeLessThanOrEqual(3000);
  });

  test('never go past the deadline, and no try comes after it', async () => {
    for (const deadline of [1000, 10_000, 25_000]) {
      const { clock } = await pausesOf(deadline);
      expect(clock.monotonic()).toBeLessThan(deadline);
    }
  });
});

test('past the deadline one try is made all the same, and its own error is what the caller gets', async () => {
  const { clock, pass } = fakeClock();
  pass(30_000);
  const { attempt, state } = failing(failure('Throttling'), failure('ServiceFailure'));
  await expect(retrying(clock, 25_000, attempt)).rejects.toThrow('Throttling');
  expect(state.tries).toBe(1);
});
