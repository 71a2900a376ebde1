import {
  leftToWorker,
  postponed,
  takenOver,
  withFailedLook,
  withLaterLook,
  withoutLaterLook,
  withSuccessfulLook,
} from '../../../lib/record/inPlace.ts';
import { released } from '../../../lib/record/lease.ts';
import { claimed, provisioning, recordIn } from '../../support/records.ts';

const minute = 60_000;
const now = 100 * minute;
const waiting = { reason: 'AWS throttles.', since: 1, until: now + minute };
const lease = {
  lease: { owner: 'owner-2', by: 'worker', attempt: 2, expiresAt: now + minute, since: 0 } as const,
  attempts: 2,
  leaseDueAt: now + 2 * minute,
};
const leased = { lease: lease.lease, attempts: lease.attempts, dueTimes: { lease: lease.leaseDueAt } };

test('work that is left to a worker is due now, under a released lease, and counts as no attempt', () => {
  const record = provisioning(leased);
  expect(leftToWorker(record, 1, now)).toEqual({
    ...record,
    lease: { ...record.lease, expiresAt: released },
    attempts: 1,
    dueTimes: { lease: now },
  });
});

test.each([
  { before: false, sent: false, after: false },
  { before: true, sent: false, after: true },
  { before: false, sent: true, after: true },
])('postponed work that may have created something ($before, then $sent) still may have', ({ before, sent, after }) => {
  const record = provisioning({ mayHaveMade: before });
  expect(postponed(record, waiting, sent)).toEqual({
    ...record,
    lease: { ...record.lease, expiresAt: released },
    dueTimes: { lease: waiting.until },
    mayHaveMade: after,
    waiting,
  });
});

test('a takeover from a process that released its lease changes nothing but the lease', () => {
  const record = provisioning({ waiting, mayHaveMade: false });
  expect(takenOver(record, lease, now)).toEqual({ ...record, ...leased });
});

test('a takeover from a process that was cut off schedules a later look, for any call of that process', () => {
  const record = provisioning({ mayHaveMade: false });
  expect(takenOver(record, lease, now, { sentSince: 7 })).toEqual({
    ...record,
    ...leased,
    mayHaveMade: true,
    dueTimes: { lease: lease.leaseDueAt, reconcile: now + 15 * minute },
    unknownCalls: [{ action: 'iam:*', name: '*', arn: '*', sentAt: 7 }],
  });
});

test('a later look is scheduled for 15 minutes later, and leaves the lease as it is', () => {
  const record = provisioning(leased);
  expect(withLaterLook(record, now)).toEqual({
    ...record,
    dueTimes: { lease: lease.leaseDueAt, reconcile: now + 15 * minute },
  });
});

test('after its later look, an onboarding is not due', () => {
  expect(withoutLaterLook(recordIn('ready', { dueTimes: { reconcile: now } })).dueTimes).toEqual({});
});

test('a failed later look at a claimed onboarding is repeated, and a successful one ends the waiting', () => {
  const record = claimed({ dueTimes: { reconcile: now } });
  const failed = withFailedLook(record, waiting);
  expect(failed).toEqual({ ...record, waiting, dueTimes: { reconcile: waiting.until } });
  expect(withSuccessfulLook(failed, waiting.until)).toEqual({ ...record, waiting: undefined, dueTimes: {} });
});
