import {
  awsManagedPolicyArn,
  bootstrapRoleName,
  iamArn,
  nameLimits,
  namePattern,
  ownerOfPath,
  ownPath,
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
    expect(nameLimits).toEqual({ user: 64, group: 128, policy: 128 });
  });
});

describe('the path of an onboarding', () => {
  test('names the onboarding it belongs to', () => {
    expect(ownPath('latchkey', 'tutum', id)).toBe(`/latchkey/tutum/${id}/`);
    expect(ownerOfPath(ownPath('latchkey', 'tutum', id), 'latchkey')).toBe(id);
  });

  test.each([
    { path: '/', why: 'no path' },
    { path: '/latchkey/tutum/', why: 'no onboarding' },
    { path: `/other/tutum/${id}/`, why: 'another namespace' },
    { path: `/x/latchkey/tutum/${id}/`, why: 'a path below another one' },
    { path: `/latchkey/tutum/${id}/more/`, why: 'a path below that of an onboarding' },
    { path: `/latchkey/tutum/${id}x/`, why: 'an ID too long' },
    { path: '/latchkey/tutum/team/', why: 'not an ID' },
    { path: `/latchkey//${id}/`, why: 'no blueprint' },
    { path: `/latchkey-2/tutum/${id}/`, why: 'a namespace with the same beginning' },
  ])('$path is not the path of an onboarding: $why', ({ path }) => {
    expect(ownerOfPath(path, 'latchkey')).toBeUndefined();
  });

  test('has at most 512 characters, and the role name at most 64, for the longest namespace and blueprint', () => {
    const [namespace, blueprint] = ['n'.repeat(20), 'b'.repeat(32)];
    expect(ownPath(namespace, blueprint, id).length).toBeLessThanOrEqual(512);
    expect(bootstrapRoleName(namespace, blueprint).length).toBeLessThanOrEqual(64);
  });
});

test.each(partitionNames)('ARNs in %s begin with the partition', (partition) => {
  expect(iamArn(partition, '111122223333', 'user/tutum')).toBe(`arn:${partition}:iam::111122223333:user/tutum`);
  expect(awsManagedPolicyArn(partition, 'ReadOnlyAccess')).toBe(`arn:${partition}:iam::aws:policy/ReadOnlyAccess`);
});
