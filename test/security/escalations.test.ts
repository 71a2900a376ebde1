import type { Blueprint } from '../../catalog/blueprint.ts';
import { catalog } from '../../catalog/index.ts';
import { koding } from '../../catalog/koding.ts';
import { escalations } from '../../lib/preview/escalations.ts';
import { risksOf } from '../../lib/preview/risks.ts';
import { renderDocument } from '../../lib/blueprints/policyDocument.ts';
import { accountId } from '../support/launchedStack.ts';
import { planned } from '../support/madeUser.ts';
import { variantsOf } from '../support/variants.ts';
import { emptySandbox, launch, provision, sessionOf } from './account.ts';
import { escalate, furnish, nothing, type AttackTarget } from './attempts.ts';
import { boundaryDocuments } from '../../lib/blueprints/permissionsBoundary.ts';

const setups = catalog.flatMap((blueprint) =>
  variantsOf(blueprint).map((parameters) => ({ name: blueprint.name, blueprint, parameters })),
);

/** An account with resources that an attacker wants, in which the blueprint is onboarded. */
async function attacked(blueprint: Blueprint, parameters: Readonly<Record<string, unknown>>) {
  const sandbox = emptySandbox();
  const { roleArn, boundaryArn } = await launch(sandbox, blueprint, parameters);
  const session = await sessionOf(sandbox, roleArn);
  const { root, user, group, policyArn, issued } = await provision(
    sandbox,
    session,
    boundaryArn,
    blueprint,
    parameters,
  );
  const others = await furnish(root);
  if (policyArn !== undefined) await root.createPolicyVersion({ PolicyArn: policyArn, PolicyDocument: nothing });
  const target: Omit<AttackTarget, 'attacker' | 'principal'> = {
    root,
    users: [...others.users, user.name],
    groups: [...others.groups, ...(group === undefined ? [] : [group])],
    roles: [...others.roles, roleArn.slice(roleArn.indexOf('/') + 1)],
    policies: [...others.policies, boundaryArn, ...(policyArn === undefined ? [] : [policyArn])],
  };
  return {
    asRole: { ...target, attacker: session, principal: roleArn },
    asUser: { ...target, attacker: issued, principal: user.arn },
  };
}

function shownFor(blueprint: Blueprint, parameters: Readonly<Record<string, unknown>>) {
  const { plan, values } = planned(blueprint, parameters);
  const risks = risksOf(plan, renderDocument(boundaryDocuments(blueprint), { ...values, accountId, partition: 'aws' }));
  const pathsOf = (level: string) => risks.flatMap((risk) => (risk.level === level ? [risk.path ?? ''] : []));
  return {
    isAdministrative: pathsOf('administrative').length > 0,
    open: pathsOf('escalation'),
    accepted: pathsOf('accepted'),
  };
}

/**
 * The escalations that a stolen session of the bootstrap role can make, and the names that `preview` shows for them.
 */
function throughRole({ groups, users }: Blueprint): Readonly<Record<string, string>> {
  const attached = users.flatMap(({ attach }) => attach).flatMap((each) => ('managed' in each ? [each.managed] : []));
  return {
    ...(groups.length > 0 && { AddUserToGroup: 'group' }),
    // The policy goes to a user with the boundary, which may still limit it.
    ...(attached.includes('AdministratorAccess') && { AttachUserPolicy: 'boundary' }),
  };
}

describe.each(setups)('$name with $parameters', ({ blueprint, parameters }) => {
  const shown = shownFor(blueprint, parameters);
  let target: Awaited<ReturnType<typeof attacked>>;
  beforeAll(async () => {
    target = await attacked(blueprint, parameters);
  });

  test('with a session of the bootstrap role, only the escalation methods succeed that the preview calls accepted', async () => {
    const open = await escalate(target.asRole);
    const expected = throughRole(blueprint);
    expect(open.toSorted()).toEqual(Object.keys(expected).toSorted());
    expect(shown.accepted).toEqual(expect.arrayContaining(Object.values(expected)));
  });

  // These tests run after the role's attempts, because the boundary also has to limit the policies that the role
  // attached.
  if (shown.isAdministrative) {
    test('every escalation method succeeds with the issued keys, because they are administrative, which proves that the attempts work', async () => {
      expect(await escalate(target.asUser)).toEqual(escalations.map((each) => each.name));
    });
  } else {
    test('with the issued keys, exactly the escalation methods succeed that the preview shows', async () => {
      expect(await escalate(target.asUser)).toEqual(shown.open);
    });
  }
});

test('the list has the 28 published methods, each once', () => {
  expect(new Set(escalations.map(({ name }) => name)).size).toBe(28);
});

test('with a session of the bootstrap role, any user can be added to the group and gets its permissions, as the preview says', async () => {
  const { asRole } = await attacked(koding, {});
  const may = async (action: string) => {
    const { EvaluationResults = [] } = await asRole.root.simulatePrincipalPolicy({
      PolicySourceArn: `arn:aws:iam::${accountId}:user/guest`,
      ActionNames: [action],
    });
    return EvaluationResults.map(({ EvalDecision }) => EvalDecision);
  };
  expect(await may('ec2:RunInstances')).toEqual(['implicitDeny']);
  await asRole.attacker.iam.addUserToGroup({ GroupName: 'Developers', UserName: 'guest' });
  expect(await may('ec2:RunInstances')).toEqual(['allowed']);
  expect(await may('iam:CreateUser')).toEqual(['implicitDeny']);
});
