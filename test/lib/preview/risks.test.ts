import { everything } from '../../support/everything.ts';
import { accountId } from '../../support/launchedStack.ts';
import { planned } from '../../support/madeUser.ts';
import { catalog } from '../../../catalog/index.ts';
import type { Blueprint } from '../../../catalog/blueprint.ts';
import { renderDocument } from '../../../lib/blueprints/policyDocument.ts';
import { risksOf } from '../../../lib/preview/risks.ts';
import { boundaryDocuments } from '../../../lib/blueprints/permissionsBoundary.ts';

const risksFor = (blueprint: Blueprint, parameters: object = {}) => {
  const { plan, values } = planned(blueprint, { ...parameters });
  return risksOf(plan, renderDocument(boundaryDocuments(blueprint), { ...values, accountId, partition: 'aws' }));
};
const named = (name: string) => {
  const found = catalog.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no blueprint ${name}`);
  return found;
};
const linesOf = (risks: ReturnType<typeof risksFor>) =>
  risks.map(({ level, path }) => (path === undefined ? level : `${level} ${path}`));

test.each([
  { name: 'tutum', parameters: {}, lines: ['limited', 'accepted instances'] },
  { name: 'tutum', parameters: { region: 'us-west-2' }, lines: ['limited', 'accepted instances'] },
  { name: 'cycle', parameters: { userNames: ['anna'] }, lines: ['limited', 'accepted instances'] },
  { name: 'koding', parameters: {}, lines: ['limited', 'accepted group', 'accepted instances'] },
  {
    name: 'humalect',
    parameters: {},
    lines: [
      'escalation CreateEC2WithExistingIP',
      'escalation AttachRolePolicy',
      'escalation PutRolePolicy',
      'escalation PassExistingRoleToCloudFormation',
      'accepted boundary',
      'accepted instances',
    ],
  },
  { name: 'serverless', parameters: {}, lines: ['administrative', 'accepted boundary'] },
  {
    name: 'serverless',
    parameters: { permissions: 'deploy' },
    lines: [
      'escalation PutRolePolicy',
      'escalation PassExistingRoleToNewLambdaThenInvokeCrossAccount',
      'escalation EditExistingLambdaFunctionWithRole',
      'escalation AddExistingLambdaLayerToLambdaFunctionWithRole',
      'accepted boundary',
    ],
  },
])('the risks of $name with $parameters are $lines', ({ name, parameters, lines }) => {
  expect(linesOf(risksFor(named(name), parameters))).toEqual(lines);
});

test('a risk names the actions of its escalation path and what they give', () => {
  expect(risksFor(named('humalect'))).toContainEqual({
    level: 'escalation',
    path: 'CreateEC2WithExistingIP',
    detail: 'The keys may iam:PassRole, ec2:RunInstances: this gives what the passed role may do.',
  });
});

test('the risk about groups names the groups of the plan', () => {
  const [group] = risksFor(named('koding'), { groupName: 'Builders' }).filter(({ path }) => path === 'group');
  expect(group?.detail).toContain('to Builders, including');
});

test('the permissions of an AWS managed policy count only if the boundary allows them', () => {
  const parameters = { userNames: ['anna'] };
  expect(linesOf(risksFor(everything, parameters))).toEqual(['limited', 'accepted group']);
  expect(linesOf(risksFor(everything, { ...parameters, deploy: true }))).toEqual([
    'limited',
    'accepted group',
    'accepted instances',
  ]);
});
