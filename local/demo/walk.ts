import { catalog } from '../../catalog/index.ts';
import { seededTenant } from '../seed.ts';
import { apiAt, type Api, type Credentials } from './api.ts';
import { assumeRoleCalls, callsOf, forgetCalls, sandboxCalls, slowDown, speedUp } from './calls.ts';
import { accountAt, type Account } from './inspect.ts';
import { watch } from './progress.ts';
import { demoRequests, type DemoRequest } from './requests.ts';
import { openScreen, type Output, type Screen } from './screen.ts';
import { formatTable } from './table.ts';

/** Real IAM takes about as long for a call; the sandbox alone would be done before the eye sees a step. */
const iamCallMs = 150;

interface Onboarded {
  readonly request: DemoRequest;
  readonly id: string;
  readonly keys: readonly Credentials[];
  /** From the request to the keys in hand. */
  readonly ms: number;
}

/**
 * Onboards the seeded tenant to every blueprint side by side, tries the keys, and prints what came of it.
 * @throws with a sentence where anything is not as promised.
 */
export async function walk(url: string, awsUrl: string, apiToken: string, output: Output): Promise<void> {
  const { tenantId, accountId } = seededTenant;
  const print = (text: string) => output.write(`${text}\n`);
  const api = apiAt(url, apiToken);
  const account = accountAt(awsUrl, accountId);
  const requests = demoRequests(catalog);
  const screen = openScreen(
    output,
    requests.map(({ blueprint }) => blueprint),
  );

  print(`  API      ${url}\n  AWS      ${awsUrl}`);
  print(
    `  Tenant   ${tenantId}, AWS account ${accountId}; it has launched a stack for each of the ${requests.length} blueprints\n`,
  );
  print(`POST /v1/onboardings for each, side by side; GET /v1/onboardings/{id} shows their steps:`);
  await slowDown(awsUrl, iamCallMs);
  await forgetCalls(awsUrl);
  const onboarded = await allOrNone(requests.map((request) => onboard(api, screen, request)));
  await speedUp(awsUrl);
  // What was called up to here is the service's; what follows is the demo's own looking.
  const calls = await sandboxCalls(awsUrl);

  print(
    '\nEach key signs GetCallerIdentity; each user is allowed what its guide promises, and refused something else:',
  );
  const tried = await allOrNone(onboarded.map(({ request, keys }) => tryKeys(account, request, keys)));
  const users = await account.users();
  print(
    formatTable(
      ['blueprint', 'users', 'policies', 'AWS calls', 'ms', 'keys tried', 'working'],
      onboarded.map(({ request, id, keys, ms }, index) => [
        request.blueprint,
        String(keys.length),
        String(new Set(users.filter(({ arn }) => arn.includes(id)).flatMap(({ policies }) => policies)).size),
        String(callsOf(calls, id)),
        ms.toFixed(0),
        String(keys.length),
        String(tried[index]?.filter((problem) => problem === undefined).length ?? 0),
      ]),
    ),
  );
  print(
    `  and ${assumeRoleCalls(calls)} AssumeRole, the tries without the right external ID among them; ${iamCallMs} ms in each call to IAM`,
  );
  await printAccount(account, accountId, print);
  const problems = [
    ...onboarded.flatMap(({ request, keys }) => (keys.length === 0 ? [`${request.blueprint} gave no key`] : [])),
    ...tried.flat().filter((problem) => problem !== undefined),
  ];
  if (problems.length > 0) throw new Error(`Not every key works as promised: ${problems.join('; ')}.`);
}

async function onboard(api: Api, screen: Screen, request: DemoRequest): Promise<Onboarded> {
  const { blueprint, parameters } = request;
  const { tenantId, accountId } = seededTenant;
  const began = performance.now();
  const { id } = await api.create({ tenantId, accountId, blueprint, parameters });
  await watch(api, screen, blueprint, id);
  screen.say(blueprint, 'issuing keys');
  const keys = await api.claim(id);
  const ms = performance.now() - began;
  screen.say(
    blueprint,
    `${keys.length} ${keys.length === 1 ? 'key' : 'keys'} handed over, once, ${(ms / 1000).toFixed(1)} s after the request`,
  );
  return { request, id, keys, ms };
}

/** What is wrong with each key: whose it is, or what it may; nothing where it works as promised. */
async function tryKeys(
  account: Account,
  { may, mayNot }: DemoRequest,
  keys: readonly Credentials[],
): Promise<readonly (string | undefined)[]> {
  return Promise.all(
    keys.map(async (key) => {
      const identity = await account.whoIs(key);
      if (identity !== key.userArn) return `the key of ${key.userName} is ${identity}`;
      if (may !== undefined && (await account.decision(key.userArn, may)) !== 'allowed')
        return `${key.userName} may not ${may}`;
      if (mayNot !== undefined && (await account.decision(key.userArn, mayNot)) === 'allowed')
        return `${key.userName} may ${mayNot}`;
      return undefined;
    }),
  );
}

async function printAccount(account: Account, accountId: string, print: (text: string) => void): Promise<void> {
  const [users, { roles, policies }] = await Promise.all([account.users(), account.rest()]);
  const boundaries = new Set(users.map(({ boundary }) => boundary));
  print(`\nNow in account ${accountId}:`);
  print(
    formatTable(
      ['user', 'group', 'policies', 'key'],
      users.map(({ name, groups, policies: attached, keys }) => [
        name,
        groups.join(', '),
        shortened(attached),
        keys.join(', '),
      ]),
    ),
  );
  const launched = policies.filter((name) => boundaries.has(name)).length;
  const unbounded = users.filter(({ boundary }) => boundary === '').length;
  print(
    `  ${roles.length} bootstrap roles and ${launched} permissions boundaries from the tenant's stacks; ${unbounded === 0 ? 'every user has' : `${unbounded} users lack`} its boundary`,
  );
}

const shortened = (names: readonly string[]) =>
  names.length <= 2 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;

/** Waits for all, so that nothing goes on behind a failure; then the first failure counts. */
async function allOrNone<T>(all: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(all);
  return Promise.all(all);
}
