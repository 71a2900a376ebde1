import { SQSClient, GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { config } from '../../lib/gateways/config/config.ts';
import { openTable } from '../../lib/gateways/state/table.ts';
import { localRegion } from '../../local/region.ts';
import { vendorAccessKeyId, vendorAccountId, vendorSecretAccessKey } from '../../local/sandbox/vendor.ts';
import { startWorker } from '../../local/worker.ts';
import { startStack } from '../stack.ts';
import type { AcceptEvent } from '../deliveries.ts';

const credentials = { accessKeyId: vendorAccessKeyId, secretAccessKey: vendorSecretAccessKey };

/** Starts the service of the bench with its two workers, and without a limit of requests at the same time. */
export async function startLoadStack(awsUrl: string, apiToken: string, acceptWebhook: AcceptEvent) {
  const stack = await startStack(awsUrl, apiToken, { acceptWebhook, concurrency: 1000 });
  const work = (functionName: 'work' | 'deliverWebhooks', queueName: string, batchSize: number) =>
    startWorker({
      ...{ awsUrl, region: localRegion, credentials, queueName, accountId: vendorAccountId, functionName, batchSize },
      handler: stack.functions[functionName],
      timeoutMs: 120_000,
    });
  const workers = await Promise.all([
    work('work', config.queueName, 4),
    work('deliverWebhooks', config.deliveryQueueName, 1),
  ]);
  const table = openTable(config);
  const sqs = new SQSClient({ endpoint: awsUrl, region: localRegion, credentials });
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${config.queueName}-dlq` }));
  const timed = async (call: () => Promise<unknown>): Promise<number> => {
    const before = performance.now();
    await call();
    return performance.now() - before;
  };
  return {
    ...stack,
    /** Returns how long a read of the table takes when nothing else runs, in milliseconds. */
    bareRead: () => timed(() => table.get({ pk: 'nothing', sk: 'nothing' })),
    /** Returns how long a message takes until the queue has it, in milliseconds. Nobody polls this queue. */
    bareMessage: () => timed(() => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }))),
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop(1000)));
      await stack.close();
    },
  };
}

export type LoadStack = Awaited<ReturnType<typeof startLoadStack>>;
