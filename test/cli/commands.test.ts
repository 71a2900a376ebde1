import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { commandLineFor, type Ran, type Surroundings } from '../support/commandLine.ts';
import { operatorToken } from '../support/operator.ts';
import { startReceiver } from '../support/receiver.ts';
import { shortCalls, startTestStack, token, type Tenant, type TestStack } from '../support/testStack.ts';

const neverAsked = () => Promise.reject(new Error('nothing else is asked'));
let stack: TestStack;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let line: ReturnType<typeof commandLineFor>;
/** An onboarding with a webhook, whose keys the profile `kept` has. */
let claimed: Tenant & { readonly id: string };
/** An onboarding whose tenant has not launched its stack. */
let waiting: string;
let externalId: string;
let webhookId: string;
/** Everything that the commands of this file wrote to stderr, and to stdout except the answers with keys. */
const written: string[] = [];

const latchkey = async (words: string | readonly string[], more?: Surroundings): Promise<Ran> => {
  const ran = await line.latchkey(words, more);
  written.push(ran.stderr);
  return ran;
};
const idIn = ({ stdout, stderr }: Ran) => /ob_\w+/.exec(`${stdout}${stderr}`)?.[0] ?? 'none';
const secretIn = (text: string) => /(?:aws_secret_access_key = |"secretAccessKey": ")([^"\n]+)/.exec(text)?.[1];

beforeAll(async () => {
  stack = await startTestStack({ environment: shortCalls });
  receiver = await startReceiver(() => ({ status: 204 }));
  line = commandLineFor({ LATCHKEY_URL: stack.url, LATCHKEY_TOKEN: token, LATCHKEY_OPERATOR_TOKEN: operatorToken });
  const tenant = await stack.newTenant();
  const { tenantId, accountId } = tenant;
  const ran = await latchkey(
    `create -t ${tenantId} -a ${accountId} -b tutum --webhook ${receiver.url} --tag team=a=b --write-profile kept`,
  );
  claimed = { ...tenant, id: idIn(ran) };
  const state = await latchkey(`access get -t ${tenantId} -a ${accountId} --json`);
  webhookId = /msg_\w+/.exec((await latchkey(`deliveries ${claimed.id}`)).stdout)?.[0] ?? 'none';
  waiting = idIn(await latchkey('create -t fresh -a 400000009990 -b tutum --json'));
  ({ externalId } = z.looseObject({ externalId: z.string() }).parse(JSON.parse(state.stdout)));
});
afterAll(async () => {
  await receiver.close();
  await stack.close();
});

interface Row {
  readonly does: string;
  readonly words: () => string | readonly string[];
  readonly more?: Surroundings;
  /** Default: 0. */
  readonly code?: number;
  readonly stdout?: RegExp;
  readonly stderr?: RegExp;
}

const id = () => claimed.id;
const target = () => `-t ${claimed.tenantId} -a ${claimed.accountId}`;
const fresh = { tenantId: 'fresh', accountId: '400000009999' };

/** In the order in which they run, because some need what others have done. */
const rows: readonly Row[] = [
  { does: 'says that the service answers', words: () => 'health', stdout: /^ok\n$/ },
  {
    does: 'lists the onboardings of a tenant as a table',
    words: () => `list ${target().slice(0, target().indexOf(' -a'))}`,
    stdout: /^ONBOARDING +STATUS +TENANT.*\nob_\w+ +claimed +tenant-1 .*\n$/,
  },
  {
    does: 'says that a list is empty',
    words: () => 'list --status expired',
    stdout: /^$/,
    stderr: /^There is no such onboarding\.\n$/,
  },
  { does: 'names the next page of a list', words: () => 'list --limit 1', stderr: /^There are more: .* --cursor \S+ / },
  { does: 'reads every page', words: () => 'list --limit 1 --all --json', stdout: /"cursor": null/ },
  {
    does: 'shows an onboarding with steps and receipt',
    words: () => `get ${id()}`,
    stdout:
      /Status +claimed\n[^]*create-user tutum +done +\d+ ms\n[^]*made +access-key +AKIA[^]*\nAKIA\w+ +tutum +in force +rotate by /,
  },
  { does: 'prints the answer of the API', words: () => `get ${id()} --json`, stdout: /^\{\n {2}"id": "ob_[^]*\n\}\n$/ },
  {
    does: 'refuses with the problem, the next command and the request ID',
    words: () => 'get ob_none',
    code: 1,
    stdout: /^$/,
    stderr:
      /^There is no such onboarding[^]*What to do: latchkey list [^]*\nProblem: not-found \(HTTP 404\), request ID \S+\nWhat it means: docs\/problems\/not-found\.md\n$/,
  },
  {
    does: 'shows the audit trail',
    words: () => `events ${id()}`,
    stdout: /^TIME +ACTION +OUTCOME[^]*create +provisioning[^]*claim +claimed/,
  },
  {
    does: 'shows webhook events',
    words: () => `deliveries ${id()}`,
    stdout: /^Endpoint: http[^]*msg_\w+ +onboarding\.ready/,
  },
  {
    does: 'sends a webhook event again',
    words: () => `redeliver ${id()} ${webhookId}`,
    stdout: /msg_\w+ +onboarding\.ready/,
  },
  { does: 'tests an endpoint', words: () => `webhooks test ${receiver.url}`, stdout: /^Outcome +delivered\n/ },
  {
    does: 'fails if an endpoint does not accept a test',
    words: () => 'webhooks test http://127.0.0.1:1/',
    code: 1,
    stdout: /^Outcome +(failed|refused)\n/,
    stderr: /did not accept the event/,
  },
  { does: 'shows the keys that verify events', words: () => 'webhooks keys', stdout: /BEGIN PUBLIC KEY/ },
  { does: 'lists the blueprints', words: () => 'blueprints', stdout: /^BLUEPRINT +TITLE +PARAMETERS\n[^]*\ntutum / },
  {
    does: 'shows a blueprint with its parameters',
    words: () => 'blueprints koding',
    stdout: /^Blueprint +koding\n[^]*\nroute53 +false +true, false +/,
  },
  {
    does: 'previews an onboarding',
    words: () => 'preview -a 111122223333 -b tutum -p region=us-west-2',
    stdout: /^Blueprint +tutum \(Tutum[^]*\nuser +arn:aws:iam::111122223333[^]*\nRisks\n/,
  },
  {
    does: 'reads flags and lists of a blueprint',
    words: () => 'preview -a 111122223333 -b cycle -p userNames=a,b -p userNames=c --json',
    stdout: /"userNames": \[\n +"a",\n +"b",\n +"c"/,
  },
  {
    does: 'names the fields that the service refuses',
    words: () => 'preview -a 111122223333 -b tutum -p region=moon',
    code: 1,
    stderr: /\n\/parameters\/region must be/,
  },
  {
    does: 'refuses an unknown parameter',
    words: () => 'preview -a 111122223333 -b tutum -p regoin=us-west-2',
    code: 2,
    stderr: /no parameter "regoin". The blueprint has region, userName, policyName/,
  },
  {
    does: 'asks for an access',
    words: () => `access -t fresh -a ${fresh.accountId} -b tutum`,
    stdout: /^External ID +\S+\n[^]*\nLaunch link +http:/,
  },
  {
    does: 'shows an access',
    words: () => `access get ${target()}`,
    stdout: /^External ID +\S+\n[^]*\nBlueprint +tutum\n/,
  },
  {
    does: 'replaces an external ID',
    words: () => `access change-external-id ${target()} --replaces ${externalId} --yes`,
    stdout: /Changing since/,
  },
  {
    does: 'asks before it retires an access',
    words: () => `access retire -t fresh -a ${fresh.accountId}`,
    code: 2,
    stderr: /permanently\? Without a terminal, --yes/,
  },
  {
    does: 'retires an access',
    words: () => `access retire -t fresh -a ${fresh.accountId} --yes`,
    stderr: /is retired/,
  },
  {
    does: 'does not erase a tenant that is in use',
    words: () => `tenants erase ${claimed.tenantId} --yes`,
    code: 1,
    stderr: /Problem: wrong-state \(HTTP 409\)|Problem: slot-held \(HTTP 409\)/,
  },
  {
    does: 'writes the profiles of several onboardings',
    words: () => `aws-profiles ${id()}=mine --region us-west-2`,
    stdout: /\[mine\]\naws_access_key_id = AKIA[^]*\[profile mine\]\nregion = us-west-2/,
  },
  {
    does: 'stops with the token of the operator',
    words: () => ['stop', 'tenant:halted', '--reason', 'incident 4711'],
    stdout: /^Stopped +tenant:halted\nReason +incident 4711\n/,
  },
  {
    does: 'shows what is stopped',
    words: () => 'stops',
    stdout: /^STOPPED +REASON[^]*\ntenant:halted +incident 4711 /,
  },
  {
    does: 'is refused while stopped',
    words: () => ['create', '-t', 'halted', '-a', '400000008888', '-b', 'tutum', '--json'],
    code: 1,
    stderr: /latchkey stops shows[^]*after 300\s+s[^]*Problem: stopped/,
  },
  {
    does: 'creates nothing for several users whose keys cannot go to variables',
    words: () => 'create -t fresh -a 400000009990 -b cycle -p userNames=a,b --env',
    code: 2,
    stderr: /^Environment variables contain the key of one user, and this onboarding has a, b\./,
  },
  {
    does: 'creates a link to the page of the deployment',
    words: () => `link ${waiting}`,
    stdout: /^URL +http:\/\/127\.0\.0\.1:\d+\/onboard#(lkl_\S+)\nToken +\1\n/,
    stderr: /^$/,
  },
  { does: 'allows again', words: () => 'allow tenant:halted', stderr: /^Allowed: tenant:halted\n$/ },
  {
    does: 'creates no link once the keys are claimed',
    words: () => `link ${id()}`,
    code: 1,
    stderr: /Problem: wrong-state/,
  },
  { does: 'revokes a link', words: () => `link revoke ${id()}`, stderr: /is valid any more/ },
  {
    does: 'provisions again what is provisioned, without any change',
    words: () => `provision ${id()}`,
    stdout: /Status +claimed\n/,
  },
  {
    does: 'issues no keys twice',
    words: () => `claim ${id()} --json`,
    code: 1,
    stderr: /latchkey rotate ob_\w+ --undelivered\s+replaces them\.[^]*Problem: credentials-issued/,
  },
  {
    does: 'refuses a token that is not valid',
    words: () => 'list',
    more: { env: { LATCHKEY_TOKEN: 'wrong' } },
    code: 1,
    stderr: /latchkey configure[^]*Problem: unauthorized/,
  },
  {
    does: 'says which address does not answer',
    words: () => 'list',
    more: { env: { LATCHKEY_URL: 'http://127.0.0.1:47' } },
    code: 1,
    stderr: /^No answer: http:\/\/127\.0\.0\.1:47 cannot be reached, connect ECONNREFUSED[^]*npm start/,
  },
  {
    does: 'asks before it offboards',
    words: () => `offboard ${id()}`,
    code: 2,
    stderr: /is removed\. Without a terminal, --yes/,
  },
  {
    does: 'offboards nothing if the answer is no',
    words: () => `offboard ${id()}`,
    more: { questions: { confirm: () => Promise.resolve(false), text: neverAsked, secret: neverAsked } },
    code: 1,
    stderr: /^Nothing was changed\.\n$/,
  },
  {
    does: 'offboards, and shows what is removed',
    words: () => `offboard ${id()} --yes`,
    stdout: /^Onboarding +ob_\w+\nStatus +offboarded\n\nSTATUS +TYPE +RESOURCE\nremoved /,
    stderr: /^Offboards ob_[^]*✓ remove user tutum\n/,
  },
];

test.each(rows)('latchkey $does', async ({ words, more, code = 0, stdout = /^/, stderr = /^/ }) => {
  const ran = await latchkey(words(), more);
  expect(ran).toEqual({
    code,
    stdout: expect.stringMatching(stdout),
    stderr: expect.stringMatching(stderr),
  });
});

test('create shows each step once on stderr, and stdout has only the answer', async () => {
  const { tenantId, accountId } = await stack.newTenant();
  const { code, stdout, stderr } = await line.latchkey(`create -t ${tenantId} -a ${accountId} -b tutum --json`);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ status: 'claimed', tenantId, credentials: [{ userName: 'tutum' }] });
  expect(stderr).toMatch(/^Onboarding ob_\w+ of tenant-/);
  expect(stderr.match(/^✓ create-user tutum {2}\d+ ms$/gm)).toHaveLength(1);
});

test('the token and the keys are nowhere but in the destination of the keys', () => {
  const kept = readFileSync(join(line.home, '.aws', 'credentials'), 'utf8');
  const secret = secretIn(kept) ?? 'missing';
  expect(secret).toHaveLength(40);
  const others = readdirSync(line.home, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(line.home, name)).isFile() && !name.endsWith('credentials'))
    .map((name) => readFileSync(join(line.home, name), 'utf8'));
  for (const text of [...others, ...written]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(token);
    expect(text).not.toContain(operatorToken);
  }
});
