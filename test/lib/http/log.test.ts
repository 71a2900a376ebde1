import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { createHash } from 'node:crypto';
import { createHandler } from '../../../handlers/createOnboarding.ts';
import { readConfig } from '../../../lib/gateways/config.ts';
import { buildDeps } from '../../../lib/gateways/deps.ts';
import { lambdaContext } from '../../../local/api/lambda.ts';
import { collecting } from '../../support/collectedLog.ts';
import { startHouse, token, type House } from '../../support/house.ts';

let house: House;
beforeAll(async () => {
  house = await startHouse({ sweepEveryMs: 0 });
});
afterAll(() => house.close());

test('no body, header or secret is logged, and the line of a request names it and its onboarding; the table has no secret', async () => {
  const tenant = await house.newTenant();
  const lines: string[] = [];
  const handler = createHandler({ ...buildDeps(readConfig(process.env)), logWith: collecting(lines) });
  const body = JSON.stringify({ ...tenant, blueprint: 'tutum' });
  const http = {
    method: 'POST',
    path: '/v1/onboardings',
    protocol: 'HTTP/1.1',
    sourceIp: '127.0.0.1',
    userAgent: 'canary-agent',
  };
  const event: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey: 'POST /v1/onboardings',
    rawPath: http.path,
    rawQueryString: '',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-canary': 'canary-header' },
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
      http,
    },
    body,
    isBase64Encoded: false,
  };
  const { statusCode, body: answer = '' } = await handler(event, lambdaContext('createOnboarding', 29_000));
  expect(statusCode).toBe(201);
  const [, id = ''] = /"id":"(ob_\w+)"/.exec(answer) ?? [];
  const [, secret = ''] = /"secretAccessKey":"([^"]+)"/.exec(answer) ?? [];
  expect(secret).toHaveLength(40);

  const log = lines.join('\n');
  expect(lines.map((line) => line.includes('request-7') && line.includes(id))).not.toContain(false);
  expect(log).toContain('"message":"request"');
  const table = JSON.stringify(await house.items());
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
