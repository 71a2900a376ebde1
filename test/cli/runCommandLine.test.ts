import { commandLineFor } from '../support/commandLine.ts';

const { latchkey } = commandLineFor();
const id = 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T';

test.each([
  ['lst', /^There is no command "lst"\. Did you mean `list`\?\nTo see how: latchkey --help\n$/],
  ['bogus', /^There is no command "bogus"\.\n/],
  ['--profile prod list', /^Flags stand after the command: latchkey COMMAND --profile …\n/],
  ['aws-profiles', /\nTo see how: latchkey aws-profiles --help\n$/],
  ['list -n 0', /^--limit must be a whole number from 1 to 1000, not "0"\.\n/],
  ['access gte', /To see how: latchkey access --help\n$/],
  ['get', /^Expected argument for ONBOARDING\nTo see how: latchkey get --help\n$/],
  ['get acme', /^ONBOARDING must begin with ob_, not "acme"\.\n/],
  [`get ${id} ${id}`, /Too many arguments/],
  ['list --stauts ready', /No flag registered for --stauts, did you mean --status\?/],
  ['list --status done', /Expected "done" to be one of/],
  ['create -t acme -a 1 -b tutum', /^--account must be 12 digits, not "1"\.\n/],
  ['create -t acme -a 111122223333', /Expected input for flag --blueprint/],
  [`provision ${id} --timeout 10`, /^--timeout must be a time such as 90s, 15m, 2h or 7d, not "10"\.\n/],
  ['stop acme --reason x', /^SCOPE must be all, tenant:ID or blueprint:NAME, not "acme"\.\n/],
  ['list --profile nobody', /no profile nobody/],
  ['tenants erase .. --yes', /^tenantId must not be empty, "\." or "\.\."\.\n/],
  ['blueprints .', /^name must not be empty/],
  ['configure --url https://latchkey.example.com', /^Without a terminal, --token-stdin is needed\.\n$/],
])('the wrong usage "%s" is 2, sends nothing and says what is wrong', async (words, stderr) => {
  const fetch = () => Promise.reject(new Error('nothing is sent'));
  expect(await latchkey(words, { fetch })).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(stderr) });
});

test('without a command, it prints the list of commands', async () => {
  const { code, stdout, stderr } = await latchkey([]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/\nCOMMANDS\n {2}configure +Store[^]*\nEXIT CODES\n/);
  expect((await latchkey('--help')).stdout).toBe(stdout);
});

test.each([
  ['help', '--help'],
  ['help access get', 'access get --help'],
])('"%s" is the same as "%s"', async (words, flagged) => {
  const helped = await latchkey(words);
  expect(helped).toEqual(await latchkey(flagged));
  expect(helped).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^USAGE|\nUSAGE/) });
});

test.each([
  ['access get -t acme -a 111122223333', /What to do: Check the tenant and the account: latchkey access creates/],
  [`get ${id}`, /What to do: latchkey list shows/],
])('what to do about a missing thing of "%s" is about that thing', async (words, stderr) => {
  const problem = { type: 'urn:latchkey:problem:not-found', title: 'T', detail: '' };
  const ran = await latchkey(words, { fetch: () => Promise.resolve(Response.json(problem, { status: 404 })) });
  expect(ran.stderr).toMatch(stderr);
});

test('an account ID can have the hyphens of the AWS console', async () => {
  const sent: string[] = [];
  await latchkey('access get -t acme -a 1111-2222-3333', {
    fetch: ({ url }) => {
      sent.push(url);
      return Promise.resolve(Response.json({ externalId: 'x', change: null, stacks: [] }));
    },
  });
  expect(sent).toEqual(['http://127.0.0.1:3000/v1/tenants/acme/access/111122223333']);
});

test('an unexpected error is told without its message, which could have a secret', async () => {
  const { code, stderr } = await latchkey('health', {
    fetch: () => Promise.resolve(Response.json(null)),
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The command failed unexpectedly: TypeError\. This is a fault of the command line\.\n +at /);
  expect(stderr).not.toContain('null');
});

test('what other systems say does not control the terminal', async () => {
  const detail = 'red \u001B[31m, back \r, and \u202E reversed';
  const { stderr } = await latchkey('list', {
    fetch: () =>
      Promise.resolve(Response.json({ type: 'urn:latchkey:problem:x', title: 'T', detail }, { status: 404 })),
  });
  for (const control of ['\u001B', '\r', '\u202E']) expect(stderr).not.toContain(control);
  expect(stderr).toContain('red  [31m, back');
});

test('a person who has started it with npx gets commands with npx', async () => {
  const { stderr } = await latchkey('get', { env: { npm_command: 'exec' } });
  expect(stderr).toMatch(/To see how: npx latchkey get --help\n$/);
  const refused = await latchkey(`get ${id}`, {
    env: { npm_command: 'exec' },
    fetch: () =>
      Promise.resolve(
        Response.json({ type: 'urn:latchkey:problem:not-found', title: 'T', detail: '' }, { status: 404 }),
      ),
  });
  expect(refused.stderr).toContain('What to do: npx latchkey list shows');
});
