import { createClient } from './client.ts';
import { compileTrace, type CompiledCall } from './compile.ts';
import { createEventQueue } from './eventQueue.ts';
import { createLambda } from './lambda.ts';
import { createFlow, type Onboarded } from './onboardings.ts';
import { oneProcessor, ownProcessors } from './processor.ts';
import { seeded, untilNextMs } from './random.ts';
import { createResources } from './resources.ts';
import { resultOf, type Result } from './result.ts';
import type { Scenario } from './scenario.ts';
import type { Phase, Traces } from './trace.ts';

const minutesPerDay = 24 * 60;
const sweepEveryMs = 60_000;

/**
 * Simulates one cell of a scenario, event by event. The cells share nothing, and each gets its part of the arrivals, so all of
 * them behave alike. The same scenario and traces give the same result.
 */
export function simulate(scenario: Scenario, traces: Traces): Result {
  const { seed, seconds, drainSeconds, cells, perAccount, times } = scenario;
  const events = createEventQueue();
  const random = seeded(seed);
  const resources = createResources(scenario);
  const lambda = createLambda(events, resources, scenario.isOneProcess ? undefined : times.coldStart);
  const client = createClient(events, random, resources, lambda);
  const processor = (scenario.isOneProcess ? oneProcessor : ownProcessors)(events, times.own);
  const compiled = new Map<Phase, readonly CompiledCall[]>();
  const traceOf = (phase: Phase) => {
    const known = compiled.get(phase) ?? compileTrace(traces[phase], resources, scenario);
    compiled.set(phase, known);
    return known;
  };
  const parts = {
    events,
    random,
    resources,
    processor,
    spread: times.spread,
    refusalMs: times.refusal,
    limitsIam: perAccount > 1,
  };
  const flow = createFlow({ ...parts, scenario, client, lambda, traceOf });

  const all: Onboarded[] = [];
  const newOne = (number: number): Onboarded => ({
    shard: random(),
    account: Math.floor(number / perAccount),
    arrivedAt: events.now(),
    doneAt: undefined,
    isRefused: false,
  });
  const arrive = (perSecond: number, start: () => void) => {
    const next = () => {
      events.after(untilNextMs(random, perSecond), () => {
        if (events.now() >= seconds * 1000) return;
        start();
        next();
      });
    };
    next();
  };
  const create = () => {
    const one = newOne(all.length);
    all.push(one);
    flow.create(one);
  };
  if (scenario.arrivalsAt === undefined) arrive(scenario.perSecond / cells, create);
  else for (const at of scenario.arrivalsAt) events.after(at, create);
  if (scenario.withAccess) {
    arrive(scenario.perSecond / cells, () => {
      flow.access(newOne(0));
    });
  }
  // Once a minute, a sweep hands out the daily looks that became due since the last one.
  const looks = Math.round(scenario.stored / cells / minutesPerDay);
  let wanted = 0;
  let looked = 0;
  const sweep = () => {
    if (events.now() >= seconds * 1000) return;
    wanted += looks;
    for (let each = 0; each < looks; each += 1) {
      flow.look(newOne(-each), () => {
        looked += 1;
      });
    }
    events.after(sweepEveryMs, sweep);
  };
  events.after(sweepEveryMs / 4, sweep);
  events.runUntil((seconds + drainSeconds) * 1000);
  return resultOf(scenario, all, { wanted, done: looked }, resources);
}
