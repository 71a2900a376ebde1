import { dueAt, nextDue, withDueTimes } from '../../../lib/record/dueTimes.ts';
import { statuses, type Status } from '../../../lib/record/onboarding.ts';
import { recordIn } from '../../support/records.ts';

const due: Readonly<Record<Status, number | undefined>> = {
  awaiting_access: 20,
  provisioning: 30,
  ready: 10,
  claiming: 30,
  claimed: 10,
  rotating: 30,
  updating: 30,
  rolling_back: 30,
  failed: 10,
  needs_attention: 40,
  expired: undefined,
  offboarding: 30,
  offboarded: 10,
};

test.each(statuses)('an onboarding in %s is due at the time that counts in this status, if it has one', (status) => {
  expect(dueAt(recordIn(status, { dueTimes: { reconcile: 10, expiry: 20, lease: 30, heldKeys: 40 } }))).toBe(
    due[status],
  );
  expect(dueAt(recordIn(status))).toBeUndefined();
});

test('what is due next is the earliest of the times that count', () => {
  const dueTimes = { reconcile: 20, retention: 10, lease: 5 };
  expect(nextDue(recordIn('offboarded', { dueTimes }))).toEqual({ what: 'retention', at: 10 });
  expect(nextDue(recordIn('provisioning', { dueTimes }))).toEqual({ what: 'lease', at: 5 });
  expect(nextDue(recordIn('ready', { dueTimes: { lease: 5 } }))).toBeUndefined();
});

test('a due time is changed without a change of the others', () => {
  const record = recordIn('provisioning', { dueTimes: { reconcile: 10, lease: 30 } });
  expect(withDueTimes(record, { lease: 40 }).dueTimes).toEqual({ reconcile: 10, lease: 40 });
  expect(withDueTimes(record, { reconcile: undefined }).dueTimes).toEqual({ lease: 30 });
});
