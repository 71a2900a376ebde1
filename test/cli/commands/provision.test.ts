import { commandLineFor } from '../../support/commandLine.ts';
import { startTestStack, token, type TestStack } from '../../support/testStack.ts';

let stack: TestStack;
let line: ReturnType<typeof commandLineFor>;
beforeAll(async () => {
  stack = await startTestStack();
  line = commandLineFor({ LATCHKEY_URL: stack.url, LATCHKEY_TOKEN: token });
});
afterAll(() => stack.close());

test('continues after the launch, and is refused before it', async () => {
  const tenant = stack.nextTenant();
  const { body } = await stack.request('POST', '/v1/onboardings', { ...tenant, blueprint: 'tutum' });
  const before = await line.latchkey(`provision ${body.id}`);
  expect({ code: before.code, stdout: before.stdout }).toEqual({ code: 1, stdout: '' });
  expect(before.stderr).toMatch(
    /The tenant has to launch this stack:[^]*When the tenant has launched[^]*role-not-usable/,
  );
  await stack.launch(tenant);
  const after = await line.latchkey(`provision ${body.id}`);
  expect(after).toEqual({
    code: 0,
    stdout: expect.stringMatching(/Status +ready\n[^]*To issue the keys: latchkey claim ob_\w+\n$/),
    stderr: expect.stringMatching(/✓ create-user tutum/),
  });
});
