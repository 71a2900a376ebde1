import { DescribeTableCommand, DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import type { AwsProvider } from './framework.ts';

/**
 * Switches on the deletion protection of the state table. This is a step of its own after each deploy, because a rollback
 * of the deploy that creates the table has to delete it.
 *
 * @returns whether the protection was off before.
 * @throws Error with the command that switches it on, if DynamoDB refuses a call.
 */
export async function protectTable(provider: AwsProvider, TableName: string): Promise<boolean> {
  const client = new DynamoDBClient(await provider.getAwsSdkV3Config());
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    if (Table?.DeletionProtectionEnabled === true) return false;
    await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: true }));
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The stack is deployed, but the table ${TableName} has no deletion protection yet: ${reason} Deploy again, or run: aws dynamodb update-table --region ${provider.getRegion()} --table-name ${TableName} --deletion-protection-enabled`,
      { cause: error },
    );
  }
}
