import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { TestStack } from './testStack.ts';

/** What a worker does that finds the lease of an onboarding over: it moves the version, the owner and the attempt. */
export async function takeOver({ table }: TestStack, id: string): Promise<void> {
  const counters = ['version', 'attempts', 'lease.attempt'].map((name) => `${name} = ${name} + :one`).join(', ');
  await table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${id}`, sk: 'record' },
      UpdateExpression: `SET ${counters}, lease.#owner = :other, writer = :other`,
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':one': 1, ':other': 'another-process' },
    }),
  );
}
