import { catalog } from '../../../catalog/index.ts';
import { parameterValues } from '../../../cli/flags/parameterValues.ts';
import { parametersSchema } from '../../../lib/blueprints/parametersSchema.ts';

function schemaOf(name: string) {
  const blueprint = catalog.find((each) => each.name === name);
  if (blueprint === undefined) throw new Error(`no blueprint ${name}`);
  return parametersSchema(blueprint, 'aws');
}

test.each([
  ['tutum', ['region=us-west-2', 'userName=a=b'], { region: 'us-west-2', userName: 'a=b' }],
  ['koding', ['route53=true'], { route53: true }],
  ['koding', ['route53=false'], { route53: false }],
  ['cycle', ['userNames=ann,bob', 'userNames=eve'], { userNames: ['ann', 'bob', 'eve'] }],
  ['serverless', ['permissions=deploy'], { permissions: 'deploy' }],
])('the parameters of %s are read from %j', (name, given, values) => {
  expect(parameterValues(given, schemaOf(name))).toEqual(values);
});

test.each([
  ['tutum', ['region'], 'must be NAME=VALUE, not "region"'],
  ['tutum', ['=x'], 'must be NAME=VALUE'],
  ['tutum', ['zone=x'], 'The blueprint has region, userName, policyName.'],
  ['tutum', ['__proto__=x'], 'There is no parameter "__proto__"'],
  ['tutum', ['region=a', 'region=b'], 'given twice'],
  ['koding', ['route53=yes'], 'must be true or false, not "yes"'],
])('wrong parameters of %s are refused: %j', (name, given, message) => {
  expect(() => parameterValues(given, schemaOf(name))).toThrow(message);
});
