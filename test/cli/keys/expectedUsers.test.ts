import { expectedUsers } from '../../../cli/keys/expectedUsers.ts';

test('the users are those of the receipt, without their paths', () => {
  const resources = [
    { type: 'policy', arn: 'arn:aws:iam::111122223333:policy/latchkey/cycle/t/ob_1/p' },
    { type: 'user', arn: 'arn:aws:iam::111122223333:user/latchkey/cycle/t/ob_1/ann' },
    { type: 'user', arn: 'arn:aws:iam::111122223333:user/bob' },
  ];
  expect(expectedUsers({ receipt: { resources } })).toEqual(['ann', 'bob']);
});

test.each([{}, { receipt: null }, { receipt: { resources: [] } }])(
  'without users in the receipt, nothing is known: %j',
  (onboarding) => {
    expect(expectedUsers(onboarding)).toBeUndefined();
  },
);
