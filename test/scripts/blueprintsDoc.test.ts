import { koding } from '../../catalog/koding.ts';
import { serverless } from '../../catalog/serverless.ts';
import { blueprintsTable } from '../../scripts/blueprintsDoc.ts';
import { everything } from '../support/everything.ts';

const rowOf = (blueprint: Parameters<typeof blueprintsTable>[0][number]) =>
  blueprintsTable([blueprint]).split('\n').at(-1);

test('a policy that depends on a parameter follows its condition', () => {
  expect(rowOf(koding)).toContain(
    '| user `koding-user` in `Developers`; group `Developers` with `AmazonEC2FullAccess`, `IAMReadOnlyAccess` and, where `route53` is true, `AmazonRoute53FullAccess`, `AmazonRoute53DomainsFullAccess` | `route53` |',
  );
  expect(rowOf(serverless)).toContain(
    '| user `serverless-admin` with, where `permissions` is admin, `AdministratorAccess` and, where `permissions` is deploy, `serverless-deploy` |',
  );
});

test('users that the request names are a number of users, and every kind of parameter but names is listed', () => {
  expect(rowOf(everything)).toBe(
    '| `everything` | A blueprint that uses all that a blueprint can say | 1 to 3 users in `Developers` with `own-policy`, `ReadOnlyAccess` and, where `size` is large, `large-policy`; group `Developers` with `AmazonEC2FullAccess`, `IAMReadOnlyAccess` and, where `deploy` is true, `AmazonRoute53FullAccess` | `region`, `deploy`, `size`, `userNames` |',
  );
});
