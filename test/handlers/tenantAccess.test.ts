import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => testStack.close());

const ask = (more: object = {}) =>
  testStack.request('POST', '/v1/tenants/acme/access', { accountId: '700000000009', blueprint: 'tutum', ...more });

test('the answer has a link and a command that create the stack, and a command that updates it', async () => {
  const { status, body } = await ask();
  expect(status).toBe(200);
  expect(body).toMatchObject({
    launchRegion: 'us-east-1',
    launchUrl: expect.stringContaining('region=us-east-1#/stacks/quickcreate'),
    cliCommand: expect.stringMatching(/^aws cloudformation create-stack --region us-east-1 /),
    updateCommand: expect.stringMatching(/^aws cloudformation update-stack --region us-east-1 /),
  });
});

test('launchRegion sets the region of the link and the commands, for later requests as well', async () => {
  const given = await ask({ launchRegion: 'eu-central-1' });
  expect(given.body).toMatchObject({
    launchRegion: 'eu-central-1',
    launchUrl: expect.stringContaining('region=eu-central-1#/stacks/quickcreate'),
    updateCommand: expect.stringContaining('--region eu-central-1'),
  });
  expect((await ask()).body).toEqual(given.body);
  const created = await testStack.create({ tenantId: 'acme', accountId: '700000000009' });
  expect(created.body.access).toMatchObject({ launchRegion: 'eu-central-1' });
});

test('the answer names every invalid field at once', async () => {
  const { status, body } = await ask({ accountId: '1', blueprint: 'docker', launchRegion: 'mars-1' });
  expect([status, body.errors.map(({ pointer }) => pointer)]).toEqual([
    422,
    ['/accountId', '/blueprint', '/launchRegion'],
  ]);
  expect(body.detail).toMatch(/^Nothing was created\. /);
});

test.each(['mars-1', 'cn-north-1', ''])(
  'the launch region %j is 422, because the partition does not have it',
  async (launchRegion) => {
    const { status, body } = await ask({ launchRegion });
    expect([status, body.errors[0]?.pointer]).toEqual([422, '/launchRegion']);
    expect(body.errors[0]?.detail).toBe('must be a region of the partition aws, for example us-east-1.');
  },
);
