import { iamOperations } from './iam/operations.ts';
import { stsOperations } from './sts.ts';

/** What the emulators answer: dynalite's operations, and all that SQS has. A service stands in a fault as here. */
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

export const services = Object.keys(actions);

/** Every operation that the local AWS answers, as `iam:CreateUser`. */
export const knownOperations: ReadonlySet<string> = new Set(
  Object.entries(actions).flatMap(([service, names]) => names.map((name) => `${service}:${name}`)),
);
