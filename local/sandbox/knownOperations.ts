import { iamOperations } from './iam/operations.ts';
import { stsOperations } from './sts.ts';

/**
 * The operations that the local AWS supports: those of dynalite, and all of SQS. The service names are also those in
 * the `operation` of a fault.
 */
const actions = {
  sts: Object.keys(stsOperations),
  iam: Object.keys(iamOperations),
  dynamodb:
    'BatchGetItem BatchWriteItem CreateTable DeleteItem DeleteTable DescribeTable DescribeTimeToLive GetItem ListTables ListTagsOfResource PutItem Query Scan TagResource UntagResource UpdateItem UpdateTable'.split(
      ' ',
    ),
  sqs: 'AddPermission CancelMessageMoveTask ChangeMessageVisibility ChangeMessageVisibilityBatch CreateQueue DeleteMessage DeleteMessageBatch DeleteQueue GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListMessageMoveTasks ListQueueTags ListQueues PurgeQueue ReceiveMessage RemovePermission SendMessage SendMessageBatch SetQueueAttributes StartMessageMoveTask TagQueue UntagQueue'.split(
    ' ',
  ),
} as const satisfies Record<string, readonly string[]>;

/** The services of the local AWS. */
export const services = Object.keys(actions);

/** All operations that the local AWS supports, such as `iam:CreateUser`. */
export const knownOperations: ReadonlySet<string> = new Set(
  Object.entries(actions).flatMap(([service, names]) => names.map((name) => `${service}:${name}`)),
);
