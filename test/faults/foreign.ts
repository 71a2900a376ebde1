import * as z from 'zod';
import { iamAsRoot } from '../../local/cloudformation/iam.ts';
import type { Sandbox } from '../../local/sandbox/types.ts';

const made = z.object({
  CreateAccessKeyResponse: z.object({
    CreateAccessKeyResult: z.object({ AccessKey: z.object({ SecretAccessKey: z.string() }) }),
  }),
});

const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }],
});

/**
 * Creates foreign resources in a tenant's account: a user with a key, in a group, with a customer-managed policy.
 * @returns the key's secret
 */
export async function createForeignResources(sandbox: Sandbox, accountId: string): Promise<string> {
  const iam = iamAsRoot(sandbox, accountId);
  const user = { UserName: 'somebody' };
  const group = { GroupName: 'Operators' };
  const policy = { PolicyArn: `arn:aws:iam::${accountId}:policy/theirs` };
  await iam('CreateUser', user);
  await iam('CreateGroup', group);
  await iam('CreatePolicy', { PolicyName: 'theirs', PolicyDocument: document });
  await iam('AddUserToGroup', { ...user, ...group });
  await iam('AttachUserPolicy', { ...user, ...policy });
  await iam('AttachGroupPolicy', { ...group, ...policy });
  const key = made.parse(await iam('CreateAccessKey', user));
  return key.CreateAccessKeyResponse.CreateAccessKeyResult.AccessKey.SecretAccessKey;
}
