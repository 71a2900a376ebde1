import { catalog } from '../../catalog/index.ts';
import { koding } from '../../catalog/koding.ts';
import { serverless } from '../../catalog/serverless.ts';
import { tutum } from '../../catalog/tutum.ts';
import { bootstrapRoleName } from '../../lib/core/names.ts';
import { everything } from '../support/everything.ts';
import { accountId, settings } from '../support/launchedStack.ts';
import { clientsOf, keysOf, refusalOf, rootOf, vendorOf, type Clients } from '../support/sandboxClients.ts';
import { ownerOf } from '../support/tenantNames.ts';
import { belongingsOf, changesOf, emptySandbox, everythingIn, launch, sessionOf } from './account.ts';
import { changes, type Belongings } from './changes.ts';

const deploy = { permissions: 'deploy' };
const other = { ...settings, namespace: 'other', vendorAccountId: '888877776666' };
const sandbox = emptySandbox();
const { iam: root } = rootOf(sandbox, accountId);

/** The role of a function of the other vendor, in that vendor's account. */
async function otherVendor(): Promise<Clients> {
  const { iam } = rootOf(sandbox, other.vendorAccountId);
  const may = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }],
  });
  const { User } = await iam.createUser({ UserName: 'deployer' });
  const { Role } = await iam.createRole({
    RoleName: 'other-work',
    AssumeRolePolicyDocument: may.replace('"Resource":"*"', `"Principal":{"AWS":"${User?.Arn ?? ''}"}`),
  });
  await iam.putRolePolicy({ RoleName: 'other-work', PolicyName: 'assume', PolicyDocument: may });
  const deployer = clientsOf(sandbox, await keysOf(iam, 'deployer'));
  return sessionOf(sandbox, Role?.Arn ?? '', deployer);
}

test('the table of changes has every change that a template allows', () => {
  const allowed = [...catalog, everything].flatMap(changesOf);
  expect(Object.keys(changes).toSorted()).toEqual([...new Set(allowed)].toSorted());
});

describe('in one account', () => {
  const things = new Map<string, Belongings>();
  const sessions = new Map<string, Clients>();
  beforeAll(async () => {
    await root.createGroup({ GroupName: 'Admins' });
    for (const [blueprint, parameters] of [
      [tutum, {}],
      [serverless, deploy],
      [koding, {}],
    ] as const) {
      const { roleArn, boundaryArn } = await launch(sandbox, blueprint, parameters);
      const session = await sessionOf(sandbox, roleArn);
      sessions.set(blueprint.name, session);
      things.set(blueprint.name, await belongingsOf(sandbox, session, blueprint, boundaryArn, parameters));
    }
    const vendor = await otherVendor();
    const { roleArn } = await launch(sandbox, tutum, {}, other);
    sessions.set('tutum of another vendor', await sessionOf(sandbox, roleArn, vendor));
    sessions.set('the other vendor itself', vendor);
  });

  const pairs = [
    ['tutum', 'serverless'],
    ['tutum', 'koding'],
    ['koding', 'tutum'],
    ['tutum of another vendor', 'tutum'],
    ['tutum of another vendor', 'koding'],
  ] as const;

  test.each(pairs)('the role of %s cannot change resources that %s created', async (who, whose) => {
    const iam = sessions.get(who)?.iam;
    const of = things.get(whose);
    if (iam === undefined || of === undefined) throw new Error('not set up');
    const before = await everythingIn(sandbox);
    const refusals: Record<string, string> = {};
    for (const [action, change] of Object.entries(changes)) {
      const { code } = await refusalOf(change(iam, of));
      if (code !== 'AccessDenied') refusals[action] = code;
    }
    expect(refusals).toEqual({});
    expect(await everythingIn(sandbox)).toBe(before);
  });

  // Runs after the other tests, because it changes the resources that they compare.
  test.each([tutum, koding])('the role of $name can make each of these changes to its own resources', async (own) => {
    const iam = sessions.get(own.name)?.iam;
    const of = things.get(own.name);
    if (iam === undefined || of === undefined) throw new Error('not set up');
    const denied: string[] = [];
    for (const action of changesOf(own)) {
      const { code } = await refusalOf(changes[action]?.(iam, of) ?? Promise.reject(new Error(action)));
      if (code === 'AccessDenied') denied.push(action);
    }
    // The role may not attach AdministratorAccess.
    expect(denied.filter((action) => !action.startsWith('iam:Attach'))).toEqual([]);
  });

  test('a vendor can assume only its own role, even with the external ID of the other vendor', async () => {
    const roleOf = (namespace: string) =>
      `arn:aws:iam::${accountId}:role/${bootstrapRoleName({ ...ownerOf('tutum'), namespace })}`;
    const vendor = sessions.get('the other vendor itself');
    if (vendor === undefined) throw new Error('not set up');
    await expect(sessionOf(sandbox, roleOf('latchkey'), vendor)).rejects.toThrow(
      /not authorized to perform: sts:AssumeRole/,
    );
    await expect(sessionOf(sandbox, roleOf('other'), vendorOf(sandbox))).rejects.toThrow(/not authorized/);
  });
});
