import { createServer, type Server } from 'node:net';
import { AwsFailure } from '../../lib/core/awsFailure.ts';
import { judgeRetry } from '../../lib/core/judgeRetry.ts';
import { tenantAccounts } from '../../lib/gateways/aws/tenantAccounts.ts';
import { longWindows, shortRequests } from '../support/lateAws.ts';
import { later, type Fault } from '../support/testStack.ts';
import { sampledRows } from '../support/sampledRows.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

const words = /hidden field|Deserialization|@aws-sdk|@smithy|SDK error|\$response/;
const page = '<html><body><h1>Bad Gateway</h1></body></html>';

/** Answers without an error code of AWS, from AWS itself or from a proxy between Latchkey and AWS. */
const answers = [
  { what: 'a 429 without a body', status: 429 },
  { what: 'a 408 without a body', status: 408 },
  { what: 'a 200 that is not XML', status: 200, body: 'Welcome!', contentType: 'text/plain' },
  { what: 'a 200 without a body', status: 200 },
  { what: 'a page of a proxy with the status 200', status: 200, body: page, contentType: 'text/html' },
  { what: 'a page of a proxy with the status 403', status: 403, body: page, contentType: 'text/html' },
  { what: 'half a page of a proxy with the status 403', status: 403, body: '<html><br>', contentType: 'text/html' },
  { what: 'a page of a proxy with the status 502', status: 502, body: page, contentType: 'text/html' },
  { what: 'a 404 without a body', status: 404 },
] as const;

let testStack: VirtualStack;
beforeAll(async () => {
  testStack = await startVirtualStack({ environment: { ...shortRequests, ...longWindows } });
});
afterAll(() => testStack.close());
afterEach(() => testStack.clearFaults());

describe.each(sampledRows<(typeof answers)[number]>(answers, 5))('$what', ({ what: _, ...answer }) => {
  const fault = (operation: string, times?: number): Fault => ({
    operation,
    kind: 'answer',
    ...answer,
    ...(times !== undefined && { times }),
  });

  test.each(['sts:AssumeRole', 'iam:CreateUser', 'iam:CreateAccessKey'])(
    'to %s is a temporary failure: the create goes on',
    async (operation) => {
      const tenant = await testStack.newTenant();
      await testStack.sandbox('POST', 'faults', fault(operation, 1));
      const { status, body } = await testStack.create(tenant);
      expect([status, body.status]).toEqual([201, 'claimed']);
    },
  );

  test('to DeleteUser is a temporary failure: the user does not count as removed', async () => {
    const tenant = await testStack.newTenant();
    const { body } = await testStack.create(tenant);
    await testStack.sandbox('POST', 'faults', fault('iam:DeleteUser', 1));
    const deleted = await testStack.offboard(body.id);
    expect([deleted.status, deleted.body.status]).toEqual([200, 'offboarded']);
    const { Users } = await testStack.root(tenant).listUsers({});
    expect(Users).toEqual([]);
  });
});

test('if every answer of an operation is not XML, the create waits, and its reason quotes no words of the SDK', async () => {
  const tenant = await testStack.newTenant();
  const fault = {
    operation: 'iam:CreatePolicy',
    kind: 'answer',
    status: 200,
    body: 'Welcome!',
    contentType: 'text/xml',
  };
  await testStack.sandbox('POST', 'faults', fault);
  const { status, text, body } = await testStack.create(tenant);
  expect([status, body.status]).toEqual([202, 'provisioning']);
  expect(body.waiting?.reason).toContain(`iam:CreatePolicy with HTTP 200`);
  expect(text).not.toMatch(words);
});

test('a worker completes a create after a proxy has answered in place of AWS', async () => {
  const tenant = await testStack.newTenant();
  await testStack.sandbox('POST', 'faults', { operation: 'iam:*', kind: 'answer', status: 407, body: page, times: 3 });
  const { body } = await testStack.create(tenant, {}, later);
  expect((await testStack.until(body.id, 'ready')).status).toBe('ready');
});

describe('an answer that is not HTTP', () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    server = createServer((socket) => {
      socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(() => new Promise((resolve) => void server.close(resolve)));

  test('is temporary, and its message has no words of the SDK', async () => {
    const before = process.env['AWS_ENDPOINT_URL'];
    process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${String(port)}`;
    const guard = { beforeCall: () => Promise.resolve(), check: () => undefined, signal: new AbortController().signal };
    const accounts = tenantAccounts({ stsRegion: 'us-east-1', requestTimeoutMs: 2000 }, undefined, () =>
      Promise.resolve({ accessKeyId: 'a', secretAccessKey: 'b' }),
    );
    const key = { accessKeyId: 'a', secretAccessKey: 'b' };
    const error: unknown = await accounts.accountOfKey(key, guard).catch((thrown: unknown) => thrown);
    if (before === undefined) delete process.env['AWS_ENDPOINT_URL'];
    else process.env['AWS_ENDPOINT_URL'] = before;
    if (!(error instanceof AwsFailure)) throw new Error(`not a failed call: ${String(error)}`);
    expect(judgeRetry(error, [], 0).kind).toBe('transient');
    expect(error.message).not.toMatch(words);
  });
});
