import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** The service that a call goes to. `clock`: a pause instead of a call. */
export type Service = 'dynamodb' | 'sqs' | 'sts' | 'iam' | 'webhook' | 'clock';

/** The operation of a pause of a daily look, which sends at most one call a second (lib/lifecycle/healthLook.ts). */
export const paced = 'clock:sleep';

const units = z.record(z.string(), z.number());

const traceCall = z.strictObject({
  /** Service and action, such as `iam:CreateUser`. `webhook:POST` is the vendor's own receiver. */
  operation: z.string(),
  /** The indexes of the calls that have to end before this one. */
  needs: z.array(z.int()),
  /**
   * Write units: of the table (`table`), and of each partition key of an index: `due/due` is the key `due` of the index `due`,
   * which is divided into shards, and `byTenant/own` a key that only this tenant or account writes.
   */
  writes: z.optional(units),
  /** A write of progress, for which nothing waits. How many there are depends on how long the other calls take. */
  isProgress: z.optional(z.literal(true)),
  /** Read units of items that every request reads, by their partition key. */
  sharedReads: z.optional(units),
});

/** One call that a function makes. */
export type TraceCall = z.infer<typeof traceCall>;

/** The calls that one run of a function makes, in the order in which they begin. */
export type Trace = readonly TraceCall[];

/** What one onboarding makes run. `…First`: the first onboarding of a tenant, `…Again`: each later one in its account. */
export const phases = [
  'access',
  'createNowFirst',
  'createNowAgain',
  'createLaterFirst',
  'createLaterAgain',
  'workFirst',
  'workAgain',
  'claimFirst',
  'claimAgain',
  'deliver',
  'look',
  'offboard',
  'sweep',
] as const;
export type Phase = (typeof phases)[number];

export type Traces = Readonly<Record<Phase, Trace>>;

const file = 'bench/simulate/traces.json';
const traces = z.record(z.enum(phases), z.array(traceCall));

/** Returns the recorded traces. `npm run simulate -- --record` writes them. */
export function readTraces(): Traces {
  return traces.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Returns the file of the traces, and its text for these traces. */
export function tracesFile(recorded: Traces): { readonly file: string; readonly text: string } {
  return { file, text: JSON.stringify(recorded) };
}
