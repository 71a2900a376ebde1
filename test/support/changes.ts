import * as z from 'zod';
import type { TestStack } from './testStack.ts';

const callsSchema = z.object({ calls: z.array(z.object({ operation: z.string() })) });

const reading =
  /^dynamodb:(?:GetItem|BatchGetItem|Query|Scan)$|^sqs:(?:ReceiveMessage|GetQueueUrl|GetQueueAttributes)$/;

/**
 * Returns the calls since `before` that may have changed something: all except reads of the table and polls of the
 * queue.
 */
export async function changesSince(testStack: Pick<TestStack, 'sandbox'>, before: number): Promise<readonly string[]> {
  return (await operations(testStack)).slice(before).filter((operation) => !reading.test(operation));
}

/** Returns the number of calls that AWS has received. */
export async function callCount(testStack: Pick<TestStack, 'sandbox'>): Promise<number> {
  return (await operations(testStack)).length;
}

async function operations(testStack: Pick<TestStack, 'sandbox'>): Promise<readonly string[]> {
  return callsSchema.parse(await testStack.sandbox('GET', 'calls')).calls.map(({ operation }) => operation);
}
