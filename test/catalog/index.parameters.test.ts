import { catalog } from '../../catalog/index.ts';
import type { Partition } from '../../lib/core/partitions.ts';
import { readParameters } from '../../lib/blueprints/parameters.ts';

const read = (name: string, given: Readonly<Record<string, unknown>>, partition: Partition = 'aws') => {
  const blueprint = catalog.find((each) => each.name === name);
  if (blueprint === undefined) throw new Error(`there is no blueprint ${name}`);
  return readParameters(blueprint, given, { partition });
};

test.each([
  { blueprint: 'koding', values: { route53: false, userName: 'koding-user', groupName: 'Developers' } },
  { blueprint: 'humalect', values: { userName: 'humalect-user', policyName: 'humalect-policy' } },
  {
    blueprint: 'serverless',
    values: {
      permissions: 'admin',
      userName: 'serverless-admin',
      policyName: 'serverless-deploy',
      profile: 'default',
      stage: 'dev',
    },
  },
])('without any parameter $blueprint has $values', ({ blueprint, values }) => {
  expect(read(blueprint, {})).toEqual({ values });
});

test.each(['aws-us-gov', 'aws-cn'] as const)(
  'route53 is refused in %s, which does not have Route 53 domains',
  (partition) => {
    expect(read('koding', { route53: true }, partition)).toEqual({
      errors: [
        { pointer: '/parameters/route53', detail: expect.stringContaining(`${partition} does not have the services`) },
      ],
    });
    expect(read('koding', { route53: false }, partition)).toHaveProperty('values');
    expect(read('koding', { route53: true })).toMatchObject({ values: { route53: true } });
  },
);

test.each(['devProfile', 'a', '0.dev_stage-1', 'x'.repeat(64)])('a profile may be called %s', (profile) => {
  expect(read('serverless', { profile })).toMatchObject({ values: { profile } });
});

test.each(['', 'two words', '[dev]', 'a\nb', "dev'; rm", '-dev', '${dev}', 'é', 'x'.repeat(65), 7])(
  'a profile may not be called %j, because the name is written into files and shell commands',
  (profile) => {
    expect(read('serverless', { profile })).toMatchObject({ errors: [{ pointer: '/parameters/profile' }] });
  },
);
