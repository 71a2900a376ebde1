import type { Client } from './client.ts';
import type { CompiledCall } from './compile.ts';
import type { EventQueue } from './eventQueue.ts';
import { createMessageQueue } from './messageQueue.ts';
import type { Lambda } from './lambda.ts';
import { runTrace, type Outcome, type RunParts, type Subject } from './run.ts';
import type { Scenario } from './scenario.ts';
import type { Phase } from './trace.ts';

/** The state of one onboarding in the simulation. */
export interface Onboarded extends Subject {
  readonly arrivedAt: number;
  /** When the back end got the keys, in milliseconds since the start. Undefined while it has none. */
  doneAt: number | undefined;
  /** Whether the back end has given up. */
  isRefused: boolean;
}

/**
 * How long an attempt of a worker may take, in milliseconds (`LATCHKEY_REQUEST_BUDGET_MS`), and how long an attempt of
 * a request may take, which also needs time for a last call and for its answer (lib/http/request/request.ts).
 */
const budgetMs = 25_000;
const requestBudgetMs = 22_500;
/**
 * How long it takes until a sweep hands out failed work again, in milliseconds: the lease, its margin, and half of the
 * minute between two sweeps.
 */
const sweptMs = 95_000;
const batchSize = 4;

interface Work {
  readonly subject: Subject;
  readonly kind: 'work' | 'look';
  readonly since: number;
  readonly ended: () => void;
}

export interface FlowParts extends RunParts {
  readonly scenario: Scenario;
  readonly client: Client;
  readonly lambda: Lambda;
  readonly traceOf: (phase: Phase) => readonly CompiledCall[];
}

/** Returns what the vendor's back end, the queues and the sweep do. */
export function createFlow(parts: FlowParts) {
  const { events, scenario, client, lambda, resources, traceOf } = parts;
  const { way, situation, withWebhook } = scenario;
  const run = (phase: Phase, subject: Subject, ended: (outcome: Outcome) => void, ms = budgetMs) => {
    runTrace(parts, traceOf(phase), subject, events.now() + ms, ended);
  };
  const pollers = scenario.isOneProcess ? { pollers: 5 } : {};
  const work = createMessageQueue<Work>({
    ...{ events, lambda, name: 'work', batchSize, ...pollers },
    functions: resources.meters.workFunctions,
    inFlight: resources.meters.messagesInFlight,
    work: (message, ended) => {
      run(message.kind === 'look' ? 'look' : `work${situation}`, message.subject, (outcome) => {
        ended();
        if (outcome === 'done') message.ended();
        // The longer the work has taken, the longer the pause (lib/lifecycle/postpone.ts).
        else if (outcome === 'outOfTime') work.send(message, Math.max(1, postponedMs(events, message.since)));
        else work.send(message, sweptMs);
      });
    },
  });
  const deliver = createMessageQueue<{ readonly subject: Subject; readonly ended: () => void }>({
    ...{ events, lambda, name: 'deliver', batchSize: 1, ...pollers },
    functions: resources.meters.deliveryFunctions,
    inFlight: resources.meters.messagesInFlight,
    work: (message, ended) => {
      run('deliver', message.subject, (outcome) => {
        ended();
        if (outcome === 'done') message.ended();
        else deliver.send(message, sweptMs);
      });
    },
  });
  const sendEvent = (subject: Subject, ended: () => void = () => undefined) => {
    if (withWebhook) deliver.send({ subject, ended });
    else ended();
  };
  const request = (
    phase: Phase,
    name: 'access' | 'create' | 'claim',
    one: Onboarded,
    next: (isLeftToWorker: boolean) => void,
  ) => {
    client.request<'done' | 'outOfTime'>(
      name,
      (ended) => {
        const answer = (outcome: Outcome) => {
          ended(outcome === 'failed' ? undefined : outcome);
        };
        run(phase, one, answer, requestBudgetMs);
      },
      (answered) => {
        if (answered === 'refused') one.isRefused = true;
        else next(answered.answer === 'outOfTime');
      },
    );
  };
  const done = (one: Onboarded) => {
    one.doneAt = events.now();
    sendEvent(one);
  };
  const claim = (one: Onboarded) => {
    // A claim that runs out of time creates nothing, and the back end claims again.
    request(`claim${situation}`, 'claim', one, (isOutOfTime) => {
      if (isOutOfTime) claim(one);
      else done(one);
    });
  };
  const workThenClaim = (one: Onboarded) => {
    const ended = () => {
      sendEvent(one, () => {
        events.after(scenario.claimAfterMs, () => {
          claim(one);
        });
      });
    };
    work.send({ subject: one, kind: 'work', since: events.now(), ended });
  };
  return {
    /** A tenant's access is requested. */
    access: (one: Onboarded) => {
      request('access', 'access', one, () => undefined);
    },
    /** An onboarding is requested. */
    create: (one: Onboarded) => {
      if (way === 'later') {
        request(`createLater${situation}`, 'create', one, () => {
          workThenClaim(one);
        });
        return;
      }
      request(`createNow${situation}`, 'create', one, (isLeftToWorker) => {
        if (isLeftToWorker) workThenClaim(one);
        else done(one);
      });
    },
    /** A sweep hands out a daily look. */
    look: (subject: Subject, ended: () => void) => {
      work.send({ subject, kind: 'look', since: events.now(), ended });
    },
  };
}

function postponedMs(events: EventQueue, since: number): number {
  return Math.min(300_000, Math.max(0, events.now() - since - budgetMs) / 2);
}
