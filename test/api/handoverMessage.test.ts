import { ask, asJson, bearer } from '../support/ask.ts';
import { readMessage } from '../support/messages.ts';
import { asOperator } from '../support/operator.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => {
  testStack.close();
});

/** Returns an onboarding that awaits access, and what launches its stack. */
async function asked() {
  const tenant = testStack.nextTenant();
  const { body } = await testStack.request('POST', '/v1/onboardings', { ...tenant, blueprint: 'tutum' });
  const launch = () =>
    testStack.sandbox('POST', 'launch', { launchUrl: body.access?.launchUrl, accountId: tenant.accountId });
  return { id: body.id, tenant, launch };
}

async function ready() {
  const { launch, ...rest } = await asked();
  await launch();
  expect((await testStack.provision(rest.id)).body.status).toBe('ready');
  return rest;
}

const handover = (id: string, headers: Readonly<Record<string, string>> = bearer, version = '/v1') =>
  ask(testStack, 'GET', `${version}/onboardings/${id}/handover.eml`, headers);
const makeLink = async (id: string, body: object) =>
  (await testStack.request('POST', `/v1/onboardings/${id}/link`, body)).body;

test('is a draft for a mail program that says what was made, and has a place for the link', async () => {
  const { id, tenant } = await ready();
  const { status, headers, text: eml } = await handover(id);
  expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
    200,
    'message/rfc822',
    'no-store',
  ]);
  expect(headers.get('content-disposition')).toBe(`attachment; filename="handover-${id}.eml"`);
  const { headers: fields, subject, text, html } = await readMessage(eml);
  expect(fields.get('x-unsent')).toBe('1');
  expect(new Date(fields.get('date') ?? '').getTime()).toBeGreaterThan(0);
  expect(subject).toBe(`Access of Example Vendor to the AWS account ${tenant.accountId}`);
  for (const each of [text, html]) {
    expect(each).toContain(`:user/latchkey/tutum/`);
    expect(each).toMatch(/Policy \(created\): arn:aws:iam::\d{12}:policy\/\S+\/tutum-policy/);
    expect(each).toContain('[put the link here before you send this]');
    expect(each).toContain('no secret access key');
  }
});

test('has the link whose token asks for it, and says who gets the keys and until when', async () => {
  const { id } = await ready();
  for (const [delivers, words] of [
    ['tenant', 'offers to create the access keys'],
    ['vendor', 'Example Vendor gets the access keys'],
  ] as const) {
    const { url, token, expiresAt } = await makeLink(id, { delivers });
    for (const version of ['/v1', '/v1/link']) {
      const { status, text: eml } = await handover(id, { authorization: `Bearer ${String(token)}` }, version);
      expect(status).toBe(200);
      const { text, html } = await readMessage(eml);
      expect(text).toContain(`Open the link: ${String(url)}\n`);
      expect(html).toContain(`<a href="${String(url)}">`);
      expect(text).toContain(words);
      expect(text).toContain(`${new Date(String(expiresAt)).toISOString().slice(11, 16)} UTC`);
    }
  }
});

test('tells the holder of a shared link that the sender gets the keys, and how to launch the stack', async () => {
  const { id } = await asked();
  const { token } = await makeLink(id, { delivers: 'tenant' });
  const holder = { ...asJson, authorization: `Bearer ${String(token)}` };
  const shared = await testStack.request('POST', `/v1/onboardings/${id}/link/share`, {}, holder);
  const { text: eml } = await handover(id, { authorization: `Bearer ${String(shared.body.token)}` });
  const { text } = await readMessage(eml);
  expect(text).toContain('The person who sent you the link gets the access keys.');
  expect(text).toContain('create the stack');
  expect(text).toContain('Nothing was created in the account.');
});

test('after the claim names the keys by their IDs, and has neither a secret nor a link', async () => {
  const { id } = await ready();
  const { token } = await makeLink(id, { delivers: 'tenant' });
  const [key] = (await testStack.claim(id)).body.credentials ?? [];
  const { text: eml } = await handover(id, { authorization: `Bearer ${String(token)}` });
  const { text, html } = await readMessage(eml);
  expect(text).toContain(`Access key (created): ${String(key?.accessKeyId)}`);
  for (const each of [eml, text, html])
    for (const secret of [key?.secretAccessKey, token]) expect(each).not.toContain(String(secret));
});

test('is in German if Accept-Language prefers it', async () => {
  const { id, tenant } = await ready();
  const { text: eml } = await handover(id, { ...bearer, 'accept-language': 'de-DE, en;q=0.5' });
  const { subject, text } = await readMessage(eml);
  expect(subject).toBe(`Zugriff von Example Vendor auf das AWS-Konto ${tenant.accountId}`);
  expect(text).toContain('Zugriffsschlüssel werden erstellt, wenn jemand sie abholt');
});

test('is for operators too, for every Accept that allows it, and changes nothing', async () => {
  const { id } = await ready();
  const events = async () => (await testStack.request('GET', `/v1/onboardings/${id}/events`)).text;
  const before = await events();
  for (const accept of ['message/rfc822', '*/*', 'message/*, application/json;q=0.1'])
    expect((await handover(id, { ...asOperator, accept })).status).toBe(200);
  for (const accept of ['application/json', 'text/html', 'message/rfc822;q=0']) {
    const { status, text } = await handover(id, { ...bearer, accept });
    expect([status, text.includes('message/rfc822 only')]).toEqual([406, true]);
  }
  expect((await handover(id, { authorization: 'Bearer wrong' })).status).toBe(401);
  expect(await events()).toBe(before);
});
