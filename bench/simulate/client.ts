import type { EventQueue } from './eventQueue.ts';
import type { FunctionName, Lambda } from './lambda.ts';
import { noteRefusal } from './meter.ts';
import type { Random } from './random.ts';
import type { Resources } from './resources.ts';

/** How a request ended: with an answer, or `refused` if the caller has given up. */
type Answered<T> = { readonly answer: T } | 'refused';

/** The vendor's back end: it sends requests through the API, and sends refused ones again. */
export interface Client {
  /**
   * @param work runs the function, and calls `ended` with its answer; undefined for a 503, after which the caller tries again
   */
  request<T>(
    name: FunctionName,
    work: (ended: (answer: T | undefined) => void) => void,
    answered: (answer: Answered<T>) => void,
  ): void;
}

/** How often a caller sends a request at most, and its pauses in milliseconds: full jitter. Chosen: AWS's own clients do so. */
const retries = { attempts: 5, firstMs: 500, longestMs: 20_000 } as const;

export function createClient(events: EventQueue, random: Random, resources: Resources, lambda: Lambda): Client {
  const { apiStage, apiQuota, meters } = resources;
  /** Returns whether API Gateway accepts a request. */
  const isAccepted = (now: number): boolean => {
    if (!apiStage.has(now, 1)) noteRefusal(meters.apiStage, now);
    else if (!apiQuota.has(now, 1)) noteRefusal(meters.apiQuota, now);
    else {
      apiStage.take(now, 1);
      apiQuota.take(now, 1);
      return true;
    }
    return false;
  };
  return {
    request: (name, work, answered) => {
      const attempt = (tries: number) => {
        const again = () => {
          if (tries + 1 >= retries.attempts) answered('refused');
          else
            events.after(random() * Math.min(retries.longestMs, retries.firstMs * 2 ** tries), () => {
              attempt(tries + 1);
            });
        };
        const isRun =
          isAccepted(events.now()) &&
          lambda.invoke(name, (ended) => {
            work((answer) => {
              ended();
              if (answer === undefined) again();
              else answered({ answer });
            });
          });
        if (!isRun) again();
      };
      attempt(0);
    },
  };
}
