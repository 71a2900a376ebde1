import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Interrupted } from '../../../cli/failures.ts';
import type { Ran, Surroundings } from '../../support/commandLine.ts';
import { keyOf, type Tenant } from '../../support/testStack.ts';
import { virtualCommandLine } from '../../support/virtualCommandLine.ts';
import { startVirtualStack, type VirtualStack } from '../../support/virtualStack.ts';

let stack: VirtualStack;
let line: ReturnType<typeof virtualCommandLine>;
beforeAll(async () => {
  stack = await startVirtualStack();
});
beforeEach(() => {
  line = virtualCommandLine(stack);
  mkdirSync(join(line.home, '.aws'));
});
afterEach(() => stack.clearFaults());
afterAll(() => {
  stack.close();
});

const latchkey = (words: string, more?: Surroundings): Promise<Ran> => line.latchkey(words, more);
const credentials = () => readFileSync(join(line.home, '.aws/credentials'), 'utf8');
const put = (text: string) => writeFileSync(join(line.home, '.aws/credentials'), text, { mode: 0o600 });
const section = (name: string, { accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }) =>
  `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;

/** An onboarding whose key was handed over. */
async function claimed(parameters: object = {}, blueprint = 'tutum') {
  const tenant = stack.nextTenant();
  await stack.launch(tenant, parameters, blueprint);
  const created = await stack.create(tenant, { blueprint, parameters });
  return { tenant, id: created.body.id, key: keyOf(created), created };
}

/** Uses a key when the use cannot be taken for Latchkey's check of the new key, and lets time pass. */
async function use(key: { readonly accessKeyId: string; readonly secretAccessKey: string }) {
  const pass = () => stack.run(stack.deps().clock.sleep(20 * 60_000));
  await pass();
  await stack
    .iamWith(key)
    .listUsers({})
    .catch(() => undefined);
  await pass();
}
const keysIn = async ({ tenantId }: Tenant, id: string) => {
  const { body } = await stack.get(id);
  expect(body.tenantId).toBe(tenantId);
  return body.accessKeys.map(({ accessKeyId, state }) => [accessKeyId, state]);
};
/** The commands that a refusal proposes. */
const proposed = ({ stderr }: Ran) => [...stderr.matchAll(/^ {2}latchkey (.*)$/gm)].map(([, words = '']) => words);
const secretIn = (text: string) => /aws_secret_access_key = (\S+)/.exec(text)?.[1] ?? 'none';

test('the profile with the old key has the new one afterwards, and every other byte stays', async () => {
  const { id, key, tenant } = await claimed();
  const others = ['# ours\n[other]\nregion = x\n\n', '# how it is used\ncredential_note = y\n\n[last]\na = b'];
  const written = section('acme', key);
  put(others.join(written));
  const asked: string[] = [];
  const questions = {
    confirm: (question: string) => Promise.resolve(asked.push(question) > 0),
    text: () => Promise.reject(new Error('nothing else is asked')),
    secret: () => Promise.reject(new Error('nothing else is asked')),
  };
  const { code, stdout, stderr } = await latchkey(`rotate ${id} --write-profile acme --grace 2h`, { questions });
  expect({ code, asked }).toEqual({
    code: 0,
    asked: [
      `Replace the key ${key.accessKeyId} of the user tutum (${tenant.tenantId}, account ${tenant.accountId})? It works on for 2h. The profile acme gets the new key.`,
    ],
  });
  const [, [newId = ''] = []] = await keysIn(tenant, id);
  const secretAccessKey = secretIn(credentials());
  expect(credentials()).toBe(others.join(section('acme', { accessKeyId: newId, secretAccessKey })));
  await expect(stack.stsWith({ accessKeyId: newId, secretAccessKey }).getCallerIdentity({})).resolves.toBeDefined();
  expect(stdout).toMatch(new RegExp(`^${key.accessKeyId} +tutum +retiring +works until .* UTC$`, 'm'));
  expect(stdout).toMatch(new RegExp(`^${newId} +tutum +in force +rotate by .* UTC$`, 'm'));
  expect(stderr).toContain(`has the key ${newId} now. To try:\n  aws sts get-caller-identity --profile acme\n`);
  expect(stderr).toMatch(new RegExp(`${key.accessKeyId} works until .*: latchkey retire ${id} ${key.accessKeyId}\n$`));
  expect(stdout + stderr).not.toContain(secretAccessKey);
});

test('nothing is replaced if the answer is no, if nobody can be asked, or if the profile has another key', async () => {
  const { id, key, tenant } = await claimed();
  put(section('acme', key) + section('foreign', { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' }));
  const before = credentials();
  const no = {
    confirm: () => Promise.resolve(false),
    text: () => Promise.resolve(''),
    secret: () => Promise.resolve(''),
  };
  const refused = [
    { words: '--write-profile acme', more: { questions: no }, code: 1, stderr: /^Nothing was changed\.\n$/ },
    { words: '--write-profile acme', code: 2, stderr: /Without a terminal, --yes/ },
    { words: '--write-profile foreign --yes', code: 1, stderr: /already in .*without a key of the user tutum/ },
    { words: '--yes', code: 2, stderr: /no terminal/ },
    { words: '--yes --json --undelivered --end-grace', code: 2, stderr: /--undelivered or --end-grace/ },
    { words: '--yes --json --confirmed', code: 2, stderr: /is for --end-grace/ },
    { words: '--yes --json --user nobody', code: 2, stderr: /no key of the user nobody. The keys in force are: AKIA/ },
  ];
  for (const { words, more, code, stderr } of refused)
    expect(await latchkey(`rotate ${id} ${words}`, more)).toEqual({
      code,
      stdout: '',
      stderr: expect.stringMatching(stderr),
    });
  expect([await keysIn(tenant, id), credentials()]).toEqual([[[key.accessKeyId, 'handed_over']], before]);
});

test('one of several users has to be named, and its own section gets the key', async () => {
  const { id, created } = await claimed({ userNames: ['anna', 'ben'] }, 'cycle');
  const [anna, ben] = created.body.credentials ?? [];
  if (anna === undefined || ben === undefined) throw new Error('two keys are missing');
  put(section('acme-anna', anna) + section('acme-ben', ben) + section('copy', anna));
  const unnamed = await latchkey(`rotate ${id} --write-profile acme --yes`);
  expect(unnamed).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(
      `Name the user with --user. The keys in force are: ${anna.accessKeyId} of anna, ${ben.accessKeyId} of ben.\n`,
    ),
  });
  const { code, stderr } = await latchkey(`rotate ${id} --user anna --write-profile acme --yes`);
  expect(code).toBe(0);
  expect(stderr).toMatch(/has an older key of the user anna in the profile copy\.\n/);
  const [first = ''] = credentials().split('[acme-ben]');
  expect(first).toMatch(/^\[acme-anna\]\naws_access_key_id = AKIA\w+\naws_secret_access_key = .{40}\n$/);
  expect(first).not.toContain(anna.accessKeyId);
  expect(credentials()).toBe(first + section('acme-ben', ben) + section('copy', anna));
});

test('each refusal has the command with which one goes on, as far as the key that works', async () => {
  const { id, key, tenant } = await claimed();
  put(section('acme', key));
  const rotate = `rotate ${id} --write-profile acme --yes`;
  expect((await latchkey(rotate)).code).toBe(0);
  const retiring = await latchkey(`${rotate} --grace 7d`);
  expect(retiring).toMatchObject({ code: 1, stderr: expect.stringMatching(/Problem: key-retiring/) });
  const [endGrace = ''] = proposed(retiring);
  expect(endGrace).toMatch(/ --user tutum --replaces AKIA\w+ --grace 7d --end-grace --write-profile acme$/);
  const unused = await latchkey(endGrace);
  expect(unused.stderr).toMatch(/Problem: key-unused/);
  const [confirmed = ''] = proposed(unused);
  const done = await latchkey(confirmed);
  expect(done).toMatchObject({ code: 0, stderr: expect.stringContaining(`The key ${key.accessKeyId} is deleted.\n`) });
  // A repetition of what was done names a key that is not in force any more.
  const repeated = await latchkey(confirmed);
  expect(repeated.stderr).toMatch(/Problem: already-rotated/);
  const [undelivered = '', another = ''] = proposed(repeated);
  const inForce = (await keysIn(tenant, id)).find(([, state]) => state === 'handed_over')?.[0] ?? '';
  expect(another).toContain(`--replaces ${inForce} `);
  await use({ accessKeyId: inForce, secretAccessKey: secretIn(credentials()) });
  const inUse = await latchkey(undelivered);
  expect(inUse.stderr).toMatch(/Problem: key-in-use/);
  expect(proposed(inUse)).toEqual([undelivered.replace(' --undelivered', '')]);
});

test('a key that somebody else has created is named, with the command for later', async () => {
  const { id, key, tenant } = await claimed();
  const { AccessKey } = await stack.root(tenant).createAccessKey({ UserName: 'tutum' });
  const refused = await latchkey(`rotate ${id} --yes --json`);
  expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/Problem: foreign-key/) });
  expect(refused.stderr).toContain(AccessKey?.AccessKeyId);
  expect(proposed(refused)).toEqual([`rotate ${id} --user tutum --replaces ${key.accessKeyId} --json`]);
});

test('a key that never arrived is replaced in the profile with the key before it', async () => {
  const { id, key, tenant } = await claimed();
  put(section('acme', key));
  // The process has died: the new key is in force, and nobody has it.
  const lost = keyOf(await stack.rotate(id, { replaces: key.accessKeyId }));
  const { code, stderr } = await latchkey(`rotate ${id} --undelivered --write-profile acme --yes`);
  expect({ code, stderr }).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(`The key ${lost.accessKeyId} is deleted.\n`),
  });
  const keys = await keysIn(tenant, id);
  expect(keys).toEqual([
    [key.accessKeyId, 'retiring'],
    [expect.stringMatching(/^AKIA/), 'handed_over'],
  ]);
  expect(credentials()).toContain(`aws_access_key_id = ${keys[1]?.[0] ?? ''}\n`);
});

test('keys whose answer was lost are asked for again, and are the same', async () => {
  const { id, tenant } = await claimed();
  let answers = 0;
  const { code, stdout } = await latchkey(`rotate ${id} --yes --json`, {
    fetch: async (request) => {
      const answer = await line.send(request.clone());
      if (!request.url.endsWith('/rotate')) return answer;
      answers += 1;
      // More often than the client alone repeats a call.
      if (answers < 6) throw new TypeError('the connection was lost');
      return answer;
    },
  });
  expect({ code, answers }).toEqual({ code: 0, answers: 6 });
  const keys = await keysIn(tenant, id);
  expect(keys).toHaveLength(2);
  expect(stdout).toContain(`"accessKeyId": "${keys[1]?.[0] ?? ''}",\n      "secretAccessKey": "`);
});

test('Ctrl-C during the rotation ends the command after the profile has the new key, and before it, nothing is sent', async () => {
  const { id, key, tenant } = await claimed();
  put(section('acme', key));
  const pressedAt = (end: string): Surroundings => {
    const pressed = new AbortController();
    return {
      interrupted: pressed.signal,
      fetch: (request) => {
        if (request.url.endsWith(end)) pressed.abort(new Interrupted('SIGINT'));
        return line.send(request);
      },
    };
  };
  const before = await latchkey(`rotate ${id} --write-profile acme --yes`, pressedAt(id));
  expect(before.code).toBe(130);
  expect(await keysIn(tenant, id)).toHaveLength(1);
  const during = await latchkey(`rotate ${id} --write-profile acme --yes`, pressedAt('/rotate'));
  expect(during).toMatchObject({
    code: 130,
    stdout: '',
    stderr: expect.stringMatching(/keys were written first\.\n$/),
  });
  const [, [newId = ''] = []] = await keysIn(tenant, id);
  expect(credentials()).toContain(`aws_access_key_id = ${newId}\n`);
});

test('an old key is retired and reactivated, and what AWS is not sure of is the decision of the person', async () => {
  const { id, key } = await claimed();
  await latchkey(`rotate ${id} --yes --csv ${join(line.home, 'keys.csv')}`);
  const words = `retire ${id} ${key.accessKeyId}`;
  const refused = await latchkey(words);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/Problem: old-key-in-use/) });
  const [confirmed, forced = ''] = proposed(refused);
  expect([confirmed, forced]).toEqual([`${words} --confirmed`, `${words} --force`]);
  expect(await latchkey(forced)).toMatchObject({ code: 2, stderr: expect.stringMatching(/stops working at once\./) });
  const lineOf = (state: string) => new RegExp(`^${key.accessKeyId} +tutum +${state}`, 'm');
  expect(await latchkey(`${forced} --yes`)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(lineOf('inactive +is deleted after ')),
  });
  expect((await latchkey(`get ${id}`)).stdout).toMatch(lineOf('inactive +is deleted after '));
  expect(await latchkey(`reactivate ${id} ${key.accessKeyId} --grace 7d`)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(lineOf('retiring +works until ')),
  });
  expect(await latchkey(`retire ${id} AKIAIOSFODNN7EXAMPLE`)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(new RegExp(`unknown|To see the keys:\n {2}latchkey get ${id}`)),
  });
});

test('an onboarding without keys has none to replace, and a secret is no ID of a key', async () => {
  const tenant = stack.nextTenant();
  const { body } = await stack.create(tenant);
  expect(await latchkey(`rotate ${body.id} --yes --json`)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/has the status awaiting_access, so it has no key to replace\./),
  });
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const wrong = await latchkey(`retire ${body.id} ${secret}`);
  expect({ code: wrong.code, shows: wrong.stderr.includes(secret) }).toEqual({ code: 2, shows: false });
});

test('the list names the onboardings whose keys should be replaced, and the day for the next page', async () => {
  await claimed();
  await claimed();
  const far = await latchkey('list --rotate-before 9999d --limit 1');
  expect(far).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^ONBOARDING +ROTATE BY .*\nob_\w+ +\d{4}-\d\d-\d\d /),
  });
  const [, next = ''] = /--all reads them all, (.*) the next\.\n/.exec(far.stderr) ?? [];
  expect(next).toMatch(/^--rotate-before \d{4}-\d\d-\d\d --cursor \S+$/);
  expect((await latchkey(`list ${next} --limit 1`)).stdout).toMatch(/\nob_/);
  expect(await latchkey('list --rotate-before 2020-01-01')).toMatchObject({ code: 0, stdout: '' });
  expect((await latchkey('list --rotate-before soon')).code).toBe(2);
});
