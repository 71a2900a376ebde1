import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { CliContext } from '../../../cli/context.ts';
import { Interrupted } from '../../../cli/failures.ts';
import { commandLineFor } from '../../support/commandLine.ts';
import { inventory, keyOf, startTestStack, token, type Tenant, type TestStack } from '../../support/testStack.ts';

let stack: TestStack;
let line: ReturnType<typeof commandLineFor>;
beforeAll(async () => {
  stack = await startTestStack();
  line = commandLineFor({ LATCHKEY_URL: stack.url, LATCHKEY_TOKEN: token });
});
afterAll(() => stack.close());

type Send = CliContext['fetch'];
const isCreate = ({ method, url }: Request) => method === 'POST' && url.endsWith('/v1/onboardings');
const isClaim = ({ method, url }: Request) => method === 'POST' && url.endsWith('/credentials');
const isProvision = ({ method, url }: Request) => method === 'POST' && url.endsWith('/provision');

/** Presses Ctrl-C when such a request is sent. */
function pressedAt(isSo: (request: Request) => boolean) {
  const pressed = new AbortController();
  const send: Send = (request) => {
    if (isSo(request)) pressed.abort(new Interrupted('SIGINT'));
    return fetch(request);
  };
  return { interrupted: pressed.signal, fetch: send };
}

const create = ({ tenantId, accountId }: Tenant, more: string) =>
  `create -t ${tenantId} -a ${accountId} -b tutum ${more}`.trim();
const file = (name: string) => join(line.home, name);
const idsOf = async ({ tenantId }: Tenant) => {
  const { stdout } = await line.latchkey(`list -t ${tenantId} --json`);
  return z
    .object({ onboardings: z.array(z.looseObject({ id: z.string() })) })
    .parse(JSON.parse(stdout))
    .onboardings.map(({ id }) => id);
};
/** Returns the command that a message ends with, without its first word. */
const commandIn = (stderr: string) => / latchkey (claim .*)\n/.exec(stderr)?.[1] ?? 'none';

test('Ctrl-C before the answer to a create names the key with which the same command creates nothing twice', async () => {
  const tenant = await stack.newTenant();
  const words = create(tenant, '--json');
  // The request arrives, and its answer is lost.
  const pressed = new AbortController();
  const { code, stderr } = await line.latchkey(words, {
    interrupted: pressed.signal,
    fetch: async (request) => {
      const answer = await fetch(request.clone());
      if (isCreate(request)) pressed.abort(new Interrupted('SIGINT'));
      request.signal.throwIfAborted();
      return answer;
    },
  });
  expect({ code, stderr }).toEqual({ code: 130, stderr: expect.stringMatching(/--idempotency-key \w{32}\n$/) });
  const key = /--idempotency-key \w+/.exec(stderr)?.[0] ?? '';
  expect((await line.latchkey(`${words} ${key}`)).code).toBe(0);
  expect(await idsOf(tenant)).toHaveLength(1);
});

test('Ctrl-C while the tenant launches the stack loses nothing: the command in the message continues', async () => {
  const tenant = stack.nextTenant();
  const csv = file('waiting.csv');
  const ran = await line.latchkey(create(tenant, `--wait --csv ${csv}`), pressedAt(isProvision));
  expect(ran).toEqual({
    code: 130,
    stdout: '',
    stderr: expect.stringMatching(/The tenant has to launch this stack:\n\nLaunch link +http:[^]*no key was issued\./),
  });
  const [, url = '', body = ''] = /In the sandbox {2}curl -sS (\S+) -d '(.*)'\n/.exec(ran.stderr) ?? [];
  await fetch(url, { method: 'POST', body });
  const continued = await line.latchkey(commandIn(ran.stderr));
  expect(continued).toMatchObject({ code: 0, stdout: expect.stringMatching(/Access keys +AKIA/) });
  expect(readFileSync(csv, 'utf8')).toMatch(/^User name,Access key ID,Secret access key\r?\ntutum,AKIA/);
});

test('Ctrl-C during the claim ends the command after the keys are written', async () => {
  const tenant = await stack.newTenant();
  const { code, stdout, stderr } = await line.latchkey(create(tenant, '--write-profile pressed'), pressedAt(isClaim));
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  expect(stderr).toMatch(/\nWaits for the answer to the claim[^]*The keys were written first\.\n$/);
  expect(readFileSync(file('.aws/credentials'), 'utf8')).toContain('[pressed]\naws_access_key_id = AKIA');
});

/** Returns a fetch that loses the first answers to a claim, and the bodies of the claims that arrived. */
function losingClaims(times: number) {
  const claims: string[] = [];
  const send: Send = async (request) => {
    if (!isClaim(request)) return fetch(request);
    claims.push(await request.clone().text());
    const answer = await fetch(request);
    if (claims.length <= times) throw new TypeError('the connection was lost');
    return answer;
  };
  return { fetch: send, claims };
}

test.each([1, 6])(
  'the keys of a claim are written after its answer was lost %d times, and are the only ones',
  async (times) => {
    const tenant = await stack.newTenant();
    const { fetch: losing, claims } = losingClaims(times);
    const csv = file(`lost-${String(times)}.csv`);
    const { code, stderr } = await line.latchkey(create(tenant, `--csv ${csv}`), { fetch: losing });
    expect({ code, claims: claims.length, keys: new Set(claims).size }).toEqual({
      code: 0,
      claims: times + 1,
      keys: 1,
    });
    // The client has repeated the claim three times before.
    expect(stderr.match(/The answer to the claim is lost/g) ?? []).toHaveLength(times > 4 ? 1 : 0);
    const { keys = [] } = (await inventory(stack, tenant)).users[0] ?? {};
    expect(keys).toHaveLength(1);
    expect(readFileSync(csv, 'utf8')).toContain(`tutum,${String(keys[0])},`);
  },
);

test('a claim whose answers stay lost ends when the time is over', async () => {
  const tenant = await stack.newTenant();
  const { fetch: losing } = losingClaims(Infinity);
  // It is ready before, so that only the claim takes time.
  const { body } = await stack.create(tenant, {}, { prefer: 'respond-async' });
  await stack.until(body.id, 'ready');
  const words = `claim ${body.id} --csv ${file('never.csv')} --timeout 1m`;
  const { code, stderr } = await line.latchkey(words, { fetch: losing });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/the connection was lost/) });
});

test('an answer to a claim without keys is a failure that says how to replace the keys', async () => {
  const tenant = await stack.newTenant();
  const { code, stderr } = await line.latchkey(create(tenant, '--csv ' + file('none.csv')), {
    fetch: async (request) => {
      const answer = await fetch(request);
      if (!isClaim(request)) return answer;
      const { sealedCredentials: _, ...body } = z.looseObject({}).parse(await answer.json());
      return Response.json({ ...body, credentialsReason: 'They were handed over.' });
    },
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/The answer had no keys\.[^]*latchkey rotate ob_\w+ --undelivered replaces them/);
  const [id = ''] = await idsOf(tenant);
  expect((await line.latchkey(`offboard ${id} --yes`)).code).toBe(0);
});

test('the keys of a claim in progress are claimed when the service says so', async () => {
  const tenant = await stack.newTenant();
  let claims = 0;
  const { code, stdout } = await line.latchkey(create(tenant, '--json'), {
    fetch: async (request) => {
      if (!isClaim(request) || claims > 0) return fetch(request);
      claims += 1;
      const { body } = await stack.request('GET', new URL(request.url).pathname.replace('/credentials', ''));
      const late = { ...body, credentials: null, credentialsReason: 'AWS is late.' };
      return Response.json(late, { status: 202, headers: { 'retry-after': '5' } });
    },
  });
  expect({ code, status: z.looseObject({ status: z.string() }).parse(JSON.parse(stdout)).status }).toEqual({
    code: 0,
    status: 'claimed',
  });
});

/** What is left to do when a command ends before there are keys. */
const endings = [
  {
    more: '--wait --timeout 5m --csv unused.csv',
    code: 3,
    stderr:
      /The time is over, and the tenant has not launched the stack of ob_\w+ yet\. Nothing is lost: no key was issued\.\nTo go on waiting: latchkey claim ob_\w+ --wait --csv unused\.csv\n$/,
    stdout: /^$/,
  },
  { more: '--env', code: 3, stderr: /There are no keys before[^]*latchkey claim ob_\w+ --wait --env\n$/, stdout: /^$/ },
  { more: '--json', code: 0, stderr: /^Onboarding ob_\w+ [^\n]*\n$/, stdout: /"status": "awaiting_access"/ },
] as const;

test.each(endings)(
  'create $more for a tenant without a stack ends with $code',
  async ({ more, code, stderr, stdout }) => {
    expect(await line.latchkey(create(stack.nextTenant(), more))).toEqual({
      code,
      stdout: expect.stringMatching(stdout),
      stderr: expect.stringMatching(stderr),
    });
  },
);

test('without a flag, a person at a terminal gets the launch link and the command to continue', async () => {
  const { code, stdout } = await line.latchkey(create(stack.nextTenant(), ''), { isTerminal: true });
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/Launch link +http:[^]*launched the stack: latchkey claim ob_\w+ --wait\n$/),
  });
});

test('an onboarding that is not done in time ends the command with 3, and continues', async () => {
  const tenant = await stack.newTenant();
  const { code, stderr } = await line.latchkey(create(tenant, '--timeout 20s --json'), {
    fetch: async (request) => {
      const answer = await fetch(request);
      if (request.method !== 'GET') return answer;
      const body = z.looseObject({}).parse(await answer.json());
      const waiting = {
        reason: 'AWS is late',
        code: 'Throttling',
        since: '2026-01-01T00:00:00.000Z',
        until: '2026-01-01T00:01:00.000Z',
      };
      return Response.json({ ...body, status: 'provisioning', waiting });
    },
  });
  expect(code).toBe(3);
  expect(stderr).toMatch(/^Waits for AWS since 00:00:00 UTC, next try 00:01:00 UTC: AWS is late \(Throttling\)$/m);
  expect(stderr).toMatch(
    /The time is over: ob_\w+ is provisioning\.[^]*To follow it: latchkey claim ob_\w+ --wait --json\n$/,
  );
});

test('a failure ends the command with 1, with its problem and without a key', async () => {
  const tenant = await stack.newTenant();
  await stack.root(tenant).createUser({ UserName: 'tutum' });
  const { code, stdout, stderr } = await line.latchkey(create(tenant, '--json'));
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/ is failed\.\n[^]*Problem: foreign-resource \(HTTP 409\)/);
});

test('nothing is created if the keys cannot be written where the flags say', async () => {
  const tenant = await stack.newTenant();
  await line.latchkey(create(await stack.newTenant(), '--write-profile taken'));
  const refused = [
    { more: '--write-profile taken', code: 1, stderr: /taken/ },
    { more: '--csv /nowhere/keys.csv', code: 1, stderr: /nowhere/ },
    { more: '--write-profile a --csv b', code: 2, stderr: /one place only/ },
    { more: '', code: 2, stderr: /no terminal/ },
  ];
  for (const { more, code, stderr } of refused)
    expect(await line.latchkey(create(tenant, more))).toEqual({
      code,
      stdout: '',
      stderr: expect.stringMatching(stderr),
    });
  expect(await idsOf(tenant)).toEqual([]);
});

test('with --json and a file, the answer on stdout has no secret', async () => {
  const tenant = await stack.newTenant();
  const csv = file('answered.csv');
  const { code, stdout } = await line.latchkey(create(tenant, `--json --csv ${csv}`));
  const [, secret = 'missing'] = /,([^,\r\n]{40})\r?\n/.exec(readFileSync(csv, 'utf8')) ?? [];
  expect({ code, answer: JSON.parse(stdout) }).toMatchObject({ code: 0, answer: { status: 'claimed', ...tenant } });
  expect(stdout).not.toContain(secret);
});

test('claim takes over an onboarding that somebody else has created', async () => {
  const tenant = await stack.newTenant();
  const { body } = await stack.request(
    'POST',
    '/v1/onboardings',
    { ...tenant, blueprint: 'tutum' },
    { prefer: 'respond-async' },
  );
  const { code, stdout } = await line.latchkey(`claim ${body.id} --json`);
  expect(code).toBe(0);
  expect(stdout).toMatch(/"secretAccessKey": "[^"]{40}"/);
  const direct = await stack.request('POST', `/v1/onboardings/${body.id}/credentials`);
  expect(() => keyOf(direct)).toThrow('409');
});
