import type { Blueprint } from '../../catalog/blueprint.ts';
import { createLatchkeyClient, type Credential, type LatchkeyClient, type Onboarding } from '../../client/index.ts';
import type { LagOptions } from '../sandbox/lag/profile.ts';
import { seededTenant } from '../seed.ts';
import { assumeRoleCalls, callsOf, forgetCalls, sandboxCalls, slowDown, speedUp } from './calls.ts';
import { allOrNone } from './allOrNone.ts';
import { accountAt, type Account } from './inspect.ts';
import { offboard } from './offboard.ts';
import { waitsOf, type Waits } from './waits.ts';
import { printAccount } from './printAccount.ts';
import { demoRequests, type DemoRequest } from './requests.ts';
import { openScreen, type Output, type Screen } from './screen.ts';
import { formatTable } from './table.ts';
import { printWebhookEvents, type DemoWebhook } from './webhookEvents.ts';

/** The delay of each IAM call in milliseconds: about as long as on AWS, and long enough to see the steps. */
const iamCallMs = 150;
/** The pause between two reads of an onboarding, in milliseconds: short, because everything runs on one machine. */
const pauseMs = 60;

interface Onboarded {
  readonly request: DemoRequest;
  readonly id: string;
  readonly keys: readonly Credential[];
  /** Milliseconds from the request to the answer with the keys. */
  readonly ms: number;
}

interface DemoOptions {
  readonly url: string;
  readonly awsUrl: string;
  readonly apiToken: string;
  /** The blueprints to onboard. */
  readonly catalog: readonly Blueprint[];
  readonly output: Output;
  readonly webhook: DemoWebhook;
  readonly lag: LagOptions;
}

/**
 * Onboards the seeded tenant with all blueprints in parallel, tests the keys, and prints the results.
 * @throws an error with a sentence if a result is not as expected.
 */
export async function runDemo({ url, awsUrl, apiToken, catalog, output, webhook, lag }: DemoOptions): Promise<void> {
  const { tenantId, accountId } = seededTenant;
  const print = (text: string) => output.write(`${text}\n`);
  const latchkey = createLatchkeyClient({ baseUrl: url, token: apiToken });
  const account = accountAt(awsUrl, accountId);
  const waits = waitsOf(lag, awsUrl, print);
  const requests = demoRequests(catalog);
  const screen = openScreen(
    output,
    requests.map(({ blueprint }) => blueprint),
  );

  print(`  API      ${url}\n  AWS      ${awsUrl}\n  Webhook  ${webhook.receiver.url}`);
  print(
    `  Tenant   ${tenantId}, AWS account ${accountId}; it has launched a stack for each of the ${requests.length} blueprints\n`,
  );
  await waits.stacks();
  print(`POST /v1/onboardings for each, in parallel; GET /v1/onboardings/{id} shows their steps:`);
  await slowDown(awsUrl, iamCallMs);
  await forgetCalls(awsUrl);
  const onboarded = await allOrNone(
    requests.map((request) => onboard(latchkey, screen, request, webhook.receiver.url, waits)),
  );
  await speedUp(awsUrl);
  await waits.changes();
  // Read now, because the calls that follow are the demo's own.
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
    `  and ${assumeRoleCalls(calls)} AssumeRole, including those without the correct external ID; each call to IAM takes ${iamCallMs} ms longer`,
  );
  await printAccount(account, accountId, print);
  const problems = [
    ...onboarded.flatMap(({ request, keys }) => (keys.length === 0 ? [`${request.blueprint} gave no key`] : [])),
    ...tried.flat().filter((problem) => problem !== undefined),
  ];
  if (problems.length > 0) throw new Error(`Not every key works as promised: ${problems.join('; ')}.`);
  print(`\n${await offboard(latchkey, account, onboarded, waits)}`);
  await printWebhookEvents(
    webhook,
    onboarded.map(({ id, request }) => ({ id, blueprint: request.blueprint })),
    print,
  );
}

async function onboard(
  latchkey: LatchkeyClient,
  screen: Screen,
  request: DemoRequest,
  webhookUrl: string,
  { readyMs }: Waits,
): Promise<Onboarded> {
  const { blueprint, parameters } = request;
  const { tenantId, accountId } = seededTenant;
  const startedAt = performance.now();
  const { id } = await latchkey.create(
    { tenantId, accountId, blueprint, parameters, webhook: { url: webhookUrl } },
    { async: true },
  );
  const onRead = ({ steps }: Onboarding) => screen.show(blueprint, steps);
  await latchkey.waitFor(id, 'ready', { timeoutMs: readyMs, pauseMs, onRead });
  screen.say(blueprint, 'issuing keys');
  const claimed = await latchkey.claim(id);
  const keys = claimed.hasKeys ? claimed.credentials : [];
  const ms = performance.now() - startedAt;
  screen.say(
    blueprint,
    `${keys.length} ${keys.length === 1 ? 'key' : 'keys'} handed over, once, ${(ms / 1000).toFixed(1)} s after the request`,
  );
  return { request, id, keys, ms };
}

/** Returns for each key what is wrong with its user or permissions, or undefined if it works as expected. */
async function tryKeys(
  account: Account,
  { may, mayNot }: DemoRequest,
  keys: readonly Credential[],
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
