import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { createHandler as createLink } from '../../handlers/createLink.ts';
import { createHandler } from '../../handlers/createOnboarding.ts';
import { createHandler as getOnboarding } from '../../handlers/getOnboarding.ts';
import { createHandler as offboard } from '../../handlers/offboard.ts';
import { createHandler as provision } from '../../handlers/provisionOnboarding.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildDeps } from '../../lib/gateways/deps.ts';
import { lambdaContext } from '../../local/api/lambda.ts';
import { collecting } from '../support/collectedLog.ts';
import { startTestStack, token, type TestStack, type Tenant } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0 });
});
afterAll(() => testStack.close());

interface RequestParts {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly id?: string;
}

/** The event that API Gateway would send for this request. */
function eventOf(method: string, path: string, { headers, body, id }: RequestParts): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...headers },
    requestContext: {
      accountId: '',
      apiId: '',
      domainName: '',
      domainPrefix: '',
      requestId: 'request-7',
      routeKey: '',
      stage: '',
      time: '',
      timeEpoch: 0,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'canary-agent' },
    },
    ...(id !== undefined && { pathParameters: { id } }),
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  };
}

test('no body, header or secret is logged; each log line has the request ID and the onboarding ID; the table has no secret', async () => {
  const tenant = await testStack.newTenant();
  const lines: string[] = [];
  const handler = createHandler({ ...buildDeps(readConfig(process.env)), logWith: collecting(lines) });
  const body = JSON.stringify({ ...tenant, blueprint: 'tutum' });
  const event = eventOf('POST', '/v1/onboardings', {
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
  const table = JSON.stringify(await testStack.items());
  const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
  for (const form of forms) expect([log.includes(form), table.includes(form)]).toEqual([false, false]);
  for (const canary of [
    token,
    'canary-header',
    'canary-agent',
    tenant.tenantId,
    createHash('sha256').update(token).digest('hex'),
  ]) {
    expect(log).not.toContain(canary);
  }
});

test('no link token and no external ID is logged when it is created, used, returned or refused', async () => {
  const waiting = testStack.nextTenant();
  const outdated = await testStack.newTenant({ region: 'us-west-2' });
  const open = await testStack.newTenant();
  await testStack.openTrust(open, ({ Condition: _, ...statement }) => statement);
  const lines: string[] = [];
  const deps = { ...buildDeps(readConfig(process.env)), logWith: collecting(lines) };
  const context = () => lambdaContext('anything', 29_000);
  const vendor = { authorization: `Bearer ${token}` };
  const create = (tenant: Tenant) => {
    const body = JSON.stringify({ ...tenant, blueprint: 'tutum' });
    return createHandler(deps)(eventOf('POST', '/v1/onboardings', { headers: vendor, body }), context());
  };
  const { body: made = '' } = await create(waiting);
  const refused = [await create(outdated), await create(open)];
  expect(refused.map(({ statusCode }) => statusCode)).toEqual([409, 409]);
  const { id, link, access } = created.parse(JSON.parse(made));
  const headers = { authorization: `Bearer ${link.token}` };
  const path = `/v1/onboardings/${id}`;
  const answers = [
    await getOnboarding(deps)(eventOf('GET', path, { headers, id }), context()),
    await provision(deps)(eventOf('POST', `${path}/provision`, { headers, id }), context()),
    await offboard(deps)(eventOf('DELETE', path, { headers, id }), context()),
    await createLink(deps)(eventOf('POST', `${path}/link`, { headers: vendor, id }), context()),
    await getOnboarding(deps)(eventOf('GET', path, { headers, id }), context()),
  ];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 401, 201, 401]);

  const log = lines.join('\n');
  expect(lines.length).toBeGreaterThanOrEqual(8);
  const accesses = (await testStack.items()).flatMap(({ externalId }) =>
    typeof externalId === 'string' ? externalId : [],
  );
  expect(accesses).toContain(access.externalId);
  const { link: next } = await testStack.read(id);
  const tokens = [link.token, link.token.slice(-43), 'lkl_', next?.sha256 ?? 'lkl_'];
  for (const canary of [...accesses, ...tokens]) expect(log).not.toContain(canary);
});

const created = z.object({
  id: z.string(),
  link: z.object({ token: z.string() }),
  access: z.object({ externalId: z.string() }),
});
