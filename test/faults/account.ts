import * as z from 'zod';
import { tenantToken } from '../../lib/core/names.ts';

const identity = {
  name: z.string(),
  path: z.string(),
  inline: z.array(z.looseObject({ name: z.string() })),
  attached: z.array(z.object({ arn: z.string() })),
};
const user = z.looseObject({
  ...identity,
  boundary: z.string().optional(),
  tags: z.array(z.object({ Key: z.string(), Value: z.string() })),
  accessKeys: z.array(z.looseObject({ id: z.string(), status: z.string(), secret: z.string() })),
});
const group = z.looseObject({ ...identity, members: z.array(z.object({ userName: z.string() })) });
const policy = z.looseObject({
  name: z.string(),
  path: z.string(),
  versions: z.array(z.object({ document: z.string() })),
});
const schema = z.looseObject({ users: z.array(user), groups: z.array(group), policies: z.array(policy) });

export type Account = z.infer<typeof schema>;

export const readAccount = (json: string): Account => schema.parse(JSON.parse(json));

const isOurs = ({ path }: { readonly path: string }) => path.startsWith('/latchkey/');

/** Returns what Latchkey made in an account. */
export function ours({ users, groups, policies }: Account): Pick<Account, 'users' | 'groups' | 'policies'> {
  return { users: users.filter(isOurs), groups: groups.filter(isOurs), policies: policies.filter(isOurs) };
}

/** Returns everything else in the account, as text that can be compared. */
export function foreign(account: Account): string {
  const { users, groups, policies, ...rest } = account;
  const others = <T extends { path: string }>(entities: readonly T[]) => entities.filter((each) => !isOurs(each));
  return JSON.stringify({ ...rest, users: others(users), groups: others(groups), policies: others(policies) });
}

/**
 * Returns the names and ARNs of what Latchkey made, with policies, members and the tags of plans but without keys. Account, tenant token
 * and onboarding ID are replaced, and the numbers of updates are left out, so that two accounts can be compared.
 */
export function shape(
  account: Account,
  { tenantId, accountId }: { readonly tenantId: string; readonly accountId: string },
): string {
  const { users, groups, policies } = ours(account);
  const withPolicies = ({ name, path, inline, attached }: z.infer<typeof group> | z.infer<typeof user>) => ({
    name,
    path,
    inline: inline.map((each) => each.name),
    attached: attached.map(({ arn }) => arn).sort(),
  });
  const byName = <T extends { name: string }>(entities: readonly T[]) =>
    entities.toSorted((a, b) => a.name.localeCompare(b.name));
  const all = {
    users: byName(users).map((each) => ({
      ...withPolicies(each),
      boundary: each.boundary,
      tags: each.tags.flatMap(({ Key, Value }) => (Key.startsWith('latchkey:') ? [] : [`${Key}=${Value}`])).sort(),
    })),
    groups: byName(groups).map((each) => ({
      ...withPolicies(each),
      members: each.members.map(({ userName }) => userName).sort(),
    })),
    policies: byName(policies).map(({ name, path, versions }) => ({
      name,
      path,
      documents: versions.map(({ document }) => document),
    })),
  };
  return (
    JSON.stringify(all)
      .replaceAll(accountId, 'ACCOUNT')
      .replaceAll(tenantToken(tenantId), 'TENANT')
      .replaceAll(/ob_[0-9A-Z]{26}/g, 'ID')
      // An update gives a changed policy another name.
      .replaceAll(/-v\d+(?=")/g, '')
  );
}
