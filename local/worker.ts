import { DeleteMessageBatchCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { complain } from './complain.ts';
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
  /** The account whose queue it is, for the records' ARN. */
  readonly accountId: string;
  readonly functionName: string;
  readonly handler: (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;
  /** Messages handed over at once. */
  readonly batchSize: number;
  /** For how long one batch may run. */
  readonly timeoutMs: number;
}

/** Something that goes on beside the API until it is stopped. */
export interface Background {
  /** Takes nothing new, and waits for what runs, at most so long. */
  stop(graceMs: number): Promise<void>;
}

/** Lambda begins with five pollers (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
const pollers = 5;
const waitSeconds = 20;

/** Stands in for Lambda's event source mapping: takes messages off the queue, deletes those that the function does not report. */
export async function startWorker(options: WorkerOptions): Promise<Background> {
  const sqs = new SQSClient({ endpoint: options.awsUrl, region: options.region, credentials: options.credentials });
  const stopped = new AbortController();
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: options.queueName }));
  const queueArn = `arn:aws:sqs:${options.region}:${options.accountId}:${options.queueName}`;

  const takeBatch = async (): Promise<void> => {
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
        await takeBatch();
      } catch (error) {
        if (isAborted()) return;
        complain(options.functionName, error);
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
