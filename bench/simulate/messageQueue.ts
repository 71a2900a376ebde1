import { awsLimits } from './awsLimits.ts';
import type { EventQueue } from './eventQueue.ts';
import type { FunctionName, Lambda } from './lambda.ts';
import { noteRefusal, type Meter } from './meter.ts';

/** A queue that Lambda polls. */
export interface MessageQueue<T> {
  send(message: T, delayMs?: number): void;
}

export interface QueueParts<T> {
  readonly events: EventQueue;
  readonly lambda: Lambda;
  readonly name: FunctionName;
  readonly batchSize: number;
  /**
   * The functions that may process the queue at the same time. The meter notes a refusal if a message waits too long
   * for one.
   */
  readonly functions: Meter;
  readonly inFlight: Meter;
  /** Undefined: Lambda begins with five pollers, and adds more by the minute. */
  readonly pollers?: number;
  /** Works on one message. */
  readonly work: (message: T, ended: () => void) => void;
}

const { first, morePerMinute } = awsLimits.pollers;
/** How often Lambda adds a poller, in milliseconds. */
const growEveryMs = 60_000 / morePerMinute;
/** How long a batch waits after Lambda refused to run its function, in milliseconds. */
const refusedPauseMs = 1000;
/** If a message waits longer than this for a function, the meter notes a refusal, in milliseconds. */
const lateMs = 2000;

/** Lambda's event source mapping: takes what is in the queue, up to a batch, as soon as one of its pollers is free. */
export function createMessageQueue<T>(parts: QueueParts<T>): MessageQueue<T> {
  const { events, lambda, name, batchSize, functions, inFlight, work } = parts;
  let waiting: { readonly message: T; readonly sentAt: number }[] = [];
  let taken = 0;
  let running = 0;
  let received = 0;
  let pollers = Math.min(functions.capacity, parts.pollers ?? first);
  let isGrowing = false;
  const length = () => waiting.length - taken;
  const grow = () => {
    if (length() === 0 || pollers >= functions.capacity) {
      isGrowing = false;
      return;
    }
    pollers += 1;
    poll();
    events.after(growEveryMs, grow);
  };
  const poll = () => {
    while (length() > 0 && running < pollers && received + batchSize <= inFlight.capacity) {
      const batch = waiting.slice(taken, taken + batchSize);
      const isInvoked = lambda.invoke(name, (ended) => {
        let left = batch.length;
        for (const { message } of batch) {
          work(message, () => {
            left -= 1;
            if (left > 0) return;
            running -= 1;
            received -= batch.length;
            ended();
            poll();
          });
        }
      });
      if (!isInvoked) {
        events.after(refusedPauseMs, poll);
        return;
      }
      taken += batch.length;
      const [oldest] = batch;
      if (oldest !== undefined && events.now() - oldest.sentAt > lateMs && pollers >= functions.capacity)
        noteRefusal(functions, events.now());
      running += 1;
      received += batch.length;
      functions.used += 1;
      functions.busiest = Math.max(functions.busiest, running);
      inFlight.busiest = Math.max(inFlight.busiest, received);
    }
    // Removes the taken messages together, because removing each one from the front would copy the list each time.
    if (taken > 1000) [waiting, taken] = [waiting.slice(taken), 0];
    if (length() > 0 && !isGrowing && pollers < functions.capacity) {
      isGrowing = true;
      events.after(growEveryMs, grow);
    }
  };
  const arrive = (message: T) => {
    waiting.push({ message, sentAt: events.now() });
    poll();
  };
  return {
    send: (message, delayMs = 0) => {
      if (delayMs === 0) arrive(message);
      else
        events.after(delayMs, () => {
          arrive(message);
        });
    },
  };
}
