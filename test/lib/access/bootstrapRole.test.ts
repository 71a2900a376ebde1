import * as z from 'zod';
import { tutum } from '../../../catalog/tutum.ts';
import { gatewayActions } from '../../support/gatewayActions.ts';
import { everything } from '../../support/everything.ts';
import { isAllowed } from '../../support/engine.ts';
import { accountId, launchedStack } from '../../support/launchedStack.ts';
import { roleCasesOf, type RoleCase } from '../../support/policyCases/roleCases.ts';

const principal = `arn:aws:sts::${accountId}:assumed-role/latchkey-bootstrap/ob_01JZ0000000000000000000000`;
const everythingAllowed = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

const statements = z.array(z.object({ Effect: z.enum(['Allow', 'Deny']), Action: z.array(z.string()) }));
const stacks = [
  { blueprint: tutum, stack: launchedStack(tutum, { region: 'any' }), files: ['bootstrapRole'] },
  { blueprint: everything, stack: launchedStack(everything, {}), files: ['bootstrapRole', 'bootstrapRoleWithGroups'] },
];

/** The actions that a stack's role is allowed, whatever the conditions. */
function allowedActions({ rolePolicy }: (typeof stacks)[number]['stack']): string[] {
  const allows = statements.parse(rolePolicy.Statement).filter(({ Effect }) => Effect === 'Allow');
  return [...new Set(allows.flatMap(({ Action }) => Action))].sort();
}

describe.each(stacks)('the bootstrap role of $blueprint.name', ({ blueprint, stack, files }) => {
  const may = ({ action, resource, context }: RoleCase, ...identity: readonly unknown[]) =>
    isAllowed({ principal, action, resource, accountId, context, identity });
  // Its own policies only: the first file is about tutum, which has no groups.
  const own = roleCasesOf(files.at(-1) ?? '', blueprint.name, stack.boundaryArn);
  const whole = files.map((file) => roleCasesOf(file, blueprint.name, stack.boundaryArn));

  test.each(own.allowed)('$does: $action on $resource', async (call) => {
    expect(await may(call, stack.rolePolicy)).toBe(true);
  });

  // With everything allowed the same question is answered with yes: it is this policy that says no.
  test.each(own.denied)('never $does: $action on $resource', async (call) => {
    expect(await may(call, stack.rolePolicy)).toBe(false);
    expect(await may(call, everythingAllowed)).toBe(true);
  });

  test.each(own.never)('never $does, not even where everything else is allowed: $action on $resource', async (call) => {
    expect(await may(call, stack.rolePolicy, everythingAllowed)).toBe(false);
    expect(await may(call, everythingAllowed)).toBe(true);
  });

  test('has no permission that the cases do not use', () => {
    const used = new Set(whole.flatMap(({ allowed }) => allowed.map(({ action }) => action)));
    expect(allowedActions(stack)).toEqual([...used].sort());
  });

  test('gives every change a path or a boundary; only looking for a policy goes to *', () => {
    const everywhere = stack.rolePolicy.Statement.filter(
      ({ Effect, Resource }) => Effect === 'Allow' && Resource === '*',
    );
    expect(everywhere.map(({ Action }) => Action)).toEqual([['iam:ListPolicies']]);
    const star = JSON.stringify(
      stack.rolePolicy.Statement.filter(({ Effect }) => Effect === 'Allow').map(({ Action }) => Action),
    );
    expect(star).not.toContain('*');
  });
});

describe('what Latchkey calls', () => {
  // Tags ride on the creates that are authorized as these too.
  const notCalledByName = ['iam:TagPolicy', 'iam:TagUser'];

  test('is what the role may do, call by call', async () => {
    const called = await gatewayActions();
    expect([...called, ...notCalledByName].sort()).toEqual(
      [...new Set(stacks.flatMap(({ stack }) => allowedActions(stack)))].sort(),
    );
  });
});
