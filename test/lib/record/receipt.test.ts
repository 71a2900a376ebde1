import { onboardingView } from '../../../lib/http/views/onboardingView.ts';
import { receiptLineSchema, receiptOf } from '../../../lib/record/receipt.ts';
import { eventSchemas } from '../../../lib/webhooks/eventSchemas.ts';
import { recordIn } from '../../support/records.ts';

/** An onboarding that has ended, with a line of each kind in its receipt. */
const ended = recordIn('offboarded', {
  resources: [
    { type: 'policy', name: 'p', arn: 'arn:p', status: 'removed', reason: 'It was not there any more.' },
    { type: 'user', name: 'tutum', arn: 'arn:u', status: 'left', reason: 'It is in a group.', id: 'AIDAUNIQUE' },
  ],
  userItems: [
    { type: 'access-key', arn: 'arn:u', id: 'AKIATHEIRS', status: 'removed' },
    { type: 'mfa-device', arn: 'arn:u', id: 'serial', status: 'left', reason: 'Deactivated.' },
  ],
});

test('the receipt has every line of what was made and what was found on it', () => {
  expect(receiptOf(ended)).toEqual([
    { type: 'policy', arn: 'arn:p', status: 'removed', reason: 'It was not there any more.' },
    { type: 'user', arn: 'arn:u', status: 'left', reason: 'It is in a group.' },
    { type: 'access-key', arn: 'arn:u', accessKeyId: 'AKIAEXAMPLE', status: 'left', reason: 'It is in a group.' },
    { type: 'access-key', arn: 'arn:u', accessKeyId: 'AKIATHEIRS', status: 'removed' },
    { type: 'mfa-device', arn: 'arn:u', id: 'serial', status: 'left', reason: 'Deactivated.' },
  ]);
});

test('the answer and the webhook event have the same receipt, with every field of it', () => {
  const { id, tenantId, accountId, blueprint, status } = ended;
  const resources = receiptOf(ended);
  const event = { id, tenantId, accountId, blueprint, status, receipt: { resources } };
  expect(onboardingView(ended).receipt).toEqual({ resources });
  expect(eventSchemas['onboarding.offboarded'].parse(event).receipt).toEqual({ resources });
  const named = new Set(resources.flatMap((line) => Object.keys(line)));
  expect(Object.keys(receiptLineSchema.shape).filter((field) => !named.has(field))).toEqual([]);
});
