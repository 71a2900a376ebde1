import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { knownOperations, services } from './knownOperations.ts';
import { nearest } from './nearest.ts';

const kinds = ['delay', 'throttle', 'fail-before', 'fail-after', 'lose-answer', 'appear-late', 'answer'] as const;

/** The longest wait, in milliseconds. A longer one is probably a typing error. */
const maxMs = 3_600_000;

const operationRule = `must be *, or a service and an action, like iam:CreateUser or iam:* (services: ${services.join(', ')})`;
const msRule = `must be a whole number of milliseconds from 0 to ${String(maxMs)}`;
const statusRule = 'must be an HTTP status from 200 to 599';
const textRule = 'must be text';
const timesRule = 'must be a whole number from 1, or omitted for every call';

const schema = z
  .strictObject(
    {
      operation: z.string(operationRule).check(({ value, issues }) => {
        const wrong = operationFault(value);
        if (wrong !== undefined) issues.push({ code: 'custom', input: value, message: wrong });
      }),
      kind: z.enum(kinds, `must be one of ${kinds.join(', ')}`),
      ms: z.int(msRule).min(0, msRule).max(maxMs, msRule).optional(),
      status: z.int(statusRule).min(200, statusRule).max(599, statusRule).optional(),
      code: z.string(textRule).min(1, textRule).optional(),
      message: z.string(textRule).optional(),
      body: z.string(textRule).optional(),
      contentType: z.string(textRule).min(1, textRule).optional(),
      times: z.int(timesRule).min(1, timesRule).optional(),
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? `A fault has the fields operation, kind, ms and times, and for the kind answer also status, code, message, body and contentType. It has no field ${issue.keys.join(', ')}`
          : 'A fault must be a JSON object with operation and kind, and optionally ms and times',
    },
  )
  .refine(({ kind, ms }) => ms !== undefined || (kind !== 'delay' && kind !== 'appear-late'), {
    path: ['ms'],
    error: 'is required for the kinds delay and appear-late, in milliseconds',
  })
  .check(({ value, issues }) => {
    const complain = (field: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [field], message });
    const { kind, status, code, message, body, contentType } = value;
    if (kind !== 'answer') {
      for (const [field, given] of Object.entries({ status, code, message, body, contentType }))
        if (given !== undefined) complain(field, 'is only allowed with the kind answer');
    } else if (status === undefined) complain('status', 'is required for the kind answer');
    else if (message !== undefined && code === undefined) complain('message', 'is only allowed with a code');
    else if (contentType !== undefined && body === undefined) complain('contentType', 'is only allowed with a body');
  });

/** Returns why no call can match this operation, or undefined if a call can. */
function operationFault(operation: string): string | undefined {
  if (operation === '*' || services.some((service) => operation === `${service}:*`) || knownOperations.has(operation))
    return undefined;
  if (!services.some((service) => operation.startsWith(`${service}:`))) return operationRule;
  const near = nearest(operation, [...knownOperations]);
  const hint = near.length === 0 ? 'No call can match it' : `Did you mean ${near.join(' or ')}?`;
  return `is not an operation of the local AWS. ${hint}`;
}

/** A fault: a failure that the sandbox simulates for the calls of one operation. */
type Fault = Readonly<z.output<typeof schema>>;

/**
 * The response that a fault returns instead of the service: an error with this code and message, or this body. Without
 * code and body, the response is empty.
 */
export interface GivenAnswer {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string;
  readonly body: string | undefined;
  readonly contentType: string | undefined;
}

/** The combined effects of all faults on one call. */
interface FaultEffects {
  /** Waits before the call is executed. Ends early if the faults are cleared. */
  readonly delay: () => Promise<void>;
  /** How long reads do not see what the call creates. Undefined: reads see it immediately. */
  readonly appearLateMs: number | undefined;
  /** The call is not executed, and fails with the service's throttling error. */
  readonly throttled: boolean;
  /** The call is not executed, and fails with the service's internal error. */
  readonly failsBefore: boolean;
  /** The call is executed, and fails with the service's internal error. */
  readonly failsAfter: boolean;
  /** The call is executed, and the connection is closed without a response. */
  readonly losesAnswer: boolean;
  /** Returned instead of executing the call. */
  readonly answer: GivenAnswer | undefined;
}

/** The active faults. They are in memory only, so a restart removes them. */
export interface Faults {
  /** Adds a fault. @throws ZodError if it is invalid. */
  add(fault: unknown): Fault;
  /** Returns the active faults. `times` is the number of remaining uses. */
  list(): readonly Fault[];
  /** Removes all faults. Calls that are being delayed continue. */
  clear(): void;
  /** Returns the combined effects of all faults that match the operation, and counts one use of each. */
  next(operation: string): FaultEffects;
}

/** Waits this long (ms), or until the signal is aborted. */
export type Pause = (ms: number, ended: AbortSignal) => Promise<void>;

/** Returns an empty set of faults. @param pause makes the delays; by default in real time */
export function createFaults(pause: Pause = realPause): Faults {
  let faults: { readonly fault: Fault; left: number }[] = [];
  let cleared = new AbortController();
  return {
    add: (given) => {
      const fault = schema.parse(given);
      faults.push({ fault, left: fault.times ?? Infinity });
      return fault;
    },
    list: () => faults.map(({ fault, left }) => (fault.times === undefined ? fault : { ...fault, times: left })),
    clear: () => {
      faults = [];
      cleared.abort();
      cleared = new AbortController();
    },
    next: (operation) => {
      const hit = faults.filter(({ fault }) => matches(fault.operation, operation));
      for (const entry of hit) entry.left -= 1;
      faults = faults.filter(({ left }) => left > 0);
      const { signal } = cleared;
      const ofKind = (kind: Fault['kind']) => hit.filter(({ fault }) => fault.kind === kind);
      const sumMs = (kind: Fault['kind']) => ofKind(kind).reduce((sum, { fault }) => sum + (fault.ms ?? 0), 0);
      return {
        delay: () => (sumMs('delay') > 0 ? pause(sumMs('delay'), signal) : Promise.resolve()),
        appearLateMs: ofKind('appear-late').length === 0 ? undefined : sumMs('appear-late'),
        throttled: ofKind('throttle').length > 0,
        failsBefore: ofKind('fail-before').length > 0,
        failsAfter: ofKind('fail-after').length > 0,
        losesAnswer: ofKind('lose-answer').length > 0,
        answer: givenBy(ofKind('answer')[0]?.fault),
      };
    },
  };
}

async function realPause(ms: number, ended: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: ended }).catch(() => undefined);
}

function givenBy(fault: Fault | undefined): GivenAnswer | undefined {
  if (fault?.status === undefined) return undefined;
  const { status, code, message = '', body, contentType } = fault;
  return { status, code, message, body, contentType };
}

const matches = (pattern: string, operation: string) =>
  pattern === '*' || pattern === operation || (pattern.endsWith(':*') && operation.startsWith(pattern.slice(0, -1)));
