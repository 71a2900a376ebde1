import { request } from 'node:http';
import * as z from 'zod';
import { startTestStack, type TestStack } from '../../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => testStack.close());

const form = z.object({
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
  capability: z.string(),
});
const made = z.object({ stackId: z.string(), status: z.string() });

async function launchUrlFor({ tenantId, accountId }: { readonly tenantId: string; readonly accountId: string }) {
  const { body } = await testStack.request('POST', '/v1/onboardings', { tenantId, accountId, blueprint: 'tutum' });
  return { id: body.id, launchUrl: body.access?.launchUrl ?? '' };
}

test('the launch link of the local stack opens the console of the sandbox, with the path that AWS’s console has', async () => {
  const { launchUrl } = await launchUrlFor(testStack.nextTenant());
  expect(launchUrl.startsWith(`${testStack.awsUrl}/cloudformation/home?region=us-east-1#/stacks/quickcreate?`)).toBe(
    true,
  );
  const page = await fetch(launchUrl);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const text = await page.text();
  expect(text).toContain('not AWS');
  expect(text).toContain('Signed in to account');
});

/** Returns the paths of the page and of every file that it loads. */
async function loaded(path = '/cloudformation/home', known = new Set<string>()): Promise<ReadonlySet<string>> {
  known.add(path);
  const text = await (await fetch(`${testStack.awsUrl}${path}`)).text();
  for (const [, absolute, relative = ''] of text.matchAll(/(?:href|src)="(\/[^"]+)"|from '\.\/([^']+)'/g)) {
    const link = absolute ?? `/cloudformation/${relative}`;
    if (!known.has(link)) await loaded(link, known);
  }
  return known;
}

test('the console and each file that it loads allow no other host, and are never shown in a frame', async () => {
  const paths = [...(await loaded())];
  expect(paths).toHaveLength(9);
  for (const path of paths) {
    const answer = await fetch(`${testStack.awsUrl}${path}`);
    expect([path, answer.status, answer.headers.get('x-content-type-options')]).toEqual([path, 200, 'nosniff']);
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(await answer.text()).not.toMatch(/\/\/[\w-]+\.\w|innerHTML|style="/);
  }
});

test('a tenant that goes through the console gets its keys, and can delete the stack when it is offboarded', async () => {
  const tenant = testStack.nextTenant();
  const { id, launchUrl } = await launchUrlFor(tenant);
  const { parameters, capability } = form.parse(await testStack.sandbox('POST', 'quick-create', { launchUrl }));
  expect(parameters).toContainEqual(expect.objectContaining({ name: 'AccountId', value: tenant.accountId }));
  const launch = { launchUrl, accountId: tenant.accountId, capabilities: [capability] };
  const { stackId } = made.parse(await testStack.sandbox('POST', 'launch', launch));
  const provisioned = await testStack.request('POST', `/v1/onboardings/${id}/provision`);
  expect(provisioned.body.status).toBe('ready');
  await testStack.request('DELETE', `/v1/onboardings/${id}`);
  const [, , , , , path = ''] = stackId.split(':');
  await testStack.sandbox('DELETE', 'launch', { stackName: path.split('/')[1], accountId: tenant.accountId });
  const history = await testStack.sandbox('GET', `stack?${new URLSearchParams({ stackId }).toString()}`);
  expect(history).toMatchObject({ status: 'DELETE_COMPLETE' });
});

test('a launch in another account than that of the link is refused with the message of the template', async () => {
  const { launchUrl } = await launchUrlFor(testStack.nextTenant());
  const { accountId } = testStack.nextTenant();
  await expect(
    testStack.sandbox('POST', 'launch', { launchUrl, accountId, capabilities: ['CAPABILITY_NAMED_IAM'] }),
  ).rejects.toThrow('This link was made for another AWS account (see AccountId).');
});

/** Sends a simple request, as a browser sends one for any page. Returns the status. */
const sent = (method: string, path: string, headers: Readonly<Record<string, string>>) =>
  new Promise((resolve, reject) => {
    const given = request(`${testStack.awsUrl}${path}`, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    given.on('error', reject).end('{}');
  });

test.each([
  { of: 'another site', headers: { origin: 'https://elsewhere.example' }, status: 403 },
  { of: 'another port of this machine', headers: { origin: 'http://127.0.0.1:1' }, status: 403 },
  { of: 'a document without an origin', headers: { origin: 'null' }, status: 403 },
  { of: 'a name that leads to this machine', headers: { host: 'elsewhere.example:4566' }, status: 403 },
  {
    of: 'such a name, with its own origin',
    headers: { host: 'elsewhere.example:4566', origin: 'http://elsewhere.example:4566' },
    status: 403,
  },
  { of: 'the sandbox', headers: { host: 'localhost:4566', origin: 'http://localhost:4566' }, status: 400 },
  { of: 'no page, but a program', headers: {}, status: 400 },
])('a call of the control API by a page of $of is answered with $status', async ({ headers, status }) => {
  expect(await sent('POST', '/_sandbox/launch', headers)).toBe(status);
});
