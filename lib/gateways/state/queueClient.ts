import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { CallGuard } from '../../core/ports.ts';
import { abortedBy } from '../aws/awsCall.ts';
import { vendorService, type VendorServiceConfig } from '../aws/vendorService.ts';

export interface QueueConfig extends VendorServiceConfig {
  readonly queueName: string;
}

/**
 * Returns a client of SQS, and a function that runs a call with the URL of the queue. The URL is requested only once. A
 * call takes at most one request timeout, including the request for the URL.
 */
export function openQueue({ queueName, ...config }: QueueConfig) {
  const { settings, send } = vendorService('sqs', config);
  // Calls go to the configured endpoint (AWS_ENDPOINT_URL), not to the host in the queue's URL.
  const client = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
  let queueUrl: Promise<string | undefined> | undefined;
  const urlOfQueue = (within: CallGuard) => {
    const asked = (queueUrl ??= send(client, new GetQueueUrlCommand({ QueueName: queueName }), within).then(
      ({ QueueUrl }) => QueueUrl,
    ));
    asked.catch(() => {
      if (queueUrl === asked) queueUrl = undefined;
    });
    return asked;
  };
  const inTime = async <T>(call: (QueueUrl: string | undefined, within: CallGuard) => Promise<T>): Promise<T> => {
    const timeout = new AbortController();
    const timer = setTimeout(() => {
      timeout.abort();
    }, config.requestTimeoutMs);
    const within = abortedBy(timeout.signal);
    try {
      return await call(await urlOfQueue(within), within);
    } finally {
      clearTimeout(timer);
    }
  };
  return { client, send, inTime };
}
