import { onboardingView } from '../../../lib/http/views/onboardingView.ts';
import { receiptLineSchema, receiptOf } from '../../../lib/record/receipt.ts';
import { eventSchemas } from '../../../lib/webhooks/eventSchemas.ts';
import { recordIn } from '../../support/records.ts';

/** An offboarded onboarding whose receipt has a line of each kind. */
const ended = recordIn('offboarded', {
  resources: [
    { type: 'policy', name: 'p', arn: 'arn:p', status: 'removed', reason: 'It was not there any more.' },
    { type: 'user', name: 'tutum', arn: 'arn:u', status: 'left', reason: 'It is in a group.', id: 'AIDAUNIQUE' },
  ],
  userItems: [
    { type: 'access-key', arn: 'arn:u', id: 'AKIATHEIRS', status: 'removed' },
    { type: 'mfa-device', arn: 'arn:u', id: 'serial', status: 'left', reason: 'Deactivated.' },
  ],
  moreUserItems: [
    { type: 'inline-policy', arn: 'arn:u', status: 'removed', count: 1234 },
    { type: 'mfa-device', arn: 'arn:u', status: 'left', count: 2 },
  ],
});

test('the receipt has a line for each created resource and for each addition that was found on it', () => {
  expect(receiptOf(ended)).toEqual([
    { type: 'policy', arn: 'arn:p', status: 'removed', reason: 'It was not there any more.' },
    { type: 'user', arn: 'arn:u', status: 'left', reason: 'It is in a group.' },
    { type: 'access-key', arn: 'arn:u', accessKeyId: 'AKIAEXAMPLE', status: 'left', reason: 'It is in a group.' },
    { type: 'access-key', arn: 'arn:u', accessKeyId: 'AKIATHEIRS', status: 'removed' },
    { type: 'mfa-device', arn: 'arn:u', id: 'serial', status: 'left', reason: 'Deactivated.' },
    expect.objectContaining({ type: 'inline-policy', arn: 'arn:u', status: 'removed', count: 1234 }),
    expect.objectContaining({ type: 'mfa-device', arn: 'arn:u', status: 'left', count: 2 }),
  ]);
  expect(receiptOf(ended).at(-2)?.reason).toContain('counts 1,234 more');
  expect(receiptOf(ended).at(-1)?.reason).toContain('`aws iam list-virtual-mfa-devices');
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
