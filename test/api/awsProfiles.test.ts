import { parse } from 'yaml';
import * as z from 'zod';
import { ask, asJson } from '../support/ask.ts';
import { tenantFor } from '../support/onboarded.ts';
import { absentId } from '../support/routePath.ts';
import { sha256 } from '../support/sha256.ts';
import { keyOf, later, token, type Answer } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  const tokens = [`local=${sha256(token)}`, `one=${sha256('one-token')}:one`];
  testStack = await startVirtualStack({
    sweepEveryMs: 0,
    environment: { LATCHKEY_API_TOKEN_HASHES: tokens.join(',') },
  });
});
afterAll(() => {
  testStack.close();
});

const filesSchema = z.strictObject({
  credentialsFile: z.string(),
  configFile: z.string(),
  serverlessYml: z.string().optional(),
});

const askFor = (profiles: unknown, headers?: Readonly<Record<string, string>>) =>
  testStack.request('POST', '/v1/profiles', { profiles }, headers);

/** Returns a claimed onboarding of the blueprint in an account of its own. */
async function claimed(blueprint: string, parameters: object = {}): Promise<Answer> {
  const tenant = await tenantFor(testStack, blueprint);
  const created = await testStack.create(tenant, { blueprint, parameters });
  expect(created.body.status).toBe('claimed');
  return created;
}

const placeholder = 'aws_secret_access_key = <the secret access key that the claim returned>';

/** Returns the sections of an INI file: its settings by the name of the section. */
function sectionsOf(file: string) {
  return file
    .split(/^(?=\[)/m)
    .map((part) => part.split('\n').filter((line) => line !== '' && !line.startsWith('#')))
    .filter((lines) => lines.length > 0)
    .map(([header = '', ...settings]) => [header, ...settings]);
}

test('the keys of two stages in two accounts become sections of both files and a serverless.yml that selects them by the stage', async () => {
  const dev = await claimed('serverless', { profile: 'devProfile', stage: 'dev' });
  const prod = await claimed('serverless', { permissions: 'deploy' });
  const { status, text } = await askFor([
    { onboarding: dev.body.id },
    { onboarding: prod.body.id, profile: 'prodProfile', stage: 'prod', region: 'eu-central-1', output: 'text' },
  ]);
  expect(status).toBe(200);
  const files = filesSchema.parse(JSON.parse(text));
  expect(sectionsOf(files.credentialsFile)).toEqual([
    ['[devProfile]', `aws_access_key_id = ${keyOf(dev).accessKeyId}`, placeholder],
    ['[prodProfile]', `aws_access_key_id = ${keyOf(prod).accessKeyId}`, placeholder],
  ]);
  expect(sectionsOf(files.configFile)).toEqual([
    ['[profile devProfile]', 'output = json'],
    ['[profile prodProfile]', 'region = eu-central-1', 'output = text'],
  ]);
  expect(parse(files.serverlessYml ?? '')).toEqual({
    provider: { profile: '${self:custom.profiles.${sls:stage}}' },
    custom: { profiles: { dev: 'devProfile', prod: 'prodProfile' } },
  });
  for (const { secretAccessKey } of [keyOf(dev), keyOf(prod)]) expect(text).not.toContain(secretAccessKey);
});

test('the sections have the names that the key format text/x-ini gives, and the profile default has no prefix', async () => {
  const tenant = await tenantFor(testStack, 'cycle');
  const parameters = { userNames: ['ann', 'bob'] };
  const body = JSON.stringify({ ...tenant, blueprint: 'cycle', parameters });
  const asIni = await ask(testStack, 'POST', '/v1/onboardings', { ...asJson, accept: 'text/x-ini' }, body);
  const cycle = asIni.headers.get('location')?.split('/').at(-1);
  const plain = await claimed('serverless');
  const { text } = await askFor([{ onboarding: cycle }, { onboarding: plain.body.id }]);
  const files = filesSchema.parse(JSON.parse(text));
  const names = sectionsOf(files.credentialsFile).map(([name]) => name);
  expect(names).toEqual([...sectionsOf(asIni.text).map(([name]) => name), '[default]']);
  expect(sectionsOf(files.configFile).map(([name]) => name)).toEqual([
    '[profile cycle-ann]',
    '[profile cycle-bob]',
    '[default]',
  ]);
});

test('without stages there is no part of a serverless.yml, and the region of the blueprint is that of the profile', async () => {
  const { body } = await claimed('tutum', { region: 'us-west-2' });
  const files = filesSchema.parse(JSON.parse((await askFor([{ onboarding: body.id }])).text));
  expect(files.serverlessYml).toBeUndefined();
  expect(sectionsOf(files.configFile)).toEqual([['[profile tutum]', 'region = us-west-2', 'output = json']]);
});

describe('a request is refused', () => {
  const problemsOf = ({ status, body }: Answer) => [status, body.errors.map(({ pointer }) => pointer)];
  let one: string;
  let many: string;
  beforeAll(async () => {
    one = (await claimed('serverless')).body.id;
    many = (await claimed('cycle', { userNames: ['ann', 'bob'] })).body.id;
  });

  test.each([
    { what: 'without profiles', profiles: () => [], at: '/profiles', says: 'at least one' },
    {
      what: 'with 21 profiles',
      profiles: () => Array.from({ length: 21 }, () => ({ onboarding: one })),
      at: '/profiles',
      says: 'at most 20',
    },
    {
      what: 'with a profile that an INI file cannot name',
      profiles: () => [{ onboarding: one, profile: 'a]\n[b' }],
      at: '/profiles/0/profile',
      says: 'letters, digits',
    },
    {
      what: 'with a stage that YAML cannot select',
      profiles: () => [{ onboarding: one, stage: 'a b' }],
      at: '/profiles/0/stage',
      says: 'letters, digits',
    },
    {
      what: 'with a region of another partition',
      profiles: () => [{ onboarding: one, region: 'cn-north-1' }],
      at: '/profiles/0/region',
      says: 'must be a region of the partition aws, for example us-east-1.',
    },
    {
      what: 'with an unknown output format',
      profiles: () => [{ onboarding: one, output: 'xml' }],
      at: '/profiles/0/output',
      says: 'one of json, yaml',
    },
    {
      what: 'with a user that the onboarding does not have',
      profiles: () => [{ onboarding: many, userName: 'eve' }],
      at: '/profiles/0/userName',
      says: 'which has ann, bob',
    },
    {
      what: 'with one stage for the keys of two users',
      profiles: () => [{ onboarding: many, stage: 'dev' }],
      at: '/profiles/0/stage',
      says: 'needs a userName',
    },
    {
      what: 'with two sections of the same name',
      profiles: () => [
        { onboarding: one, stage: 'dev' },
        { onboarding: many, userName: 'ann', profile: 'default', stage: 'prod' },
      ],
      at: '/profiles/1/profile',
      says: 'which /profiles/0 has too',
    },
    {
      what: 'with the same stage twice',
      profiles: () => [
        { onboarding: one, stage: 'dev' },
        { onboarding: many, userName: 'ann', stage: 'dev' },
      ],
      at: '/profiles/1/stage',
      says: 'which /profiles/0 has too',
    },
  ])('$what', async ({ profiles, at, says }) => {
    const answer = await askFor(profiles());
    expect(problemsOf(answer)).toEqual([422, [at]]);
    expect(answer.body.detail).toContain(says);
  });

  test('with several invalid fields, which the answer names at once', async () => {
    const answer = await askFor([
      { onboarding: 7, region: 'cn-north-1' },
      { onboarding: one, output: 'xml' },
    ]);
    const at = ['/profiles/0/onboarding', '/profiles/1/output', '/profiles/0/region'];
    expect(problemsOf(answer)).toEqual([422, at]);
  });

  test('with an onboarding whose keys are not claimed', async () => {
    const waiting = (await testStack.create(await testStack.newTenant(), {}, later)).body.id;
    const { status, body } = await askFor([{ onboarding: one }, { onboarding: waiting }]);
    expect([status, body.type, body.onboarding]).toEqual([409, 'urn:latchkey:problem:wrong-state', waiting]);
    expect(body.detail).toContain('Claim its keys first.');
  });

  test('with an onboarding of another tenant, as with one that does not exist, and the answer names its place', async () => {
    const answers = [one, absentId, 'x', '__proto__'].map((onboarding) =>
      askFor([{ onboarding }], { authorization: 'Bearer one-token' }),
    );
    for (const answer of await Promise.all(answers))
      expect(problemsOf(answer)).toEqual([404, ['/profiles/0/onboarding']]);
  });
});
