import * as z from 'zod';
import { asOperator } from '../support/operator.ts';
import type { Answer } from '../support/stackRequests.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ environment: { LATCHKEY_RETURN_ORIGINS: 'https://app.vendor.example' } });
});
afterAll(() => {
  testStack.close();
});

const as = (token: string) => ({ authorization: `Bearer ${token}` });
const makeLink = (id: string, body?: object) => testStack.request('POST', `/v1/onboardings/${id}/link`, body);
const getAs = (id: string, token: string) => testStack.request('GET', `/v1/onboardings/${id}`, undefined, as(token));
const tokenOf = ({ body }: Answer) => body.link?.token ?? '';

/** Creates an onboarding in awaiting_access, and returns it with the token of its link. */
async function waiting(body: object = {}) {
  const tenant = testStack.nextTenant();
  const answer = await testStack.create(tenant, body);
  return { tenant, id: answer.body.id, token: tokenOf(answer) };
}

const hour = 3600;
const week = 7 * 24 * hour;

/** The embeddings, overrides and isolates of Unicode Standard Annex 9, in hexadecimal. */
const redirecting = ['202A', '202B', '202C', '202D', '202E', '2066', '2067', '2068', '2069'];

const mayNot = 'urn:latchkey:problem:link-may-not';
/** The two calls that create a link, each with the pointer to the link in its body. */
const makers = [
  { call: 'a create', pointer: '/link', send: (link: object) => testStack.create(testStack.nextTenant(), { link }) },
  { call: 'POST link', pointer: '', send: async (link: object) => makeLink((await waiting()).id, link) },
];

describe.each(makers)('a link of $call', ({ pointer, send }) => {
  test.each([
    { link: {}, may: ['see', 'launch'], delivers: 'vendor', seconds: week },
    { link: { may: ['see'] }, may: ['see'], delivers: 'vendor', seconds: week },
    { link: { delivers: 'tenant' }, may: ['see', 'launch', 'claim'], delivers: 'tenant', seconds: hour },
    { link: { delivers: 'tenant', may: ['see', 'claim'] }, may: ['see', 'claim'], delivers: 'tenant', seconds: hour },
    { link: { delivers: 'tenant', may: ['launch', 'see'] }, may: ['see', 'launch'], delivers: 'tenant', seconds: week },
  ])('of $link may $may, for $seconds seconds', async ({ link, may, delivers, seconds }) => {
    const before = testStack.now();
    const { status, body } = await send(link);
    const made = pointer === '' ? body : body.link;
    expect([status, made]).toEqual([201, expect.objectContaining({ may, delivers })]);
    const valid = (Date.parse(String(made?.['expiresAt'])) - before) / 1000;
    expect(valid).toBeGreaterThanOrEqual(seconds);
    expect(valid).toBeLessThan(seconds + 30);
  });

  test.each(redirecting)('with U+%s, which changes the direction of text, is 422', async (code) => {
    const text = `txt${String.fromCodePoint(parseInt(code, 16))}exe`;
    for (const name of ['message', 'askedBy']) {
      const { status, body } = await send({ [name]: text });
      expect([status, body.errors.map(({ pointer: at }) => at)]).toEqual([422, [`${pointer}/${name}`]]);
    }
  });

  test('that claims for the vendor is 403, because only the vendor’s back end claims such keys', async () => {
    const { status, body } = await send({ may: ['see', 'claim'] });
    expect([status, body.type]).toEqual([403, mayNot]);
  });

  test.each([
    { link: { delivers: 'tenant', expiresInSeconds: 3601 }, at: '/expiresInSeconds' },
    { link: { may: ['launch'] }, at: '/may' },
    { link: { may: ['offboard'] }, at: '/may/0' },
    { link: { delivers: 'nobody' }, at: '/delivers' },
    { link: { message: 'x'.repeat(501) }, at: '/message' },
    { link: { message: 'a tab\t' }, at: '/message' },
    { link: { askedBy: 'x'.repeat(101) }, at: '/askedBy' },
    { link: { message: `Z${'\u0335'.repeat(9)}` }, at: '/message' },
    { link: { message: '\n\n' }, at: '/message' },
    { link: { askedBy: 'two\nlines' }, at: '/askedBy' },
    { link: { askedBy: 'two\u2028lines' }, at: '/askedBy' },
    { link: { askedBy: `Z${'\u030D'.repeat(9)}` }, at: '/askedBy' },
    { link: { askedBy: ' \u200B' }, at: '/askedBy' },
    { link: { returnUrl: 'https://elsewhere.example/' }, at: '/returnUrl' },
    { link: { returnUrl: 'http://app.vendor.example/' }, at: '/returnUrl' },
    { link: { returnUrl: 'https://app.vendor.example@elsewhere.example/' }, at: '/returnUrl' },
    { link: { returnUrl: 'https://app.vendor.example:8443/' }, at: '/returnUrl' },
    { link: { returnUrl: 'https://bank.example@app.vendor.example/' }, at: '/returnUrl' },
  ])('of $link is 422 at $at', async ({ link, at }) => {
    const { status, body } = await send(link);
    expect([status, body.errors[0]?.pointer]).toEqual([422, `${pointer}${at}`]);
    expect(body.detail).toMatch(/^Nothing was created\. /);
  });

  test('with 500 characters of any script in two lines, an asker and a page of a listed origin is created', async () => {
    const message = `${'語'.repeat(249)}\n${'\u{1F511}'.repeat(250)}`;
    const { status } = await send({
      message,
      askedBy: 'Zoe\u0308\u0323 🔑',
      returnUrl: 'https://app.vendor.example/back?x=1',
    });
    expect(status).toBe(201);
  });
});

test.each([
  { may: ['see'], provision: 403, claim: 403 },
  { may: ['see', 'launch'], provision: 200, claim: 403 },
  { may: ['see', 'claim'], provision: 403, claim: 409 },
])('a link that may $may gets $provision for provision and $claim for a claim', async ({ may, provision, claim }) => {
  const { tenant, id, token } = await waiting({ link: { delivers: 'tenant', may } });
  await testStack.launch(tenant);
  const answers = [
    await getAs(id, token),
    await testStack.provision(id, as(token)),
    await testStack.claim(id, as(token)),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, provision, claim]);
  for (const { status, body } of answers) expect(body.type === mayNot).toBe(status === 403);
});

test('a link still sees after its claim, until it expires', async () => {
  const { tenant, id, token } = await waiting({ link: { delivers: 'tenant' } });
  const see = async () => {
    const [onboarding, review] = [
      await getAs(id, token),
      await testStack.ask('GET', `/v1/onboardings/${id}/review`, undefined, as(token)),
    ];
    return [onboarding.status, review.status];
  };
  await testStack.launch(tenant);
  await testStack.provision(id, as(token));
  expect((await testStack.claim(id, as(token))).status).toBe(200);
  expect(await see()).toEqual([200, 200]);
  // What the claim took is less than a minute.
  await testStack.pass((hour - 60) * 1000);
  expect(await see()).toEqual([200, 200]);
  await testStack.pass(60_000);
  expect(await see()).toEqual([401, 401]);
});

test('two links that claim at once get the keys once', async () => {
  const { tenant, id, token } = await waiting({ link: { delivers: 'tenant' } });
  const second = String((await makeLink(id, { delivers: 'tenant' })).body['token']);
  await testStack.launch(tenant);
  await testStack.provision(id);
  const answers = await Promise.all([token, second].map((each) => testStack.claim(id, as(each))));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
});

test('the back end sees the links of an onboarding without their tokens, and ends one of them; links and operators do not see them', async () => {
  const link = { message: 'Please connect', askedBy: 'Zoë' };
  const { id, token } = await waiting({ link });
  const second = String((await makeLink(id)).body['token']);
  const { text } = await testStack.get(id);
  const { links } = listed.parse(JSON.parse(text));
  expect(links).toEqual([
    expect.objectContaining({ ...link, may: ['see', 'launch'], delivers: 'vendor', madeBy: 'local' }),
    expect.objectContaining({ may: ['see', 'launch'] }),
  ]);
  expect(text).not.toContain('lkl_');
  for (const { sha256 } of (await testStack.read(id)).links ?? []) expect(text).not.toContain(sha256);
  for (const each of [
    await getAs(id, token),
    await testStack.request('GET', `/v1/onboardings/${id}`, undefined, asOperator),
  ])
    expect([each.status, each.text.includes('"links"')]).toEqual([200, false]);
  const end = () => testStack.request('DELETE', `/v1/onboardings/${id}/link/${links[0]?.id ?? ''}`);
  expect([(await end()).status, (await end()).status]).toEqual([204, 204]);
  expect([(await getAs(id, token)).status, (await getAs(id, second)).status]).toEqual([401, 200]);
  const trail = (await testStack.request('GET', `/v1/onboardings/${id}/events`)).text;
  expect(trail.match(/"revoke-link"/g)).toHaveLength(1);
});

const listed = z.object({ links: z.array(z.looseObject({ id: z.string() })) });
