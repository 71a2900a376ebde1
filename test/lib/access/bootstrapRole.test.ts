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

/** The actions that the role of a stack allows, regardless of resources and conditions. */
function allowedActions({ rolePolicy }: (typeof stacks)[number]['stack']): string[] {
  const allows = statements.parse(rolePolicy.Statement).filter(({ Effect }) => Effect === 'Allow');
  return [...new Set(allows.flatMap(({ Action }) => Action))].sort();
}

describe.each(stacks)('the bootstrap role of $blueprint.name', ({ blueprint, stack, files }) => {
  const may = ({ action, resource, context }: RoleCase, ...identity: readonly unknown[]) =>
    isAllowed({ principal, action, resource, accountId, context, identity });
  // Only the last file has the cases of this role: the first one is for tutum, which has no groups.
  const own = roleCasesOf(files.at(-1) ?? '', blueprint.name, stack.boundaryArn);
  const allCases = files.map((file) => roleCasesOf(file, blueprint.name, stack.boundaryArn));

  test.each(own.allowed)('may do this: $does ($action on $resource)', async (call) => {
    expect(await may(call, stack.rolePolicy)).toBe(true);
  });

  // The second check allows everything, and shows that it is the role's policy that denies the call.
  test.each(own.denied)('may not do this: $does ($action on $resource)', async (call) => {
    expect(await may(call, stack.rolePolicy)).toBe(false);
    expect(await may(call, everythingAllowed)).toBe(true);
  });

  test.each(own.never)(
    'may not do this even if another policy allows everything: $does ($action on $resource)',
    async (call) => {
      expect(await may(call, stack.rolePolicy, everythingAllowed)).toBe(false);
      expect(await may(call, everythingAllowed)).toBe(true);
    },
  );

  test('has no permission that the cases do not use', () => {
    const used = new Set(allCases.flatMap(({ allowed }) => allowed.map(({ action }) => action)));
    expect(allowedActions(stack)).toEqual([...used].sort());
  });

  test('limits every action to resources, except iam:ListPolicies', () => {
    const everywhere = stack.rolePolicy.Statement.filter(
      ({ Effect, Resource }) => Effect === 'Allow' && Resource === '*',
    );
    expect(everywhere.map(({ Action }) => Action)).toEqual([['iam:ListPolicies']]);
    const allowedActionsText = JSON.stringify(
      stack.rolePolicy.Statement.filter(({ Effect }) => Effect === 'Allow').map(({ Action }) => Action),
    );
    expect(allowedActionsText).not.toContain('*');
  });
});

describe('what Latchkey calls', () => {
  test('is allowed by the role, and the role allows nothing else', async () => {
    const called = await gatewayActions();
    expect([...called].sort()).toEqual([...new Set(stacks.flatMap(({ stack }) => allowedActions(stack)))].sort());
  });
});
