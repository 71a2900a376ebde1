import * as z from 'zod';
import { iamAsRoot } from '../../local/cloudformation/iam.ts';
import type { Sandbox } from '../../local/sandbox/types.ts';

/** The digest under which the table has the earlier version of a blueprint. */
export const earlierDigest = 'e'.repeat(16);

/** The tag that the earlier version of a blueprint gives its users. */
export const earlierTag = { Key: 'earlier', Value: 'version' } as const;

const orderSchema = z.object({ accountId: z.string(), userNames: z.array(z.string()) });

/** The tag of Latchkey that an administrator removes before a look. */
export const removedTag = 'latchkey:tenant';

const user = z.object({ accountId: z.string(), userName: z.string() });

/** Removes a tag of Latchkey from a user. */
export async function removeTag(sandbox: Sandbox, order: unknown): Promise<void> {
  const { accountId, userName: UserName } = user.parse(order);
  await iamAsRoot(sandbox, accountId)('UntagUser', { UserName, 'TagKeys.member.1': removedTag });
}

/** Gives users the tag of the earlier version. */
export async function tagUsers(sandbox: Sandbox, order: unknown): Promise<void> {
  const { accountId, userNames } = orderSchema.parse(order);
  const iam = iamAsRoot(sandbox, accountId);
  for (const UserName of userNames) {
    const { Key, Value } = earlierTag;
    await iam('TagUser', { UserName, 'Tags.member.1.Key': Key, 'Tags.member.1.Value': Value });
  }
}
