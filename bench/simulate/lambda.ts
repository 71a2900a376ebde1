import { awsLimits } from './awsLimits.ts';
import { tokenBucket, type Bucket } from './bucket.ts';
import type { EventQueue } from './eventQueue.ts';
import { noteRefusal } from './meter.ts';
import type { Resources } from './resources.ts';

export type FunctionName = 'access' | 'create' | 'claim' | 'work' | 'deliver';

/** The execution environments of an account. */
export interface Lambda {
  /**
   * Runs a function: calls `work`, which has to call `ended`. Returns false if Lambda refuses to run it.
   */
  invoke(name: FunctionName, work: (ended: () => void) => void): boolean;
}

/**
 * An execution environment runs one event at a time, and stays for the next one. A new one has to start, and AWS limits
 * how many new ones a function gets in ten seconds.
 *
 * @param coldStartMs undefined: no function has to start, and there is no limit
 */
export function createLambda(events: EventQueue, resources: Resources, coldStartMs: number | undefined): Lambda {
  const { environments, inSeconds } = awsLimits.lambdaScaling;
  const { lambdaConcurrency, lambdaScaling } = resources.meters;
  const idle = new Map<FunctionName, number>();
  const scaling = new Map<FunctionName, Bucket>();
  let running = 0;
  let changedAt = 0;
  const change = (by: 1 | -1) => {
    resources.executionMs += running * (events.now() - changedAt);
    changedAt = events.now();
    running += by;
  };
  const scalingOf = (name: FunctionName) => {
    const known = scaling.get(name) ?? tokenBucket(environments / inSeconds, environments, lambdaScaling);
    scaling.set(name, known);
    return known;
  };
  return {
    invoke: (name, work) => {
      const now = events.now();
      const idleNow = idle.get(name) ?? 0;
      if (coldStartMs !== undefined && running >= lambdaConcurrency.capacity) {
        noteRefusal(lambdaConcurrency, now);
        return false;
      }
      if (coldStartMs !== undefined && idleNow === 0) {
        if (!scalingOf(name).has(now, 1)) {
          noteRefusal(lambdaScaling, now);
          return false;
        }
        scalingOf(name).take(now, 1);
      } else idle.set(name, idleNow - 1);
      change(1);
      lambdaConcurrency.used += 1;
      lambdaConcurrency.busiest = Math.max(lambdaConcurrency.busiest, running);
      const run = () => {
        work(() => {
          change(-1);
          idle.set(name, (idle.get(name) ?? 0) + 1);
        });
      };
      if (coldStartMs === undefined || idleNow > 0) run();
      else events.after(coldStartMs, run);
      return true;
    },
  };
}
