import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { Interposed } from '../../local/aws/interpose.ts';
import { formOf } from '../../local/aws/wire.ts';
import type { CallFacts } from './callNames.ts';

const attributes = z.custom<Record<string, AttributeValue>>((given) => typeof given === 'object');
const body = z.looseObject({
  Item: attributes.optional(),
  Key: attributes.optional(),
  IndexName: z.string().optional(),
  QueueName: z.string().optional(),
  QueueUrl: z.string().optional(),
});

/** Reads from a call, as it arrives at the local AWS, what its name is made of. */
export function factsOf({ service, action, caller, request }: Interposed): CallFacts {
  if (service === 'iam' || service === 'sts')
    return { service, action, parameters: formOf(request), callerArn: caller.arn };
  const { Item, Key, IndexName, QueueName, QueueUrl } = body.parse(JSON.parse(request.body.toString('utf8')));
  if (service === 'sqs') return { service, action, queue: QueueName ?? QueueUrl ?? '' };
  const sortKey: unknown = Key === undefined ? undefined : unmarshall(Key)['sk'];
  const about = typeof sortKey === 'string' ? sortKey : IndexName;
  return { service, action, about, ...(Item !== undefined && { item: unmarshall(Item) }) };
}
