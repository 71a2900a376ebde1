import { secondBucket, tokenBucket } from '../../../bench/simulate/bucket.ts';
import { newMeter } from '../../../bench/simulate/meter.ts';
import { seeded, untilNextMs } from '../../../bench/simulate/random.ts';

/** Asks ten times as often as the bucket allows, for ten seconds, and returns how many were given in each second. */
function givenBySecond(create: typeof secondBucket, perSecond: number) {
  const meter = newMeter('sts', perSecond);
  const bucket = create(perSecond, meter);
  const random = seeded(1);
  const given = Array.from({ length: 10 }, () => 0);
  for (let now = 0; now < 10_000; now += untilNextMs(random, 10 * perSecond)) {
    if (!bucket.has(now, 1)) continue;
    bucket.take(now, 1);
    given[Math.floor(now / 1000)] = (given[Math.floor(now / 1000)] ?? 0) + 1;
  }
  return { given, meter };
}

test('a bucket that is full again each second gives exactly its rate in each second', () => {
  const { given, meter } = givenBySecond(secondBucket, 50);
  expect(given).toEqual(Array.from({ length: 10 }, () => 50));
  expect([meter.used, meter.busiest]).toEqual([500, 50]);
});

test('a token bucket gives its burst at once, and then its rate', () => {
  const { given } = givenBySecond((perSecond, meter) => tokenBucket(perSecond, 80, meter), 50);
  const [first = 0, ...others] = given;
  expect(first).toBeGreaterThan(120);
  expect(first).toBeLessThanOrEqual(130);
  for (const each of others) expect(Math.abs(each - 50)).toBeLessThanOrEqual(1);
});

test('a bucket that lacks one token gives none', () => {
  const bucket = secondBucket(3, newMeter('table', 3));
  bucket.take(0, 2);
  expect([bucket.has(0, 2), bucket.has(0, 1), bucket.has(1000, 3)]).toEqual([false, true, true]);
});
