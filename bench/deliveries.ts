import type { SQSEvent } from 'aws-lambda';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { localRegion } from '../local/aws/index.ts';
import { vendorAccountId } from '../local/sandbox/vendor.ts';

/** A webhook's other end that takes everything. */
export async function startTaker() {
  let taken = 0;
  const server = createServer((request, response) => {
    taken += 1;
    request.resume();
    response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver got no port.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    taken: () => taken,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The message that asks for the events of an onboarding, as Lambda hands it over. */
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
