import { AwsFailure } from '../../../lib/core/awsFailure.ts';
import { retrying } from '../../../lib/core/retrying.ts';
import { fakeClock } from '../../support/fakeClock.ts';

const failure = (code: string, outcome: 'refused' | 'unknown' = 'refused') =>
  new AwsFailure('iam:CreateUser', code, code, outcome);

/** An attempt that fails with these errors in order, and then succeeds. */
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

test('an attempt that succeeds is made once, without a pause', async () => {
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
])('$code ($outcome) is retried', async (error) => {
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
])('$message is not retried', async (error) => {
  const { attempt, state } = failing(error);
  await expect(retrying(fakeClock().clock, 60_000, attempt)).rejects.toBe(error);
  expect(state.tries).toBe(1);
});

test('an error that a recent change can explain is retried until the change must be visible, and no other error', async () => {
  const recent = () => [{ codes: ['NoSuchEntity'], until: Infinity }];
  const { attempt, state } = failing(failure('NoSuchEntity'), failure('NoSuchEntity'));
  expect(await retrying(fakeClock().clock, 60_000, attempt, { recent })).toBe('done');
  expect(state.tries).toBe(3);
  const denied = always(failure('AccessDenied')).attempt;
  await expect(retrying(fakeClock().clock, 60_000, denied, { recent })).rejects.toThrow('AccessDenied');
});

test('such an error is final after the change must be visible', async () => {
  const time = fakeClock();
  const until = time.clock.now() + 20_000;
  const recent = () => [{ codes: ['NoSuchEntity'], until }];
  const attempt = always(failure('NoSuchEntity')).attempt;
  await expect(retrying(time.clock, time.clock.monotonic() + 60_000, attempt, { recent })).rejects.toBeInstanceOf(
    AwsFailure,
  );
  expect(time.clock.now()).toBeGreaterThanOrEqual(until);
});

test('if the deadline comes first, the error says until when the change may be invisible', async () => {
  const recent = () => [{ codes: ['NoSuchEntity'], until: 1e15 }];
  const attempt = always(failure('NoSuchEntity')).attempt;
  await expect(retrying(fakeClock().clock, 10_000, attempt, { recent })).rejects.toMatchObject({
    name: 'WaitingForAws',
    until: 1e15,
  });
});

test('the caller is told of a call that changes something and whose outcome is unknown', async () => {
  const told: unknown[] = [];
  const lost = new AwsFailure('iam:CreateUser', 'TimeoutError', 'no answer', 'unknown');
  const read = new AwsFailure('iam:GetUser', 'TimeoutError', 'no answer', 'unknown');
  const { attempt } = failing(lost, read);
  await retrying(fakeClock().clock, 60_000, attempt, { onUnknownOutcome: (error) => told.push(error) });
  expect(told).toEqual([lost]);
});

describe('pauses', () => {
  const pausesOf = async (deadline: number) => {
    const time = fakeClock();
    const { attempt } = always(failure('Throttling'));
    await expect(retrying(time.clock, deadline, attempt)).rejects.toThrow('Throttling');
    return time;
  };

  test('have full jitter: from 0 to 100 ms, doubled with each try, up to 3 s', async () => {
    const runs = await Promise.all(Array.from({ length: 300 }, () => pausesOf(60_000)));
    for (const tries of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const longest = Math.min(3000, 100 * 2 ** (tries - 1));
      const pauses = runs.flatMap(({ slept }) => slept[tries - 1] ?? []);
      expect(Math.max(...pauses)).toBeLessThanOrEqual(longest);
      // Of 300 uniform draws, the probability that none is in a given quarter is about 10^-37.
      expect(Math.max(...pauses)).toBeGreaterThan(longest * 0.75);
      expect(Math.min(...pauses)).toBeLessThan(longest * 0.25);
    }
  });

  test('are 250 ms, doubled with each try, up to 2 s, while a recent change can explain the error', async () => {
    const time = fakeClock();
    const recent = () => [{ codes: ['NoSuchEntity'], until: Infinity }];
    const attempt = always(failure('NoSuchEntity')).attempt;
    await expect(retrying(time.clock, 10_000, attempt, { recent })).rejects.toThrow();
    expect(time.slept.slice(0, 5)).toEqual([250, 500, 1000, 2000, 2000]);
  });

  test('end before the deadline, and no retry follows it', async () => {
    for (const deadline of [1000, 10_000, 25_000]) {
      const { clock } = await pausesOf(deadline);
      expect(clock.monotonic()).toBeLessThan(deadline);
    }
  });
});

test('after the deadline, one try is still made, and the caller gets its error', async () => {
  const { clock, pass } = fakeClock();
  pass(30_000);
  const { attempt, state } = failing(failure('Throttling'), failure('ServiceFailure'));
  await expect(retrying(clock, 25_000, attempt)).rejects.toThrow('Throttling');
  expect(state.tries).toBe(1);
});
