import * as z from 'zod';
import type { TestStack } from './testStack.ts';

const callsSchema = z.object({ calls: z.array(z.object({ operation: z.string() })) });

const reading =
  /^dynamodb:(?:GetItem|BatchGetItem|Query|Scan)$|^sqs:(?:ReceiveMessage|GetQueueUrl|GetQueueAttributes)$/;

/** Every call that AWS has had since `before` and that may have made or changed something; reads of the table and the worker's looks at its queue may not. */
export async function changesSince(testStack: TestStack, before: number): Promise<readonly string[]> {
  return (await operations(testStack)).slice(before).filter((operation) => !reading.test(operation));
}

/** How many calls AWS has had. */
export async function callCount(testStack: TestStack): Promise<number> {
  return (await operations(testStack)).length;
}

async function operations(testStack: TestStack): Promise<readonly string[]> {
  return callsSchema.parse(await testStack.sandbox('GET', 'calls')).calls.map(({ operation }) => operation);
}
