import type { CompiledCall, Taking } from './compile.ts';
import type { EventQueue } from './eventQueue.ts';
import { noteRefusal } from './meter.ts';
import type { Processor } from './processor.ts';
import type { Random } from './random.ts';
import type { Resources } from './resources.ts';
import type { Service } from './trace.ts';

/** How a run of a function ended. */
export type Outcome =
  | 'done'
  /** STS or IAM throttled until the time was over: the work is postponed, and a worker continues it. */
  | 'outOfTime'
  /** DynamoDB throttled every attempt of the SDK. */
  | 'failed';

/** The onboarding that a run works on. */
export interface Subject {
  /** From 0 to 1: which of the shards has it. */
  readonly shard: number;
  readonly account: number;
}

export interface RunParts {
  readonly events: EventQueue;
  readonly random: Random;
  readonly resources: Resources;
  readonly processor: Processor;
  readonly spread: number;
  /** How long a call takes that is throttled, in milliseconds. */
  readonly refusalMs: number;
  /** Whether the accounts of the tenants have a limit. */
  readonly limitsIam: boolean;
}

/** The pauses of the service's own retries of STS and IAM, in milliseconds (lib/core/retrying.ts): full jitter. */
const ownRetries = { firstMs: 100, longestMs: 3000 } as const;
/** The attempts of the SDK, and its first pause after throttling, in milliseconds (lib/gateways/aws/awsCall.ts). */
const sdkRetries = { attempts: 3, firstMs: 1000 } as const;

/**
 * Makes the calls of a trace, each as soon as those that it waits for have ended, with the retries of the service and of the
 * SDK. Calls `ended` once.
 *
 * @param deadline when the run stops trying, in milliseconds since the start
 */
export function runTrace(
  parts: RunParts,
  trace: readonly CompiledCall[],
  subject: Subject,
  deadline: number,
  ended: (outcome: Outcome) => void,
): void {
  const { events, random, processor, spread, refusalMs } = parts;
  const waits = trace.map(({ waitsFor }) => waitsFor);
  let left = trace.length;
  let isOver = false;
  const end = (outcome: Outcome) => {
    if (isOver) return;
    isOver = true;
    ended(outcome);
  };
  const begin = (index: number) => {
    processor.compute(() => {
      send(index, 0);
    });
  };
  const send = (index: number, tries: number) => {
    const call = trace[index];
    if (isOver || call === undefined) return;
    const now = events.now();
    if (!takeAll(parts, call, subject, now)) {
      const pauseMs = pauseAfter(call.service, tries, random);
      if (pauseMs === undefined) end('failed');
      else if (now + pauseMs >= deadline) end(call.service === 'dynamodb' ? 'failed' : 'outOfTime');
      else
        events.after(refusalMs + pauseMs, () => {
          send(index, tries + 1);
        });
      return;
    }
    const ms = call.ms * (1 - spread + 2 * spread * random());
    events.after(ms, () => {
      finish(call);
    });
  };
  const finish = ({ next }: CompiledCall) => {
    left -= 1;
    if (left === 0) end('done');
    for (const index of next) {
      const before = waits[index] ?? 0;
      waits[index] = before - 1;
      if (before === 1 && !isOver) begin(index);
    }
  };
  if (left === 0) end('done');
  for (const [index, count] of waits.entries()) if (count === 0) begin(index);
}

/** Returns the pause before the next try, in milliseconds. Undefined if there is none. */
function pauseAfter(service: Service, tries: number, random: Random): number | undefined {
  switch (service) {
    case 'sts':
    case 'iam':
      return random() * Math.min(ownRetries.longestMs, ownRetries.firstMs * 2 ** tries);
    case 'dynamodb':
    case 'sqs':
      return tries + 1 < sdkRetries.attempts ? random() * sdkRetries.firstMs * 2 ** tries : undefined;
    case 'webhook':
    case 'clock':
      return undefined;
  }
}

/**
 * Takes everything that a call needs, or nothing. DynamoDB refuses a write if the table, an index or one of its partition keys
 * cannot take it.
 */
function takeAll({ resources, limitsIam }: RunParts, call: CompiledCall, subject: Subject, now: number): boolean {
  const bucketOf = ({ buckets }: Taking) => buckets[Math.floor(subject.shard * buckets.length)];
  for (const taking of call.takes) {
    if (bucketOf(taking)?.has(now, taking.units) === true) continue;
    noteRefusal(resources.meters[taking.resource], now);
    return false;
  }
  const account = call.iam !== undefined && limitsIam ? resources.iam(subject.account, call.iam) : undefined;
  if (account?.has(now, 1) === false) {
    noteRefusal(resources.meters.iam, now);
    return false;
  }
  resources.calls.set(call.service, (resources.calls.get(call.service) ?? 0) + 1);
  if (call.isProgress) resources.progressUnits += call.takes.reduce((sum, { units }) => sum + units, 0);
  for (const taking of call.takes) bucketOf(taking)?.take(now, taking.units);
  account?.take(now, 1);
  return true;
}
