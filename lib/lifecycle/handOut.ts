import type { BatchQueue, Clock, Log } from '../core/ports.ts';
import type { Due, DuePages } from '../record/ports.ts';
import type { HandedOutBefore } from './handedOut.ts';

/** How many messages one call to SQS sends (SQS API reference, SendMessageBatch). */
const batchSize = 10;

/**
 * How many calls to SQS one kind of work has in flight. At 20 ms a call, 10,000 messages take a second, so that neither
 * kind waits for the other, and the longest backlog is handed out before the sweep's time is over.
 */
const parallelCalls = 20;

/** What is handed out: the pages of each shard, and the queue of the kind of work. */
interface HandOut {
  readonly shards: readonly DuePages[];
  readonly queue: BatchQueue;
  readonly before: HandedOutBefore;
  /** Reading of the monotonic clock after which nothing more is read or sent. */
  readonly deadline: number;
}

/** What a sweep found of one kind of work, and what it queued. */
export interface HandOutResult {
  readonly found: number;
  /** Since when the oldest is due (epoch ms). Undefined if nothing is due. */
  readonly oldestAt: number | undefined;
  readonly queued: number;
  /** Whether everything that is due was read. If not, the next sweep continues. */
  readonly isComplete: boolean;
}

type Writable<T> = { -readonly [P in keyof T]: T[P] };

/**
 * Queues what is due: reads all shards at the same time, and sends each page in batches before it reads the next one of
 * the shard. Shards and kinds of work advance alike, the oldest first. Ends early if the time is over or SQS fails. What
 * SQS does not accept is due in the next sweep.
 */
export async function handOut(
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  { shards, queue, before, deadline }: HandOut,
): Promise<HandOutResult> {
  const slots = semaphore(parallelCalls);
  const result: Writable<HandOutResult> = { found: 0, oldestAt: undefined, queued: 0, isComplete: true };
  const mayGoOn = () => result.isComplete && clock.monotonic() < deadline;
  const end = (reason: string, fields = {}) => {
    if (result.isComplete) log.warn(reason, fields);
    result.isComplete = false;
  };
  const send = async (batch: readonly Due[]) => {
    if (!mayGoOn()) {
      end('not everything that is due could be queued; the next sweep continues');
      return;
    }
    const refused = await queue.sendBatch(batch.map(({ id }) => id)).catch((error: unknown) => {
      end('the queue accepted no messages; the next sweep continues', { reason: String(error) });
      return batch.map(({ id }) => id);
    });
    const accepted = batch.filter(({ id }) => !refused.includes(id));
    before.note(accepted, clock.now());
    result.queued += accepted.length;
  };
  const handOutShard = async (pages: DuePages) => {
    for await (const page of pages) {
      result.found += page.length;
      const [oldest] = page;
      if (oldest !== undefined) result.oldestAt = Math.min(result.oldestAt ?? Infinity, oldest.at);
      const wanted = before.wanted(page, clock.now());
      await Promise.all(inBatches(wanted).map((batch) => slots(() => send(batch))));
      if (!mayGoOn()) {
        end('not everything that is due could be read; the next sweep continues');
        return;
      }
    }
  };
  const read = await Promise.allSettled(shards.map(handOutShard));
  const failed = read.find((each) => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  if (result.isComplete) before.forgetOthers();
  return result;
}

function inBatches(due: readonly Due[]): readonly (readonly Due[])[] {
  const count = Math.ceil(due.length / batchSize);
  return Array.from({ length: count }, (_, n) => due.slice(n * batchSize, (n + 1) * batchSize));
}

/** Returns a function that runs at most `limit` works at a time, the others in the order in which they came. */
function semaphore(limit: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work: () => Promise<void>): Promise<void> => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
