import type { Context, ScheduledEvent } from 'aws-lambda';
import { logFailure } from './logFailure.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { lambdaContext, within } from './api/lambda.ts';
import { scheduledEvent } from './api/triggers.ts';
import type { Background } from './worker.ts';

export interface ScheduleOptions {
  /** The pause between the end of one run and the start of the next, in milliseconds. 0: the function never runs. */
  readonly everyMs: number;
  readonly functionName: string;
  readonly handler: (event: ScheduledEvent, context: Context) => Promise<unknown>;
  readonly timeoutMs: number;
  readonly accountId: string;
  readonly region: string;
}

/** Replaces an EventBridge schedule: calls a function again and again. */
export function startSchedule({
  everyMs,
  functionName,
  handler,
  timeoutMs,
  accountId,
  region,
}: ScheduleOptions): Background {
  const stopped = new AbortController();
  const isStopped = () => stopped.signal.aborted;
  const run = async () => {
    while (!isStopped()) {
      await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => undefined);
      if (isStopped()) return;
      const event = scheduledEvent(functionName, accountId, region);
      await within(timeoutMs, handler(event, lambdaContext(functionName, timeoutMs))).catch((error: unknown) => {
        logFailure(functionName, error);
      });
    }
  };
  const running = everyMs === 0 ? Promise.resolve() : run();
  return {
    stop: async (graceMs) => {
      stopped.abort();
      await within(graceMs, running);
    },
  };
}
