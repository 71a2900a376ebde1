import { keyOf, startTestStack, type TestStack } from '../../../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => testStack.close());

// IAM answers this where no service has such credentials (IAM API Reference, ListServiceSpecificCredentials).
test('if IAM answers NotSupportedService for service-specific credentials, the user has none and is removed', async () => {
  const tenant = await testStack.newTenant();
  const created = await testStack.create(tenant);
  expect(keyOf(created).userName).toBe('tutum');
  await testStack.sandbox('POST', 'faults', {
    operation: 'iam:ListServiceSpecificCredentials',
    kind: 'answer',
    status: 404,
    code: 'NotSupportedService',
    message: 'The specified service does not support service-specific credentials.',
  });
  const { status, body } = await testStack.offboard(created.body.id);
  expect([status, body.status]).toEqual([200, 'offboarded']);
});
