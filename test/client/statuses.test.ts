import { canReach, nextStatuses } from '../../client/statuses.ts';
import { statuses, transitions } from '../../lib/record/onboarding.ts';

test('the client knows the statuses of the service, and what follows each', () => {
  const others = statuses.map((status) => [status, transitions[status].filter((next) => next !== status).toSorted()]);
  const known = Object.entries(nextStatuses).map(([status, next]) => [status, next.toSorted()]);
  expect(known.toSorted()).toEqual(others.toSorted());
});

test.each([
  ['provisioning', 'ready', true],
  ['awaiting_access', 'claimed', true],
  ['claiming', 'ready', true],
  ['ready', 'ready', true],
  // The claim has deleted or handed over the keys, and no other one can follow.
  ['claimed', 'ready', false],
  ['rolling_back', 'failed', true],
  // It ends in `failed`, from which only another call leads on.
  ['rolling_back', 'ready', false],
  ['failed', 'ready', false],
  ['offboarded', 'claimed', false],
  ['offboarding', 'offboarded', true],
] as const)('from %s, %s can be reached without another call: %s', (from, wanted, expected) => {
  expect(canReach(from, [wanted])).toBe(expected);
});
