import type { Message } from '@aws-sdk/client-sqs';
import type { ScheduledEvent, SQSEvent } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import { vendorAccountId } from '../sandbox/vendor.ts';

const region = 'us-east-1';

/** Returns the event that EventBridge passes to a function that runs on a schedule. */
export function scheduledEvent(functionName: string, accountId = vendorAccountId, inRegion = region): ScheduledEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: accountId,
    time: new Date().toISOString(),
    region: inRegion,
    resources: [`arn:aws:events:${inRegion}:${accountId}:rule/latchkey-${functionName}`],
    detail: {},
  };
}

/** Returns the event that Lambda passes to the worker of a queue. */
export function sqsEvent(
  messages: readonly Message[],
  queueArn = `arn:aws:sqs:${region}:${vendorAccountId}:latchkey-work`,
): SQSEvent {
  const [, , , awsRegion = ''] = queueArn.split(':');
  return {
    Records: messages.map(({ MessageId = '', ReceiptHandle = '', Body = '', MD5OfBody = '', Attributes = {} }) => ({
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      md5OfBody: MD5OfBody,
      attributes: {
        ApproximateReceiveCount: Attributes.ApproximateReceiveCount ?? '1',
        SentTimestamp: Attributes.SentTimestamp ?? '',
        SenderId: Attributes.SenderId ?? '',
        ApproximateFirstReceiveTimestamp: Attributes.ApproximateFirstReceiveTimestamp ?? '',
      },
      messageAttributes: {},
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion,
    })),
  };
}

/** Returns an event with one message for each onboarding. The ID of a message is its index in the list. */
export function onboardingMessages(onboardingIds: readonly string[]): SQSEvent {
  return sqsEvent(
    onboardingIds.map((onboardingId, index) => ({
      MessageId: String(index),
      Body: JSON.stringify({ onboardingId }),
    })),
  );
}
