import { iamArn } from '../core/names.ts';
import type { Partition } from '../core/partitions.ts';

/**
 * The session policy of one onboarding: a session may read everything that its role may read, and change only what has
 * the onboarding's own path. A call that IAM carries out a minute late, when the name belongs to another onboarding, is
 * then refused by IAM itself.
 *
 * It allows and does not deny, so that IAM never names it as an explicit deny. AssumeRole takes at most 2,048 characters
 * (STS API reference, AssumeRole, parameter Policy).
 */
export function sessionPolicy(partition: Partition, accountId: string, path: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['iam:Get*', 'iam:List*'], Resource: '*' },
      {
        Effect: 'Allow',
        Action: 'iam:*',
        Resource: ['user', 'group', 'policy'].map((type) => iamArn(partition, accountId, `${type}${path}*`)),
      },
    ],
  });
}
