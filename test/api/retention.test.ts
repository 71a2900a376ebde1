import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { eventuallyTrue } from '../support/eventually.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 100, environment: { LATCHKEY_RETENTION_DAYS: '30' } });
});
afterAll(() => testStack.close());

const days30 = 30 * 24 * 3_600_000;
const table = 'latchkey-state';
/** Changes the record to what it is when its retention time is over. */
const makeDue = (id: string) =>
  testStack.table.send(
    new UpdateCommand({
      TableName: table,
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: 'SET dueTimes.retention = :past, dueAt = :past, due = :due',
      ExpressionAttributeValues: { ':past': 1, ':due': 'due#0' },
    }),
  );
const itemsOf = async (id: string) => (await testStack.items()).filter((item) => JSON.stringify(item).includes(id));

test('the record of an onboarding that has ended is erased when its retention time is over, with its slot', async () => {
  const tenant = await testStack.newTenant();
  const { id } = (await testStack.create(tenant)).body;
  expect((await testStack.read(id)).dueTimes.retention).toBeUndefined();
  await testStack.offboard(id);
  const { dueTimes, updatedAt } = await testStack.read(id);
  expect(dueTimes.retention).toBe(updatedAt + days30);
  await makeDue(id);
  await eventuallyTrue(async () => (await itemsOf(id)).length === 0, 'the record is still there');
  expect((await testStack.get(id)).status).toBe(404);
});

test('a record that is still needed is kept, however old it is', async () => {
  const tenant = await testStack.newTenant();
  await testStack.root(tenant).createUser({ UserName: 'tutum' });
  const failed = (await testStack.create(tenant)).body.onboarding ?? '';
  expect((await testStack.read(failed)).dueTimes.retention).toBeUndefined();
  const other = await testStack.newTenant();
  const { id } = (await testStack.create(other)).body;
  await testStack.offboard(id);
  const left = { type: 'policy', name: 'p', arn: 'arn:aws:iam::111122223333:policy/x/p', status: 'left' };
  await testStack.table.send(
    new UpdateCommand({
      TableName: table,
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: 'SET resources = :left',
      ExpressionAttributeValues: { ':left': [left] },
    }),
  );
  await makeDue(id);
  await testStack.recordWhen(
    id,
    ({ dueTimes }) => dueTimes.retention === undefined,
    () => 'the record is still due',
  );
  expect((await testStack.get(id)).text).toContain('"status":"left"');
});
