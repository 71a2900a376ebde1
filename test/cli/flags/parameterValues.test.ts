import { catalog } from '../../../catalog/index.ts';
import { parameterValues } from '../../../cli/flags/parameterValues.ts';
import { vault } from '../../support/vault.ts';
import { parametersSchema } from '../../../lib/blueprints/parametersSchema.ts';

function schemaOf(name: string) {
  const blueprint = [...catalog, vault].find((each) => each.name === name);
  if (blueprint === undefined) throw new Error(`no blueprint ${name}`);
  return parametersSchema(blueprint, 'aws');
}

test.each([
  ['tutum', ['region=us-west-2', 'userName=a=b'], { region: 'us-west-2', userName: 'a=b' }],
  ['koding', ['route53=true'], { route53: true }],
  ['koding', ['route53=false'], { route53: false }],
  ['cycle', ['userNames=ann,bob', 'userNames=eve'], { userNames: ['ann', 'bob', 'eve'] }],
  ['serverless', ['permissions=deploy'], { permissions: 'deploy' }],
  ['vault', ['regions=eu-west-1,eu-central-1'], { regions: ['eu-west-1', 'eu-central-1'] }],
  [
    'vault',
    ['tags=team=a=b,cost=4711', 'tags=x='],
    {
      tags: [
        { key: 'team', value: 'a=b' },
        { key: 'cost', value: '4711' },
        { key: 'x', value: '' },
      ],
    },
  ],
])('the parameters of %s are read from %j', (name, given, values) => {
  expect(parameterValues(given, schemaOf(name))).toEqual(values);
});

test.each([
  ['tutum', ['region'], 'must be NAME=VALUE, not "region"'],
  ['tutum', ['=x'], 'must be NAME=VALUE'],
  ['tutum', ['zone=x'], 'The blueprint has region, userName, policyName.'],
  ['tutum', ['__proto__=x'], 'There is no parameter "__proto__"'],
  ['tutum', ['region=a', 'region=b'], 'given twice'],
  ['vault', ['tags=team'], 'A tag of the parameter tags must be KEY=VALUE, not "team".'],
  ['koding', ['route53=yes'], 'must be true or false, not "yes"'],
])('wrong parameters of %s are refused: %j', (name, given, message) => {
  expect(() => parameterValues(given, schemaOf(name))).toThrow(message);
});
