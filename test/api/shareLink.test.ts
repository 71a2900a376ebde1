import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { asOperator } from '../support/operator.ts';
import { startTestStack, type Answer, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ environment: { LATCHKEY_RETURN_ORIGINS: 'https://app.vendor.example' } });
});
afterAll(() => testStack.close());

const as = (token: string) => ({ authorization: `Bearer ${token}` });
const linkSchema = z.object({ id: z.string(), token: z.string() });
const sharedIn = ({ body }: Answer) => linkSchema.parse(body);
const getAs = (id: string, token: string) =>
  testStack.request('GET', `/v1/link/onboardings/${id}`, undefined, as(token));
const share = (id: string, token: string, body?: object) =>
  testStack.request('POST', `/v1/link/onboardings/${id}/link/share`, body, as(token));
const makeLink = async (id: string, body?: object) =>
  sharedIn(await testStack.request('POST', `/v1/onboardings/${id}/link`, body));
const end = (id: string, linkId = '') => testStack.request('DELETE', `/v1/onboardings/${id}/link${linkId}`);
const tokenStatuses = async (id: string, tokens: readonly string[]) =>
  (await Promise.all(tokens.map((each) => getAs(id, each)))).map(({ status }) => status);
const actions = async (id: string) => {
  const { text } = await testStack.request('GET', `/v1/onboardings/${id}/events`);
  return [...text.matchAll(/"caller":"([^"]+)","action":"([\w-]*link)"/g)].map(
    ([, by, action]) => `${action} by ${by}`,
  );
};

const listSchema = z.object({ links: z.array(z.looseObject({ id: z.string() })) });
/** Returns the links of an onboarding as the back end sees them. */
const listed = async (id: string) => listSchema.parse(JSON.parse((await testStack.get(id)).text)).links;

/** Creates an onboarding in awaiting_access with one link, and returns both. */
async function waiting(link: object = {}) {
  const tenant = testStack.nextTenant();
  const { body } = await testStack.create(tenant, { link });
  return { tenant, id: body.id, token: body.link?.token ?? '' };
}

const texts = { message: 'Please connect', askedBy: 'Zoë' };

test.each([
  { what: 'without a body, the texts of its parent', body: undefined, has: texts },
  { what: 'a message of its own', body: { message: 'For me' }, has: { ...texts, message: 'For me' } },
  { what: 'two texts of its own', body: { message: 'Hi', askedBy: 'Ann' }, has: { message: 'Hi', askedBy: 'Ann' } },
])('a shared link has $what, sees and launches, and ends with its parent', async ({ body, has }) => {
  const link = { ...texts, delivers: 'tenant', returnUrl: 'https://app.vendor.example/back', expiresInSeconds: 600 };
  const { id, token } = await waiting(link);
  const answer = await share(id, token, body);
  expect([answer.status, answer.body]).toEqual([
    201,
    expect.objectContaining({ may: ['see', 'launch'], delivers: 'tenant' }),
  ]);
  const [parent, child, ...more] = await listed(id);
  const { madeBy: _, may: __, id: parentId, ...same } = parent ?? { id: '' };
  expect([child, more]).toEqual([
    { ...same, ...has, id: sharedIn(answer).id, parent: parentId, may: ['see', 'launch'], madeBy: 'link' },
    [],
  ]);
  expect(parent).not.toHaveProperty('parent');
  expect(await actions(id)).toEqual(['share-link by link']);
});

test('the holder of a shared link sees and provisions, and can neither claim nor share', async () => {
  const { tenant, id, token } = await waiting({ delivers: 'tenant' });
  const child = sharedIn(await share(id, token)).token;
  await testStack.launch(tenant);
  expect((await getAs(id, child)).body.status).toBe('awaiting_access');
  expect((await share(id, child)).body.type).toBe('urn:latchkey:problem:link-may-not');
  const call = (name: string) => testStack.request('POST', `/v1/link/onboardings/${id}/${name}`, undefined, as(child));
  expect((await call('provision')).body.status).toBe('ready');
  const claim = await call('credentials');
  expect([claim.status, claim.body.type]).toEqual([403, 'urn:latchkey:problem:link-may-not']);
  expect((await listed(id)).length).toBe(2);
});

test('a repeated call, also at the same time, returns the same link and writes nothing; one with other texts changes them', async () => {
  const { id, token } = await waiting(texts);
  const answers = await Promise.all([share(id, token), share(id, token), share(id, token)]);
  answers.push(await share(id, token, { ...texts, message: null }));
  const [first = { id: '', token: '' }, ...others] = answers.map(sharedIn);
  for (const other of others) expect(other).toEqual(first);
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 200, 200, 201]);
  expect(await actions(id)).toEqual(['share-link by link']);
  const changed = await share(id, token, { message: 'Later' });
  expect([changed.status, sharedIn(changed)]).toEqual([200, first]);
  expect((await listed(id)).slice(1)).toEqual([expect.objectContaining({ id: first.id, message: 'Later' })]);
  expect(await actions(id)).toEqual(Array(2).fill('share-link by link'));
  expect(await tokenStatuses(id, [token, first.token])).toEqual([200, 200]);
});

test('the record does not lead to the token of a shared link', async () => {
  const { id, token } = await waiting();
  const child = sharedIn(await share(id, token));
  const table = JSON.stringify(await testStack.items());
  const secret = child.token.slice(-43);
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  expect(table).not.toContain(secret);
  const { links = [] } = await testStack.read(id);
  for (const key of [
    '',
    id,
    ...links.flatMap((each) => [each.id, each.sha256, Buffer.from(each.sha256, 'hex')]),
    child.token,
  ])
    expect(createHmac('sha256', key).update(child.id).digest('base64url')).not.toBe(secret);
});

describe('a shared link is 401', () => {
  test.each([
    { when: 'its parent was revoked', linkId: (parent: string) => `/${parent}` },
    { when: 'all links were revoked', linkId: () => '' },
  ])('after $when', async ({ linkId }) => {
    const { id, token } = await waiting();
    const child = sharedIn(await share(id, token)).token;
    const [parent] = await listed(id);
    expect((await end(id, linkId(parent?.id ?? ''))).status).toBe(204);
    expect(await tokenStatuses(id, [token, child])).toEqual([401, 401]);
    expect(await listed(id)).toEqual([]);
  });

  test('after its parent has left the record by another way, as an earlier version removes it', async () => {
    const { id, token } = await waiting();
    const child = sharedIn(await share(id, token)).token;
    await change(id, 'REMOVE links[0]');
    expect(await tokenStatuses(id, [child])).toEqual([401]);
  });

  test('after its parent has expired, which cannot share any more', async () => {
    const { id, token } = await waiting();
    const child = sharedIn(await share(id, token)).token;
    await change(id, 'SET links[0].expiresAt = :past, links[1].expiresAt = :past', { ':past': Date.now() - 1 });
    const answers = [await getAs(id, child), await share(id, token)];
    for (const { status, body } of answers)
      expect([status, body.detail]).toEqual([401, expect.stringContaining('expired')]);
  });

  test('after it was revoked; its parent stays valid, and can share another one', async () => {
    const { id, token } = await waiting();
    const child = sharedIn(await share(id, token));
    await end(id, `/${child.id}`);
    expect(await tokenStatuses(id, [token, child.token])).toEqual([200, 401]);
    const other = await share(id, token);
    expect(other.status).toBe(201);
    expect(await tokenStatuses(id, [child.token, sharedIn(other).token])).toEqual([401, 200]);
  });
});

/** Changes a record without Latchkey. */
const change = (id: string, UpdateExpression: string, values?: Record<string, number>) =>
  testStack.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression,
      ...(values && { ExpressionAttributeValues: values }),
    }),
  );

test('shared links do not count as links of the vendor: all five can be shared, and all ten are valid', async () => {
  const { id, token } = await waiting();
  const tokens = [token];
  await share(id, token);
  for (let n = 0; n < 4; n += 1) tokens.push((await makeLink(id)).token);
  const shared = await Promise.all(tokens.map(async (each) => sharedIn(await share(id, each)).token));
  expect(await tokenStatuses(id, [...tokens, ...shared])).toEqual(Array(10).fill(200));
  const sixth = await testStack.request('POST', `/v1/onboardings/${id}/link`);
  expect([sixth.status, sixth.body.detail]).toEqual([409, expect.stringContaining('5 valid links')]);
  const [first] = await listed(id);
  await end(id, `/${first?.id ?? ''}`);
  expect((await makeLink(id)).token).toMatch(/^lkl_/);
});

test('a link that may not launch is 403; one whose onboarding is claimed is 409', async () => {
  const seeing = await waiting({ may: ['see'] });
  const refused = await share(seeing.id, seeing.token);
  expect([refused.status, refused.body.type]).toEqual([403, 'urn:latchkey:problem:link-may-not']);
  const { tenant, id, token } = await waiting();
  await testStack.launch(tenant);
  await testStack.provision(id);
  expect((await share(id, token)).status).toBe(201);
  expect((await testStack.claim(id)).status).toBe(200);
  const late = await share(id, token);
  expect([late.status, late.body.type]).toEqual([409, 'urn:latchkey:problem:wrong-state']);
  expect(late.body.detail).toContain('The onboarding has the status claimed.');
});

test.each([
  [{ message: 'x'.repeat(501) }, '/message'],
  [{ askedBy: 'a tab\t' }, '/askedBy'],
  [{ may: ['see'] }, '/may'],
  [{ expiresInSeconds: 600 }, '/expiresInSeconds'],
  [{ returnUrl: 'https://app.vendor.example/' }, '/returnUrl'],
])('a body with %j is 422 at %s', async (body, pointer) => {
  const { id, token } = await waiting();
  const { status, body: problem } = await share(id, token, body);
  expect([status, problem.errors[0]?.pointer]).toEqual([422, pointer]);
  expect((await listed(id)).length).toBe(1);
});

test('an operator ends a shared link, and does not see it', async () => {
  const { id, token } = await waiting();
  const child = sharedIn(await share(id, token));
  const path = `/v1/onboardings/${id}`;
  expect((await testStack.request('GET', path, undefined, asOperator)).text).not.toContain(child.id);
  expect((await testStack.request('DELETE', `${path}/link/${child.id}`, undefined, asOperator)).status).toBe(204);
  expect(await tokenStatuses(id, [child.token])).toEqual([401]);
});
