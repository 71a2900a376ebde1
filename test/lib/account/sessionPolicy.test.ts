import { sessionPolicy } from '../../../lib/account/sessionPolicy.ts';

test('a session may read everything and change only what has the path of its onboarding', () => {
  expect(JSON.parse(sessionPolicy('aws', '111122223333', '/latchkey/tutum/abcdefgh/ob_1/'))).toEqual({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['iam:Get*', 'iam:List*'], Resource: '*' },
      {
        Effect: 'Allow',
        Action: 'iam:*',
        Resource: [
          'arn:aws:iam::111122223333:user/latchkey/tutum/abcdefgh/ob_1/*',
          'arn:aws:iam::111122223333:group/latchkey/tutum/abcdefgh/ob_1/*',
          'arn:aws:iam::111122223333:policy/latchkey/tutum/abcdefgh/ob_1/*',
        ],
      },
    ],
  });
});

test('the longest one stays within the 2,048 characters that AssumeRole takes', () => {
  const longest = `/${'n'.repeat(20)}/${'b'.repeat(64)}/${'t'.repeat(8)}/ob_${'0'.repeat(26)}/`;
  expect(sessionPolicy('aws-us-gov', '111122223333', longest).length).toBeLessThan(2048);
});
