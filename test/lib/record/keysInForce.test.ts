import { notRepeated } from '../../../lib/http/views/onboardingView.ts';
import { hasKeysInForce } from '../../../lib/record/keysInForce.ts';
import { statuses } from '../../../lib/record/onboarding.ts';
import { recordIn } from '../../support/records.ts';

const keys = [{ userName: 'tutum', id: 'AKIAIOSFODNN7EXAMPLE', state: 'handed_over', handedOverAt: 0 }] as const;

test('keys that were handed over are in force in three statuses, also while an update runs', () => {
  expect(statuses.filter((status) => hasKeysInForce(recordIn(status, { keys })))).toEqual(
    statuses.filter((status) => ['claimed', 'rotating', 'updating'].includes(status)),
  );
});

test('an update that began before the keys were handed over has none, and a repeated create does not say that there were some', () => {
  const record = recordIn('updating', { keys: undefined });
  expect(hasKeysInForce(record)).toBe(false);
  expect(JSON.stringify(notRepeated(record))).not.toContain('The first answer to this request had the keys');
});
