import type { SQSEvent } from 'aws-lambda';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { localRegion } from '../local/aws/index.ts';
import { vendorAccountId } from '../local/sandbox/vendor.ts';

/** Starts a webhook receiver that accepts every event. */
export async function startReceiver() {
  let received = 0;
  const server = createServer((request, response) => {
    received += 1;
    request.resume();
    response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver got no port.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    received: () => received,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Returns the SQS event with which Lambda calls the delivery function for the events of an onboarding. */
export function deliveryMessage(onboardingId: string): SQSEvent {
  const record = {
    messageId: onboardingId,
    receiptHandle: '',
    body: JSON.stringify({ onboardingId }),
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:${localRegion}:${vendorAccountId}:latchkey-webhooks`,
    awsRegion: localRegion,
  };
  return { Records: [record] };
}
