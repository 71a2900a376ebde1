import type { SQSEvent, ScheduledEvent } from 'aws-lambda';

/** The event with which EventBridge invokes the sweep. */
export const scheduled: ScheduledEvent = {
  version: '0',
  id: 'sweep',
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: '',
  time: '',
  region: '',
  resources: [],
  detail: {},
};

/** Returns the event with which SQS invokes a worker, with a message for each onboarding. */
export function sqsEvent(onboardingIds: readonly string[]): SQSEvent {
  const attributes = {
    ApproximateReceiveCount: '1',
    SentTimestamp: '',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '',
  };
  const rest = { receiptHandle: '', attributes, messageAttributes: {}, md5OfBody: '', eventSource: 'aws:sqs' };
  const source = { eventSourceARN: '', awsRegion: '' };
  return {
    Records: onboardingIds.map((onboardingId, index) => ({
      ...rest,
      ...source,
      messageId: String(index),
      body: JSON.stringify({ onboardingId }),
    })),
  };
}
