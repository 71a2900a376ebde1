import {
  awsManagedPolicyArn,
  iamArn,
  nameLimits,
  namePattern,
  ownerOfPath,
  ownPath,
  tenantToken,
  tenantTokenPattern,
} from '../../../lib/core/names.ts';
import { partitionNames } from '../../../lib/core/partitions.ts';

const id = 'ob_01JZ0000000000000000000000';

describe('names', () => {
  test.each(['tutum', 'a', 'A_b+c=d.e@f-g', '0'])('IAM takes %s', (name) => {
    expect(name).toMatch(namePattern);
  });

  test.each(['', ' ', 'a b', 'a/b', 'a,b', 'a:b', 'a*', 'ä', 'a\n', '$' + '{aws:username}'])(
    '%j is refused',
    (name) => {
      expect(name).not.toMatch(namePattern);
    },
  );

  test('may have the maximum length of IAM', () => {
    expect(nameLimits).toEqual({ user: 64, group: 128, policy: 128, role: 64, path: 512, stack: 128 });
  });
});

const owner = { namespace: 'latchkey', blueprint: 'tutum', tenantToken: 'abcdefgh' };

describe('the path of an onboarding', () => {
  test('names the onboarding it belongs to', () => {
    expect(ownPath(owner, id)).toBe(`/latchkey/tutum/abcdefgh/${id}/`);
    expect(ownerOfPath(ownPath(owner, id), 'latchkey')).toBe(id);
  });

  test.each([
    { path: '/', why: 'no path' },
    { path: '/latchkey/tutum/abcdefgh/', why: 'no onboarding' },
    { path: `/other/tutum/abcdefgh/${id}/`, why: 'another namespace' },
    { path: `/x/latchkey/tutum/abcdefgh/${id}/`, why: 'a path below another one' },
    { path: `/latchkey/tutum/abcdefgh/${id}/more/`, why: 'a path below that of an onboarding' },
    { path: `/latchkey/tutum/abcdefgh/${id}x/`, why: 'an ID too long' },
    { path: '/latchkey/tutum/abcdefgh/team/', why: 'not an ID' },
    { path: `/latchkey//abcdefgh/${id}/`, why: 'no blueprint' },
    { path: `/latchkey/tutum/${id}/`, why: 'no tenant token' },
    { path: `/latchkey/tutum/ABCDEFGH/${id}/`, why: 'not a tenant token' },
    { path: `/latchkey-2/tutum/abcdefgh/${id}/`, why: 'a namespace with the same beginning' },
  ])('$path is not the path of an onboarding: $why', ({ path }) => {
    expect(ownerOfPath(path, 'latchkey')).toBeUndefined();
  });
});

test.each(partitionNames)('ARNs in %s begin with the partition', (partition) => {
  expect(iamArn(partition, '111122223333', 'user/tutum')).toBe(`arn:${partition}:iam::111122223333:user/tutum`);
  expect(awsManagedPolicyArn(partition, 'ReadOnlyAccess')).toBe(`arn:${partition}:iam::aws:policy/ReadOnlyAccess`);
});

describe('the tenant token', () => {
  test('is always the same for a tenant, and is not the same for two tenants', () => {
    const tenants = Array.from({ length: 1000 }, (_, index) => `tenant-${String(index)}`);
    expect(new Set(tenants.map(tenantToken)).size).toBe(tenants.length);
    for (const tenantId of tenants) expect(tenantToken(tenantId)).toMatch(tenantTokenPattern);
    // Names in accounts contain it, so it must never change: this is the SHA-256 of "acme" in base32, cut off.
    expect(tenantToken('acme')).toBe('qivthlmh');
  });
});
