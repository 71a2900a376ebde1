import * as z from 'zod';
import { mediaTypesOf } from '../../lib/http/keyFormats/index.ts';
import { ask, asJson, bearer, type RawAnswer } from '../support/ask.ts';
import { callCount, changesSince } from '../support/changes.ts';
import { inventory, type Tenant } from '../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';
import { readProvider } from '../support/hcl.ts';
import { importCsv, loadIni, runInShell, type Key } from '../support/keyReaders.ts';
import { readConfigureCommands, readDotenv, readFish, readPowerShell } from '../support/snippetReaders.ts';

const keyOnly = mediaTypesOf();
const types = ['application/json', ...keyOnly];

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => {
  testStack.close();
});

async function launched(blueprint = 'tutum'): Promise<Tenant> {
  const tenant = testStack.nextTenant();
  await testStack.launch(tenant, {}, blueprint);
  return tenant;
}

const create = (tenant: Tenant, accept: string, more: object = {}, query = '', headers = {}) =>
  ask(
    testStack,
    'POST',
    `/v1/onboardings${query}`,
    { ...asJson, accept, ...headers },
    JSON.stringify({ ...tenant, blueprint: 'tutum', ...more }),
  );
const claim = (id: string, accept: string, query = '', headers = {}) =>
  ask(testStack, 'POST', `/v1/onboardings/${id}/credentials${query}`, { ...bearer, accept, ...headers });

/** Creates an onboarding that is ready to be claimed, and returns its ID. */
async function readyOne(blueprint = 'tutum', parameters: object = {}): Promise<string> {
  const tenant = testStack.nextTenant();
  const { body } = await testStack.request('POST', '/v1/onboardings', { ...tenant, blueprint, parameters });
  await testStack.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: tenant.accountId });
  expect((await testStack.provision(body.id)).body.status).toBe('ready');
  return body.id;
}

const accountOf = async (key: Key | undefined) =>
  key === undefined ? undefined : (await testStack.stsWith(key).getCallerIdentity({})).Account;

function problemOf({ status, headers, text }: RawAnswer) {
  expect(headers.get('content-type')).toBe('application/problem+json');
  const { type, detail } = z.looseObject({ type: z.string(), detail: z.string() }).parse(JSON.parse(text));
  return { status, slug: type.replace('urn:latchkey:problem:', ''), detail };
}

describe('an answer with keys', () => {
  test('is a file for `aws configure import` as text/csv, with the usual headers of a create', async () => {
    const tenant = await launched();
    const { status, headers, text } = await create(tenant, 'text/csv');
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      201,
      'text/csv; charset=utf-8',
      'no-store',
    ]);
    expect(headers.get('location')).toMatch(/^\/v1\/onboardings\/ob_/);
    const keys = importCsv(text);
    expect(Object.keys(keys)).toEqual(['tutum']);
    expect(await accountOf(keys['tutum'])).toBe(tenant.accountId);
  });

  test('sets the environment variables of a shell as text/x-shellscript', async () => {
    const tenant = await launched();
    const { status, headers, text } = await create(tenant, 'text/x-shellscript');
    expect([status, headers.get('content-type')]).toEqual([201, 'text/x-shellscript; charset=utf-8']);
    expect(await accountOf(runInShell(text))).toBe(tenant.accountId);
  });

  const snippets: readonly (readonly [type: string, read: (text: string) => Key])[] = [
    ['text/vnd.latchkey.fish', readFish],
    ['text/vnd.latchkey.powershell', readPowerShell],
    ['text/vnd.latchkey.env', readDotenv],
    ['text/vnd.latchkey.aws-configure', (text) => keyOfProfile(readConfigureCommands(text)['tutum'])],
    ['text/vnd.latchkey.terraform', (text) => keyOfProvider(readProvider(text))],
  ];
  const region = 'us-west-2';
  const keyOfProfile = (settings: Readonly<Record<string, string>> = {}): Key => {
    expect(settings['region']).toBe(region);
    const { aws_access_key_id: accessKeyId = '', aws_secret_access_key: secretAccessKey = '' } = settings;
    return { accessKeyId, secretAccessKey };
  };
  const keyOfProvider = (attributes: Readonly<Record<string, string>>): Key => {
    expect(attributes['region']).toBe(region);
    const { access_key: accessKeyId = '', secret_key: secretAccessKey = '' } = attributes;
    return { accessKeyId, secretAccessKey };
  };

  test.each(snippets)('is a snippet with a key that works as %s', async (type, read) => {
    const tenant = testStack.nextTenant();
    await testStack.launch(tenant, { region });
    const { status, headers, text } = await create(tenant, type, { parameters: { region } });
    expect([status, headers.get('content-type')]).toEqual([201, `${type}; charset=utf-8`]);
    expect(await accountOf(read(text))).toBe(tenant.accountId);
  });

  test('is a section of a credentials file as text/x-ini, named after the blueprint or as ?profile= says', async () => {
    const first = await launched();
    const { status, headers, text } = await create(first, 'text/x-ini');
    expect([status, headers.get('content-type')]).toEqual([201, 'text/x-ini; charset=utf-8']);
    const named = await loadIni(text);
    expect(Object.keys(named)).toEqual(['tutum']);
    expect(await accountOf(named['tutum'])).toBe(first.accountId);

    const second = await create(await launched(), 'text/x-ini', {}, '?profile=vendor.prod');
    expect(Object.keys(await loadIni(second.text))).toEqual(['vendor.prod']);
  });

  test('is a section named after the parameter `profile` if the blueprint has this parameter', async () => {
    const tenant = await launched('serverless');
    const more = { blueprint: 'serverless', parameters: { profile: 'serverless-dev' } };
    expect(Object.keys(await loadIni((await create(tenant, 'text/x-ini', more)).text))).toEqual(['serverless-dev']);
    const other = await launched('serverless');
    const answer = await create(other, 'text/x-ini', more, '?profile=mine');
    expect(Object.keys(await loadIni(answer.text))).toEqual(['mine']);
  });

  test('has the keys of all users', async () => {
    const parameters = { userNames: ['anna', 'ben'] };
    const csv = await create(await launched('cycle'), 'text/csv', { blueprint: 'cycle', parameters });
    expect(Object.keys(importCsv(csv.text))).toEqual(['anna', 'ben']);
    const ini = await create(await launched('cycle'), 'text/x-ini', { blueprint: 'cycle', parameters });
    expect(Object.keys(await loadIni(ini.text))).toEqual(['cycle-anna', 'cycle-ben']);
    const named = await create(await launched('cycle'), 'text/x-ini', { blueprint: 'cycle', parameters }, '?profile=x');
    expect(Object.keys(await loadIni(named.text))).toEqual(['x-anna', 'x-ben']);
    const type = 'text/vnd.latchkey.aws-configure';
    const commands = await create(await launched('cycle'), type, { blueprint: 'cycle', parameters }, '?profile=x');
    expect(Object.keys(readConfigureCommands(commands.text))).toEqual(['x-anna', 'x-ben']);
  });

  test('has the same formats for a claim', async () => {
    const csv = await claim(await readyOne(), 'text/csv');
    expect([csv.status, Object.keys(importCsv(csv.text))]).toEqual([200, ['tutum']]);
    const ini = await claim(await readyOne(), 'text/x-ini', '?profile=mine');
    expect([ini.status, Object.keys(await loadIni(ini.text))]).toEqual([200, ['mine']]);
    const shell = await claim(await readyOne(), 'text/x-shellscript;q=0.9, application/json;q=0.8');
    expect([shell.status, runInShell(shell.text).accessKeyId]).toEqual([200, expect.stringMatching(/^(AKIA|LKIA)/)]);
  });
});

describe('a format that cannot be served is refused before a key is created', () => {
  const unservable = [
    { what: 'an unknown media type', accept: 'application/xml', query: '', status: 406, slug: 'not-acceptable' },
    {
      what: 'an Accept that excludes JSON',
      accept: 'application/json;q=0',
      query: '',
      status: 406,
      slug: 'not-acceptable',
    },
    { what: 'a profile for JSON', accept: '*/*', query: '?profile=x', status: 400, slug: 'malformed-query' },
    { what: 'a profile for CSV', accept: 'text/csv', query: '?profile=x', status: 400, slug: 'malformed-query' },
    {
      what: 'a profile of two words',
      accept: 'text/x-ini',
      query: '?profile=a%20b',
      status: 400,
      slug: 'malformed-query',
    },
    {
      what: 'a profile that ends a section',
      accept: 'text/x-ini',
      query: '?profile=a%5D%0A%5Bb',
      status: 400,
      slug: 'malformed-query',
    },
    {
      what: 'an unknown query parameter',
      accept: 'text/x-ini',
      query: '?section=a',
      status: 400,
      slug: 'malformed-query',
    },
  ];

  let tenant: Tenant;
  let id: string;
  beforeAll(async () => {
    tenant = await launched();
    id = await readyOne();
  });

  test.each(unservable)('$what is $status', async ({ accept, query, status, slug }) => {
    const before = await callCount(testStack);
    for (const answer of [
      await create(tenant, accept, {}, query, { 'idempotency-key': 'one' }),
      await claim(id, accept, query, { 'idempotency-key': 'other' }),
    ]) {
      const problem = problemOf(answer);
      expect(problem).toMatchObject({ status, slug });
      if (status === 406) for (const type of types) expect(problem.detail).toContain(type);
    }
    expect(await changesSince(testStack, before)).toEqual([]);
  });

  test('the same Idempotency-Key can be used again with another format', async () => {
    expect((await create(tenant, 'text/csv', {}, '', { 'idempotency-key': 'one' })).status).toBe(201);
    expect((await claim(id, 'text/csv', '', { 'idempotency-key': 'other' })).status).toBe(200);
  });

  test.each(mediaTypesOf(({ holdsManyUsers }) => !holdsManyUsers))(
    'several users as %s is 406, and the answer names the formats for several users',
    async (type) => {
      const parameters = { userNames: ['anna', 'ben'] };
      const several = await launched('cycle');
      const ready = await readyOne('cycle', parameters);
      const before = await callCount(testStack);
      for (const answer of [
        await create(several, type, { blueprint: 'cycle', parameters }),
        await claim(ready, type),
      ]) {
        const { status, slug, detail } = problemOf(answer);
        expect([status, slug]).toEqual([406, 'not-acceptable']);
        expect(detail).toContain('application/json, text/csv, text/x-ini or text/vnd.latchkey.aws-configure');
      }
      expect(await changesSince(testStack, before)).toEqual([]);
      const one = await create(several, type, {
        blueprint: 'cycle',
        parameters: { userNames: ['anna'] },
      });
      expect(one.status).toBe(201);
    },
  );
});

describe('an answer without keys', () => {
  test.each(keyOnly)('a replayed create as %s is 409, and as JSON 201 with credentials: null', async (accept) => {
    const tenant = await launched();
    const headers = { 'idempotency-key': tenant.tenantId };
    expect((await create(tenant, accept, {}, '', headers)).status).toBe(201);
    const replay = problemOf(await create(tenant, accept, {}, '', headers));
    expect(replay).toMatchObject({ status: 409, slug: 'credentials-issued' });
    expect(replay.detail).toContain('never returns them again');
    const jsonReplay = await create(tenant, 'application/json', {}, '', headers);
    expect([jsonReplay.status, JSON.parse(jsonReplay.text)]).toEqual([
      201,
      expect.objectContaining({ status: 'claimed', credentials: null }),
    ]);
    expect((await inventory(testStack, tenant)).users.map(({ keys }) => keys.length)).toEqual([1]);
  });

  test.each(keyOnly)('a replayed claim as %s is 409, and as JSON 200 with credentials: null', async (accept) => {
    const id = await readyOne();
    const headers = { 'idempotency-key': id };
    expect((await claim(id, accept, '', headers)).status).toBe(200);
    expect(problemOf(await claim(id, accept, '', headers))).toMatchObject({ status: 409, slug: 'credentials-issued' });
    expect(JSON.parse((await claim(id, 'application/json', '', headers)).text)).toMatchObject({ credentials: null });
    expect(problemOf(await claim(id, accept))).toMatchObject({ status: 409, slug: 'credentials-issued' });
  });

  test.each(keyOnly)(
    'an onboarding that awaits access or is provisioned asynchronously is answered as JSON, even if %s was requested',
    async (accept) => {
      const waiting = await create(testStack.nextTenant(), accept);
      expect([waiting.status, waiting.headers.get('content-type')]).toEqual([201, 'application/json']);
      expect(JSON.parse(waiting.text)).toMatchObject({ status: 'awaiting_access', access: expect.anything() });
      const accepted = await create(await launched(), accept, {}, '', { prefer: 'respond-async' });
      expect([accepted.status, accepted.headers.get('content-type')]).toEqual([202, 'application/json']);
      expect(JSON.parse(accepted.text)).toMatchObject({ status: 'provisioning' });
    },
  );
});
