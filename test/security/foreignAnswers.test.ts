import { existsSync, readdirSync, rmSync } from 'node:fs';
import { commandLineFor, type Surroundings } from '../support/commandLine.ts';
import { anna } from '../support/keySamples.ts';

/** What answers at an address may be anybody: a port of this machine that another user has, or a wrong URL. */
const { home, latchkey } = commandLineFor({ LATCHKEY_URL: 'https://foreign.example.com', LATCHKEY_TOKEN: 'a-token' });
afterEach(() => {
  for (const name of readdirSync(home)) rmSync(`${home}/${name}`, { recursive: true });
});

const time = '2030-01-01T00:00:00.000Z';
const onboarding = {
  ...{ id: 'ob_1', status: 'ready', tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum', parameters: {} },
  ...{ steps: [], receipt: null, createdAt: time, updatedAt: time },
};
/** Gives these answers, one after the other and then the last one again. */
function answering(...answers: readonly object[]): NonNullable<Surroundings['fetch']> {
  let next = 0;
  return () => {
    const answer = answers[Math.min(next, answers.length - 1)];
    next += 1;
    return Promise.resolve(answer instanceof Response ? answer : Response.json({ ...onboarding, ...answer }));
  };
}
const claiming = (key: object, more: object = {}) => answering(more, { ...more, credentials: [{ ...anna, ...key }] });
const problem = (slug: string, more: object = {}) =>
  Response.json({ type: `urn:latchkey:problem:${slug}`, title: 'T', detail: 'D', ...more }, { status: 409 });

const destinations = ['--write-profile acme', '--csv HOME/keys.csv', '--csv -', '--env', '--json'];
const setting = 'credential_process = run';

test.each(
  [
    { secretAccessKey: `x\n${setting}` },
    { secretAccessKey: `x\r${setting}` },
    { accessKeyId: `x\n${setting}` },
    { userName: `x]\n${setting}\n[y` },
    { userName: '=HYPERLINK("https://example.com")' },
    { secretAccessKey: `$(run)` },
  ].flatMap((key) => destinations.map((destination) => ({ key, destination }))),
)('what no key of AWS can be is written nowhere: $key with $destination', async ({ key, destination }) => {
  const { code, stdout, stderr } = await latchkey(`claim ob_1 ${destination.replace('HOME', home)}`, {
    fetch: claiming(key),
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('NOTHING WAS WRITTEN');
  expect(readdirSync(home)).toEqual([]);
});

test.each([
  { parameters: { region: `us-east-1\n${setting}` }, destination: '--write-profile acme' },
  { parameters: { stage: `dev\n${setting}` }, destination: '--write-profile acme' },
  { parameters: { stage: 'dev\nrun #' }, destination: '--env' },
])('a parameter adds no line to the keys: $parameters with $destination', async ({ parameters, destination }) => {
  const { code, stdout, stderr } = await latchkey(`claim ob_1 ${destination}`, {
    fetch: claiming({}, { parameters }),
    isTerminal: true,
  });
  expect(code).toBe(1);
  expect(stderr).toContain('KEYS NOT WRITTEN');
  expect(stderr).toContain(anna.secretAccessKey);
  expect(stdout).toBe('');
  expect(readdirSync(home)).toEqual([]);
});

test('the file for keys that could not be written is in the directory, whatever the ID is', async () => {
  const parameters = { stage: 'dev\nx' };
  const { stderr } = await latchkey('claim ob_1 --env', {
    fetch: claiming({}, { parameters, id: '/../../../latchkey-escaped' }),
  });
  expect(stderr).toContain(`${home}/latchkey-keys-`);
  expect(readdirSync(home)).toEqual([expect.stringMatching(/^latchkey-keys-_+latchkey_escaped\.csv$/)]);
  expect(existsSync(`${home}/../../../latchkey-escaped.csv`)).toBe(false);
});

const controls = '\u001B]0;title\u0007\u009B2J\u007F\r\u202E\u2066\u200F\u061C';
const receipt = { resources: [{ type: 'user', arn: 'arn', status: 'left', reason: controls }] };
const waiting = { reason: controls, since: time, until: time };

/** Commands, and answers that have control characters in every place that the command shows. */
const shown: readonly [string, ...object[]][] = [
  [
    'get ob_1',
    {
      tenantId: controls,
      waiting,
      receipt,
      steps: [{ name: controls, status: 'done', startedAt: null, endedAt: null }],
    },
  ],
  ['get ob_1 --json', { tenantId: controls, [controls]: controls }],
  ['get ob_1', problem('slot-held', { onboarding: controls, detail: controls, requestId: controls })],
  ['get ob_1', problem(controls, { title: controls, errors: [{ pointer: controls, detail: controls }] })],
  ['offboard ob_1 --yes', { tenantId: controls, blueprint: controls }, { status: 'offboarded', receipt }],
  ['offboard ob_1 --yes', {}, { status: 'offboarding', receipt, waiting }, { status: controls, receipt }],
  ['provision ob_1', { status: 'awaiting_access', access: { launchUrl: controls, cliCommand: controls } }],
  [
    'claim ob_1 --csv -',
    { status: 'failed', problem: { type: controls, title: controls, status: controls, detail: controls } },
  ],
  [
    'list',
    new Response(JSON.stringify({ onboardings: [{ ...onboarding, id: controls }], cursor: controls }), {
      headers: { 'content-type': 'application/json' },
    }),
  ],
];
/** What a terminal may get: text, lines, and the sequences with which the command line draws. */
const escape = '\u001B';
const drawn = new RegExp(`${escape}\\[(?:\\d+F${escape}\\[J|[\\d;]+m)`, 'g');

test.each(shown.flatMap(([words, ...answers]) => [true, false].map((isTerminal) => ({ words, answers, isTerminal }))))(
  '$words: no answer controls the terminal ($isTerminal)',
  async ({ words, answers, isTerminal }) => {
    const given = answers.map((answer) => (answer instanceof Response ? answer.clone() : answer));
    const { stdout, stderr } = await latchkey(words, { fetch: answering(...given), isTerminal });
    const text = `${stdout}${stderr}`.replaceAll(drawn, '');
    expect(text).toContain('title');
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u);
  },
);

test('a question shows no control characters of an answer', async () => {
  const asked: string[] = [];
  const questions = {
    confirm: (question: string) => Promise.resolve(asked.push(question) < 0),
    text: () => Promise.reject(new Error('nothing else is asked')),
    secret: () => Promise.reject(new Error('nothing else is asked')),
  };
  await latchkey('offboard ob_1', { questions, fetch: answering({ tenantId: controls }) });
  expect(asked).toEqual([expect.stringContaining('title')]);
  expect(asked.join()).not.toMatch(/[\p{Cc}\u202E]/u);
});

test.each(['__defineGetter__', 'constructor', '__proto__'])('a problem %s has no step of its own', async (slug) => {
  const { code, stderr } = await latchkey('get ob_1', { fetch: answering(problem(slug)) });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.not.stringContaining('What to do') });
});

test('a claim that is to come back after no time pauses', async () => {
  let claims = 0;
  const { code } = await latchkey('claim ob_1 --json --timeout 3s', {
    fetch: ({ method }) => {
      if (method === 'POST') claims += 1;
      const status = method === 'POST' ? 202 : 200;
      return Promise.resolve(Response.json(onboarding, { status, headers: { 'retry-after': '0' } }));
    },
  });
  expect(code).toBe(3);
  expect(claims).toBeLessThan(5);
});
