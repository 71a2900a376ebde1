import type { TenantAccounts } from '../../lib/account/ports.ts';
import { openScenario, warmUp, type Scenario } from '../model/scenario.ts';
import { shape } from './account.ts';
import { sampledRows } from '../support/sampledRows.ts';

const second = 1000;

/**
 * A call of an onboarding whose answer is lost, and that IAM carries out when the names belong to the next onboarding.
 */
interface Row {
  readonly call: string;
  readonly blueprint: string;
  /** Whether the first onboarding ends because its create fails, or because it is offboarded. */
  readonly lostIn: 'create' | 'offboarding';
  readonly first: object;
  /** How many calls of this kind succeed before the lost one. Default: 0. */
  readonly after?: number;
  /** The onboardings that follow. */
  readonly next: readonly object[];
  /** Whether the late call would change one of them if IAM carried it out. */
  readonly wouldChange: boolean;
}

const rows: readonly Row[] = [
  // AdministratorAccess for a user that may deploy only.
  {
    call: 'AttachUserPolicy',
    blueprint: 'serverless',
    lostIn: 'create',
    first: { permissions: 'admin' },
    next: [{ permissions: 'deploy' }],
    wouldChange: true,
  },
  {
    call: 'AttachUserPolicy',
    blueprint: 'tutum',
    lostIn: 'create',
    first: {},
    next: [{}],
    wouldChange: false,
  },
  // The policies of the group are attached in the order of the blueprint: the third is AmazonRoute53FullAccess.
  {
    call: 'AttachGroupPolicy',
    after: 2,
    blueprint: 'koding',
    lostIn: 'create',
    first: { route53: true },
    next: [{}],
    wouldChange: true,
  },
  {
    call: 'AddUserToGroup',
    blueprint: 'koding',
    lostIn: 'create',
    first: {},
    next: [{}],
    wouldChange: false,
  },
  // The user's name belongs to one of the next onboardings, and the group's name to another.
  {
    call: 'AddUserToGroup',
    blueprint: 'koding',
    lostIn: 'create',
    first: {},
    next: [{ groupName: 'Others' }, { userName: 'somebody-new' }],
    wouldChange: true,
  },
  { call: 'CreateAccessKey', blueprint: 'tutum', lostIn: 'create', first: {}, next: [{}], wouldChange: true },
  { call: 'CreateAccessKey', blueprint: 'koding', lostIn: 'create', first: {}, next: [{}], wouldChange: true },
  {
    call: 'DetachUserPolicy',
    blueprint: 'cycle',
    lostIn: 'offboarding',
    first: { userNames: ['ann'] },
    next: [{ userNames: ['ann'] }],
    wouldChange: true,
  },
  { call: 'DetachUserPolicy', blueprint: 'tutum', lostIn: 'offboarding', first: {}, next: [{}], wouldChange: false },
  { call: 'DetachGroupPolicy', blueprint: 'koding', lostIn: 'offboarding', first: {}, next: [{}], wouldChange: true },
  { call: 'RemoveUserFromGroup', blueprint: 'koding', lostIn: 'offboarding', first: {}, next: [{}], wouldChange: true },
  { call: 'DeleteAccessKey', blueprint: 'tutum', lostIn: 'offboarding', first: {}, next: [{}], wouldChange: false },
  { call: 'DeleteAccessKey', blueprint: 'koding', lostIn: 'offboarding', first: {}, next: [{}], wouldChange: false },
];
const named = rows.map((row) => ({ ...row, title: `${row.call} of ${row.blueprint}, lost in its ${row.lostIn}` }));

let scenario: Scenario;
beforeAll(warmUp);
afterEach(() => scenario.close());

/** Runs the first onboarding, whose call is lost, until it is over. */
async function runFirst({ call, lostIn, first, after = 0 }: Row, ms: number): Promise<string> {
  const at = `iam:${call}`;
  const trouble = { at, kind: 'carried out late', ms, after } as const;
  const lost = lostIn === 'create' ? undefined : (await scenario.waitFor(scenario.create(first))).id;
  const asked = lost === undefined ? scenario.create(first, {}, { trouble }) : scenario.offboard(lost, { trouble });
  // Refuses the repeated call, so that the create fails.
  if (lost === undefined) scenario.world.refusals.add(at, 'LimitExceeded', `${'.'.repeat(after + 1)}x`);
  await scenario.waitFor(asked);
  scenario.world.refusals.clear();
  const record = scenario.one();
  expect([record.status, scenario.tenant.hasOurs()]).toEqual([lostIn === 'create' ? 'failed' : 'offboarded', false]);
  return record.id;
}

/** Runs the next onboardings, until IAM has carried out all late calls. Returns what is in the account. */
async function runNext({ next }: Row, ms: number) {
  const keys: string[] = [];
  for (const parameters of next) {
    const response = await scenario.waitFor(scenario.create(parameters));
    expect([response.http, response.status]).toEqual([201, 'claimed']);
    keys.push(...response.keys.map(({ accessKeyId }) => accessKeyId));
  }
  await scenario.pass(ms);
  return { shape: shape(scenario.tenant.account(), scenario.tenant), keys };
}

const open = ({ blueprint, first }: Row) => openScenario({ blueprint, parameters: first });

const shapes = new Map<string, string>();
/** Returns what the next onboardings create in an account in which IAM carries out no call late. */
async function untouched(row: Row): Promise<string> {
  const key = JSON.stringify([row.blueprint, row.first, row.next]);
  const known = shapes.get(key);
  if (known !== undefined) return known;
  scenario = await open(row);
  const { shape: there } = await runNext(row, 0);
  scenario.close();
  shapes.set(key, there);
  return there;
}

const late = [6, 8, 30, 90].flatMap((seconds) => named.map((row) => ({ ...row, seconds })));
describe.each(sampledRows(late, 10))('a call that IAM carries out $seconds s after an onboarding sent it', (row) => {
  const { seconds, title } = row;
  test(`changes nothing that belongs to the next onboarding with the same names: ${title}`, async () => {
    const expected = await untouched(row);
    scenario = await open(row);
    await runFirst(row, seconds * second);
    const { shape: there, keys } = await runNext(row, seconds * second);
    expect(there).toBe(expected);
    expect(new Set(scenario.keyIds())).toEqual(new Set(keys));
    expect(await scenario.violations()).toEqual([]);
    expect(shape(scenario.tenant.account(), scenario.tenant)).toBe(expected);
    expect(new Set(scenario.keyIds())).toEqual(new Set(keys));
  });
});

const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** Replaces the session policy by one that allows everything, so that a session may do all that the role may do. */
function withoutSessionPolicy(accounts: TenantAccounts): void {
  const { assume } = accounts;
  Object.assign(accounts, {
    assume: (...[assumption, guard]: Parameters<typeof assume>) => assume({ ...assumption, policy: everything }, guard),
  });
}

test.each(named.filter(({ wouldChange }) => wouldChange))(
  'without the session policy, the late call changes the next onboarding: $title',
  async (row) => {
    const expected = await untouched(row);
    scenario = await open(row);
    withoutSessionPolicy(scenario.world.tenantAccounts);
    await runFirst(row, 30 * second);
    const { shape: there, keys } = await runNext(row, 30 * second);
    const isSame = there === expected && scenario.keyIds().length === keys.length;
    expect(isSame).toBe(false);
  },
);
