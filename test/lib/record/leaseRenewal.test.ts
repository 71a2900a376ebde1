import { released, startLeaseTimer } from '../../../lib/record/lease.ts';
import { startLeaseRenewal, type LeaseRenewal } from '../../../lib/record/leaseRenewal.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { provisioning, recordIn } from '../../support/records.ts';

const settings = { leaseMs: 60_000, requestTimeoutMs: 5000, marginMs: 5000 };

const started: LeaseRenewal[] = [];
beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  for (const renewal of started.splice(0)) renewal.stop();
  jest.useRealTimers();
});

/** Starts a renewal whose writes end when `written` is resolved, and counts them. */
function start() {
  const { clock, pass } = fakeClock();
  const timer = startLeaseTimer(clock, settings, clock.monotonic(), Infinity);
  const writes = { awaited: 0, inBackground: 0 };
  const written = Promise.withResolvers<undefined>();
  const renewal = startLeaseRenewal({
    clock,
    settings,
    timer,
    renew: () => {
      writes.awaited += 1;
      return written.promise;
    },
    renewInBackground: () => {
      writes.inBackground += 1;
    },
  });
  started.push(renewal);
  return { clock, timer, renewal, writes, written, pass };
}

describe('a write of the record', () => {
  test('does not renew the lease in its first half', () => {
    const { renewal, pass } = start();
    pass(30_000);
    expect(renewal.renewalOf(provisioning())).toBeUndefined();
  });

  test('renews the lease and the due time in the second half', () => {
    const { renewal, clock, pass } = start();
    const record = provisioning();
    pass(30_001);
    const expiresAt = clock.now() + settings.leaseMs;
    expect(renewal.renewalOf(record)).toEqual({
      lease: { ...record.lease, expiresAt },
      leaseDueAt: expiresAt + settings.marginMs,
    });
  });

  test.each([
    ['that releases the lease', provisioning({ lease: { ...provisioning().lease, expiresAt: released } })],
    ['that ends the work', recordIn('ready')],
  ])('%s does not renew the lease', (_, record) => {
    const { renewal, pass } = start();
    pass(30_001);
    expect(renewal.renewalOf(record)).toBeUndefined();
  });
});

describe('a call to AWS', () => {
  test('waits for nothing in the first half of the lease', async () => {
    const { renewal, writes } = start();
    await renewal.renewIfDue();
    expect(writes.awaited).toBe(0);
  });

  test('waits for a renewal in the second half, and concurrent calls share one', async () => {
    const { renewal, timer, writes, written, pass } = start();
    pass(30_001);
    let isOver = false;
    const asking = Promise.all([renewal.renewIfDue(), renewal.renewIfDue()]).then(() => {
      isOver = true;
    });
    await jest.advanceTimersByTimeAsync(1000);
    expect([isOver, writes.awaited]).toEqual([false, 1]);
    timer.renewed(30_001);
    written.resolve(undefined);
    await asking;
    await renewal.renewIfDue();
    expect(writes.awaited).toBe(1);
  });

  test('fails if the renewal fails, and the next call retries it', async () => {
    const { renewal, writes, written, pass } = start();
    pass(30_001);
    written.reject(new Error('no answer'));
    await expect(renewal.renewIfDue()).rejects.toThrow('no answer');
    await expect(renewal.renewIfDue()).rejects.toThrow('no answer');
    expect(writes.awaited).toBe(2);
  });
});

test('between calls the lease is renewed in its second half, until the renewal is stopped', () => {
  const { renewal, writes, pass } = start();
  jest.advanceTimersByTime(15_000);
  expect(writes.inBackground).toBe(0);
  pass(30_001);
  jest.advanceTimersByTime(15_000);
  expect(writes.inBackground).toBe(1);
  renewal.stop();
  jest.advanceTimersByTime(60_000);
  expect(writes.inBackground).toBe(1);
});
