import { catalog } from '../../catalog/index.ts';
import { sessionPolicy } from '../../lib/account/sessionPolicy.ts';
import { ownPath } from '../../lib/core/names.ts';
import { accountId } from '../support/launchedStack.ts';
import { refusalOf, rootOf, vendorOf, type Clients } from '../support/sandboxClients.ts';
import { ownerOf } from '../support/tenantNames.ts';
import { attachingVariantsOf } from '../support/variants.ts';
import { belongingsOf, changesOf, emptySandbox, everythingIn, launch, sessionOf } from './account.ts';
import { changes, type Belongings } from './changes.ts';

const ended = 'ob_01JZ0000000000000000000001';
const next = 'ob_01JZ0000000000000000000002';
const setups = catalog.flatMap((blueprint) =>
  attachingVariantsOf(blueprint).map((parameters) => ({ name: blueprint.name, blueprint, parameters })),
);

/** Tries each change. Returns those that IAM denied, and the others. */
async function attempt({ iam }: Clients, of: Belongings, actions: readonly string[]) {
  const codes = new Map<string, string>();
  for (const action of actions)
    codes.set(action, (await refusalOf(changes[action]?.(iam, of) ?? Promise.reject(new Error(action)))).code);
  const that = (isDenied: boolean) => actions.filter((action) => (codes.get(action) === 'AccessDenied') === isDenied);
  return { denied: that(true), notDenied: that(false) };
}

describe.each(setups)('a session for one onboarding of $name with $parameters', ({ name, blueprint, parameters }) => {
  const sandbox = emptySandbox();
  const { iam: root } = rootOf(sandbox, accountId);
  const sessionFor = (roleArn: string, onboardingId: string) => {
    const path = ownPath(ownerOf(name), onboardingId);
    return sessionOf(sandbox, roleArn, vendorOf(sandbox), sessionPolicy('aws', accountId, path));
  };
  let late: Clients;
  let current: Clients;
  let of: Belongings;
  beforeAll(async () => {
    await root.createGroup({ GroupName: 'Admins' });
    const { roleArn, boundaryArn } = await launch(sandbox, blueprint, parameters);
    late = await sessionFor(roleArn, ended);
    current = await sessionFor(roleArn, next);
    of = await belongingsOf(sandbox, current, blueprint, boundaryArn, parameters, next);
  });

  test('cannot change the next onboarding of the same names: a call of it that AWS carries out late is refused', async () => {
    const before = await everythingIn(sandbox);
    expect((await attempt(late, of, Object.keys(changes))).notDenied).toEqual([]);
    expect(await everythingIn(sandbox)).toBe(before);
  });

  // Runs after the other test, because it changes what that one compares.
  test('can make each change of the template to what its own onboarding made', async () => {
    // Without a policy of its own, the onboarding has only the boundary, which nobody but its stack may change.
    const hasPolicy = of.policyArn !== of.boundaryArn;
    const own = changesOf(blueprint).filter((action) => hasPolicy || !/^iam:(Tag|Untag|Delete)Policy/.test(action));
    const { denied } = await attempt(current, of, own);
    // The role may not attach AdministratorAccess.
    expect(denied.filter((action) => !action.startsWith('iam:Attach'))).toEqual([]);
  });
});
