import * as z from 'zod';
import { createHandler as createLink } from '../../handlers/createLink.ts';
import { createHandler } from '../../handlers/createOnboarding.ts';
import { createHandler as getOnboarding } from '../../handlers/getOnboarding.ts';
import { createHandler as offboard } from '../../handlers/offboard.ts';
import { createHandler as provision } from '../../handlers/provisionOnboarding.ts';
import { createHandler as shareLink } from '../../handlers/shareLink.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildDeps } from '../../lib/gateways/deps.ts';
import { lambdaContext } from '../../local/api/lambda.ts';
import { leaks } from '../faults/secrets.ts';
import { apiEvent } from '../support/apiEvent.ts';
import { collecting } from '../support/collectedLog.ts';
import { issuingSandbox } from '../support/issuingSandbox.ts';
import { sha256 } from '../support/sha256.ts';
import { startTestStack, token, type TestStack, type Tenant } from '../support/testStack.ts';

const { sandbox, issued } = issuingSandbox();
let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, sandbox });
});
afterAll(() => testStack.close());

test('no body, header or secret is logged, and the line of a request names it and its onboarding; the table has no secret', async () => {
  const tenant = await testStack.newTenant();
  const lines: string[] = [];
  const handler = createHandler({ ...buildDeps(readConfig(process.env)), logWith: collecting(lines) });
  const body = JSON.stringify({ ...tenant, blueprint: 'tutum' });
  const event = apiEvent('POST', '/v1/onboardings', {
    headers: { authorization: `Bearer ${token}`, 'x-canary': 'canary-header' },
    body,
  });
  const { statusCode, body: answer = '' } = await handler(event, lambdaContext('createOnboarding', 29_000));
  expect(statusCode).toBe(201);
  const [, id = ''] = /"id":"(ob_\w+)"/.exec(answer) ?? [];
  const [, secret = ''] = /"secretAccessKey":"([^"]+)"/.exec(answer) ?? [];
  expect(secret).toHaveLength(40);

  const log = lines.join('\n');
  expect(lines.map((line) => line.includes('request-7') && line.includes(id))).not.toContain(false);
  expect(log).toContain('"message":"request"');
  // The key's secret, and those of the sessions that it was made in, with their tokens.
  expect(issued).toContain(secret);
  expect(issued.filter((each) => each.length > 100).length).toBeGreaterThan(0);
  expect(leaks(issued, { log, table: JSON.stringify(await testStack.items()) })).toEqual([]);
  for (const canary of [token, 'canary-header', 'canary-agent', tenant.tenantId, sha256(token)]) {
    expect(log).not.toContain(canary);
  }
});

test('no link token and no external ID is logged when it is created, used, returned or refused', async () => {
  const waiting = testStack.nextTenant();
  const outdated = await testStack.newTenant({ region: 'us-west-2' });
  const open = await testStack.newTenant();
  await testStack.openTrust(open, ({ Condition: _, ...statement }) => statement);
  const lines: string[] = [];
  const texts = { message: 'Canary message', askedBy: 'Canary asker' };
  const deps = { ...buildDeps(readConfig(process.env)), logWith: collecting(lines) };
  const context = () => lambdaContext('anything', 29_000);
  const vendor = { authorization: `Bearer ${token}` };
  const create = (tenant: Tenant) => {
    const body = JSON.stringify({ ...tenant, blueprint: 'tutum', link: texts });
    return createHandler(deps)(apiEvent('POST', '/v1/onboardings', { headers: vendor, body }), context());
  };
  const { body: made = '' } = await create(waiting);
  const refused = [await create(outdated), await create(open)];
  expect(refused.map(({ statusCode }) => statusCode)).toEqual([409, 409]);
  const { id, link, access } = created.parse(JSON.parse(made));
  const headers = { authorization: `Bearer ${link.token}` };
  const path = `/v1/onboardings/${id}`;
  const answers = [
    await getOnboarding(deps)(apiEvent('GET', path, { headers, id }), context()),
    await provision(deps)(apiEvent('POST', `${path}/provision`, { headers, id }), context()),
    await offboard(deps)(apiEvent('DELETE', path, { headers, id }), context()),
    await createLink(deps)(
      apiEvent('POST', `${path}/link`, { headers: vendor, id, body: JSON.stringify(texts) }),
      context(),
    ),
    await shareLink(deps)(
      apiEvent('POST', `${path}/link/share`, { headers, id, body: JSON.stringify(texts) }),
      context(),
    ),
    await getOnboarding(deps)(apiEvent('GET', path, { headers, id }), context()),
  ];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 401, 201, 201, 200]);

  const log = lines.join('\n');
  expect(lines.length).toBeGreaterThanOrEqual(8);
  const accesses = (await testStack.items()).flatMap(({ externalId }) =>
    typeof externalId === 'string' ? externalId : [],
  );
  expect(accesses).toContain(access.externalId);
  const { links = [], events } = await testStack.read(id);
  expect(links).toHaveLength(3);
  const hashes = links.map(({ sha256 }) => sha256);
  const tokens = [link.token, link.token.slice(-43), 'lkl_', ...hashes];
  for (const canary of Object.values(texts)) expect(JSON.stringify(events)).not.toContain(canary);
  for (const canary of [...accesses, ...tokens, ...Object.values(texts)]) expect(log).not.toContain(canary);
});

const created = z.object({
  id: z.string(),
  link: z.object({ token: z.string() }),
  access: z.object({ externalId: z.string() }),
});
