import { DeleteMessageBatchCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { logFailure } from './logFailure.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { lambdaContext, within } from './api/lambda.ts';
import { sqsEvent } from './api/triggers.ts';

export interface WorkerOptions {
  readonly awsUrl: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly queueName: string;
  /** The account of the queue, for the ARN in the event's records. */
  readonly accountId: string;
  readonly functionName: string;
  readonly handler: (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;
  /** The maximum number of messages in one event. */
  readonly batchSize: number;
  /** How long the function may run for one batch, in milliseconds. */
  readonly timeoutMs: number;
}

/** Work that runs in parallel to the API until it is stopped. */
export interface Background {
  /** Starts nothing new, and waits for running work for at most `graceMs` milliseconds. */
  stop(graceMs: number): Promise<void>;
}

/** Lambda starts with five pollers (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
const pollers = 5;
const waitSeconds = 20;

/**
 * Replaces Lambda's event source mapping: receives messages, calls the function, and deletes the messages that the
 * function does not report as failed.
 */
export async function startWorker(options: WorkerOptions): Promise<Background> {
  const sqs = new SQSClient({ endpoint: options.awsUrl, region: options.region, credentials: options.credentials });
  const stopped = new AbortController();
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: options.queueName }));
  const queueArn = `arn:aws:sqs:${options.region}:${options.accountId}:${options.queueName}`;

  const handleBatch = async (): Promise<void> => {
    const { Messages: messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: options.batchSize,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: stopped.signal },
    );
    if (messages.length === 0) return;
    const answered = await within(
      options.timeoutMs,
      options.handler(sqsEvent(messages, queueArn), lambdaContext(options.functionName, options.timeoutMs)),
    );
    if (!answered.ended) return;
    const failed = new Set(answered.value.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const done = messages.filter(({ MessageId }) => !failed.has(MessageId ?? ''));
    if (done.length === 0) return;
    const Entries = done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  };

  const poll = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        await handleBatch();
      } catch (error) {
        if (isAborted()) return;
        logFailure(options.functionName, error);
        await sleep(1000, undefined, { signal: stopped.signal }).catch(() => undefined);
      }
    }
  };
  const isAborted = () => stopped.signal.aborted;
  const polling = Array.from({ length: pollers }, poll);
  return {
    stop: async (graceMs) => {
      stopped.abort();
      await within(graceMs, Promise.all(polling));
      sqs.destroy();
    },
  };
}
