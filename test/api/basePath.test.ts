import * as z from 'zod';
import { startApiUnder } from '../support/apiUnder.ts';
import { ask, asJson, bearer } from '../support/ask.ts';
import { later, startTestStack, type TestStack } from '../support/testStack.ts';

const link = z.object({ url: z.string(), token: z.string() });
const one = z.object({ id: z.string().default(''), claim: z.string().optional(), link: link.optional() });
const shown = one.extend({ url: z.string().optional(), onboardings: z.array(one).default([]) });

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0 });
});
afterAll(() => testStack.close());

describe.each(['/dev', '/onboarding/v1'])('through the stage or mapping %s', (basePath) => {
  let api: Awaited<ReturnType<typeof startApiUnder>>;
  beforeAll(async () => {
    api = await startApiUnder(basePath, testStack);
  });
  afterAll(() => api.close(0));

  /** Sends a request to a path of the API, or to a link from an answer. */
  const send = async (method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) => {
    const url = `${api.url}${path.startsWith(basePath) ? '' : basePath}${path}`;
    const sent = await fetch(url, {
      method,
      headers: { ...(body === undefined ? bearer : asJson), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: sent.status, headers: sent.headers, body: shown.parse(await sent.json()) };
  };

  test('the Location of a create leads to the onboarding, and its link to the page', async () => {
    const key = { 'idempotency-key': `under ${basePath}`.replaceAll(/\W/g, '-') };
    const create = { ...testStack.nextTenant(), blueprint: 'tutum' };
    const first = await send('POST', '/v1/onboardings', create, key);
    const replay = await send('POST', '/v1/onboardings', create, key);
    const { id } = first.body;
    const linkUrl = (await send('POST', `/v1/onboardings/${id}/link`, {})).body.url;
    const locations = [first.headers.get('location'), replay.headers.get('location')];
    expect(locations).toEqual(Array(2).fill(`${basePath}/v1/onboardings/${id}`));
    expect((await send('GET', locations[0] ?? '')).body.id).toBe(id);
    for (const url of [first.body.link?.url, linkUrl]) {
      expect(url).toMatch(new RegExp(`^${api.url}${basePath}/onboard#lkl_${id.slice(3)}_[\\w-]{43}$`));
      const page = await fetch(url ?? '');
      const [, script = ''] = /<script type="module" src="([^"]+)"/.exec(await page.text()) ?? [];
      expect([page.status, (await fetch(new URL(script, url))).status]).toEqual([200, 200]);
    }
  });

  test('the Location of a 202 leads to the onboarding, and the link to its claim works, which the list has too', async () => {
    const tenant = await testStack.newTenant();
    const { body, headers } = await send('POST', '/v1/onboardings', { ...tenant, blueprint: 'tutum' }, later);
    await testStack.until(body.id, 'ready');
    const { claim } = (await send('GET', headers.get('location') ?? '')).body;
    const list = await send('GET', `/v1/onboardings?tenantId=${tenant.tenantId}`);
    expect([claim, list.body.onboardings[0]?.claim]).toEqual(
      Array(2).fill(`${basePath}/v1/onboardings/${body.id}/credentials`),
    );
    expect((await send('POST', claim ?? '')).status).toBe(200);
  });

  test('the holder of a link follows the link to the claim under /v1/link', async () => {
    const tenant = await testStack.newTenant();
    const create = { ...tenant, blueprint: 'tutum', link: { delivers: 'tenant' } };
    const { id, link: made } = (await send('POST', '/v1/onboardings', create, later)).body;
    await testStack.until(id, 'ready');
    const as = { authorization: `Bearer ${made?.token ?? ''}` };
    const { claim } = (await send('GET', `/v1/link/onboardings/${id}`, undefined, as)).body;
    expect(claim).toBe(`${basePath}/v1/link/onboardings/${id}/credentials`);
    expect((await send('POST', claim ?? '', undefined, as)).status).toBe(200);
  });

  test('a known path with another method is 405', async () => {
    const { status, headers } = await ask(api, 'PUT', `${basePath}/v1/onboardings`);
    expect([status, headers.get('allow')]).toEqual([405, 'POST, GET']);
  });
});
