import { protectTable } from '../../../infra/plugin/deletionProtection.ts';
import { jsonAnswer, jsonError, operationOf, startAccount, type Answers } from './fakeAccount.ts';
import { providerAt } from './fakeFramework.ts';

let account: Awaited<ReturnType<typeof startAccount>>;
let answers: Answers;

beforeAll(async () => {
  account = await startAccount(() => answers);
});
afterAll(() => account.close());
beforeEach(() => {
  account.received.length = 0;
});

const protect = () => protectTable(providerAt(account.url), 'example-state');
const table = (DeletionProtectionEnabled: boolean) => jsonAnswer({ Table: { DeletionProtectionEnabled } });

test('the deletion protection of the table is switched on if it is off', async () => {
  answers = { DescribeTable: table(false), UpdateTable: jsonAnswer({}) };
  await expect(protect()).resolves.toBe(true);
  const bodies = account.received.map(({ body }): unknown => JSON.parse(body));
  expect(bodies.at(-1)).toEqual({ TableName: 'example-state', DeletionProtectionEnabled: true });
});

test('a table that is protected is not changed', async () => {
  answers = { DescribeTable: table(true) };
  await expect(protect()).resolves.toBe(false);
  expect(account.received.map(operationOf)).toEqual(['DescribeTable']);
});

test('if DynamoDB refuses, the error has the command that switches it on', async () => {
  answers = { DescribeTable: table(false), UpdateTable: jsonError('AccessDeniedException') };
  await expect(protect()).rejects.toThrow(
    /stack is deployed, but the table example-state has no deletion protection yet: .* --region eu-west-1 --table-name example-state --deletion-protection-enabled$/,
  );
});
