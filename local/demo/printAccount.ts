import type { Account } from './inspect.ts';
import { formatTable } from './table.ts';

/** Prints the users of the account, and what the tenant's stacks created. */
export async function printAccount(account: Account, accountId: string, print: (text: string) => void): Promise<void> {
  const [users, { roles, policies }] = await Promise.all([account.users(), account.rest()]);
  const boundaries = new Set(users.map(({ boundary }) => boundary));
  print(`\nNow in account ${accountId}:`);
  print(
    formatTable(
      ['user', 'group', 'policies', 'key'],
      users.map(({ name, groups, policies: attached, keys }) => [
        name,
        groups.join(', '),
        shortened(attached),
        keys.join(', '),
      ]),
    ),
  );
  const launched = policies.filter((name) => boundaries.has(name)).length;
  const unbounded = users.filter(({ boundary }) => boundary === '').length;
  print(
    `  ${roles.length} bootstrap roles and ${launched} permissions boundaries from the tenant's stacks; ${unbounded === 0 ? 'every user has' : `${unbounded} users lack`} its boundary`,
  );
}

const shortened = (names: readonly string[]) =>
  names.length <= 2 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
