import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import type { TestStack } from './testStack.ts';

/** Makes the later look at the account due now. */
export async function makeLookDue(testStack: TestStack, id: string): Promise<void> {
  await testStack.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: 'SET dueTimes.reconcile = :past, dueAt = :past, due = :due',
      ExpressionAttributeValues: { ':past': Date.now() - 1000, ':due': 'due#0' },
    }),
  );
}

/** Makes the later look at the account due now, and waits until a worker has made it. */
export async function lookLater(testStack: TestStack, id: string): Promise<Onboarding> {
  const { version } = await testStack.read(id);
  await makeLookDue(testStack, id);
  return testStack.recordWhen(
    id,
    (record) => record.version > version && !('lease' in record),
    () => `nobody looked at ${id}`,
  );
}
