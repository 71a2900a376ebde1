import { LeaseLost, OutOfTime } from '../../../lib/core/controlFlowErrors.ts';
import { countsForTenantCap, mayTakeOver, released, startLeaseTimer } from '../../../lib/record/lease.ts';
import { statuses } from '../../../lib/record/onboarding.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { recordIn } from '../../support/records.ts';

const settings = { leaseMs: 60_000, requestTimeoutMs: 5000, marginMs: 5000 };

function lease(deadline = Infinity) {
  const time = fakeClock();
  return { ...time, timer: startLeaseTimer(time.clock, settings, time.clock.monotonic(), deadline) };
}

describe('a call may start', () => {
  test.each([
    { after: 0, may: true },
    { after: 49_999, may: true },
    { after: 50_000, may: false },
    { after: 70_000, may: false },
  ])(
    '$after ms after the start of a lease of 60 s, with a request timeout of 5 s and a margin of 5 s: $may',
    ({ after, may }) => {
      const { timer, pass } = lease();
      pass(after);
      if (may) expect(() => timer.check()).not.toThrow();
      else expect(() => timer.check()).toThrow(LeaseLost);
    },
  );

  test('again after a renewal, whose time starts before it is written', () => {
    const { timer, pass } = lease();
    pass(40_000);
    const before = 40_000;
    pass(8000);
    timer.renewed(before);
    pass(41_999);
    expect(() => timer.check()).not.toThrow();
    pass(1);
    expect(() => timer.check()).toThrow(LeaseLost);
  });

  test('never after the lease is lost, even if it has not expired', () => {
    const { timer } = lease();
    expect(timer.signal.aborted).toBe(false);
    timer.lose('somebody took over');
    expect(() => timer.check()).toThrow('the lease is lost: somebody took over');
    expect(timer.signal.reason).toBeInstanceOf(LeaseLost);
    timer.lose('for another reason');
    expect(() => timer.check()).toThrow('somebody took over');
  });

  test('not if it could end after the request’s deadline, even if the lease is valid; a worker continues then', () => {
    // The timeout of a call is 5 s.
    const { timer, pass } = lease(25_000);
    pass(19_999);
    expect(() => timer.check()).not.toThrow();
    pass(1);
    expect(() => timer.check()).toThrow(OutOfTime);
  });

  test.each([-3_600_000, 3_600_000])(
    'a jump of the wall clock by %i ms neither lengthens nor shortens a lease',
    (ms) => {
      const { timer, pass, jump } = lease();
      jump(ms);
      expect(() => timer.check()).not.toThrow();
      pass(50_000);
      expect(() => timer.check()).toThrow(LeaseLost);
    },
  );
});

test('a lease is due for renewal when more than half of it is over', () => {
  const { timer, pass } = lease();
  pass(30_000);
  expect(timer.isHalfOver()).toBe(false);
  pass(1);
  expect(timer.isHalfOver()).toBe(true);
  timer.renewed(30_001);
  expect(timer.isHalfOver()).toBe(false);
});

describe('another process may take over', () => {
  const now = Date.UTC(2026, 0, 1);
  test.each([
    { what: 'a lease that has not expired', lease: { expiresAt: now + 1 }, may: false },
    { what: 'a lease that has just expired', lease: { expiresAt: now }, may: false },
    { what: 'a lease that expired one margin ago', lease: { expiresAt: now - 5000 }, may: false },
    { what: 'a lease that expired longer ago than the margin', lease: { expiresAt: now - 5001 }, may: true },
    { what: 'a lease that was released', lease: { expiresAt: released }, may: true },
    { what: 'no lease', lease: undefined, may: true },
  ])('$what: $may', ({ lease: current, may }) => {
    expect(mayTakeOver(current, now, 5000)).toBe(may);
  });
});

test('what a process creates or removes counts for the tenant cap, and the creation of keys does not', () => {
  expect(statuses.filter((status) => countsForTenantCap(recordIn(status)))).toEqual([
    'provisioning',
    'updating',
    'rolling_back',
    'offboarding',
  ]);
});
