import * as z from 'zod';
import { knownOperations, services } from './knownOperations.ts';
import { nearest } from './nearest.ts';

const kinds = ['delay', 'throttle', 'fail-before', 'fail-after', 'lose-answer', 'appear-late'] as const;

/** Waiting longer than an hour is a typing error. */
const maxMs = 3_600_000;

const operationRule = `must be *, or a service and an action, like iam:CreateUser or iam:* (services: ${services.join(', ')})`;
const msRule = `must be a whole number of milliseconds from 0 to ${String(maxMs)}`;
const timesRule = 'must be a whole number from 1, or left out for every call';

const schema = z
  .strictObject(
    {
      operation: z.string(operationRule).check(({ value, issues }) => {
        const wrong = operationFault(value);
        if (wrong !== undefined) issues.push({ code: 'custom', input: value, message: wrong });
      }),
      kind: z.enum(kinds, `must be one of ${kinds.join(', ')}`),
      ms: z.int(msRule).min(0, msRule).max(maxMs, msRule).optional(),
      times: z.int(timesRule).min(1, timesRule).optional(),
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? `A fault has operation, kind, ms and times, and no ${issue.keys.join(', ')}`
          : 'A fault is a JSON object with operation, kind, and where they are wanted ms and times',
    },
  )
  .refine(({ kind, ms }) => ms !== undefined || (kind !== 'delay' && kind !== 'appear-late'), {
    path: ['ms'],
    error: 'says how long, in milliseconds: delay and appear-late need it',
  });

/** Why no call would ever meet this fault; undefined where one could. */
function operationFault(operation: string): string | undefined {
  if (operation === '*' || services.some((service) => operation === `${service}:*`) || knownOperations.has(operation))
    return undefined;
  if (!services.some((service) => operation.startsWith(`${service}:`))) return operationRule;
  const near = nearest(operation, [...knownOperations]);
  const hint = near.length === 0 ? 'It would never happen' : `Did you mean ${near.join(' or ')}?`;
  return `names no operation that is answered here. ${hint}`;
}

/** What goes wrong with the calls of one operation. */
type Fault = Readonly<z.output<typeof schema>>;

/** All that is to go wrong with one call. */
interface Trouble {
  /** Before the call is applied. */
  readonly delayMs: number;
  /** How long what the call creates stays invisible; undefined: not at all. */
  readonly appearLateMs: number | undefined;
  readonly throttled: boolean;
  readonly failsBefore: boolean;
  readonly failsAfter: boolean;
  readonly losesAnswer: boolean;
}

/** The faults in force. They are in memory: none survives a restart. */
export interface Faults {
  /** @throws ZodError for what is not a fault. */
  add(fault: unknown): Fault;
  list(): readonly Fault[];
  clear(): void;
  /** All matching faults, each used once: they add up. */
  next(operation: string): Trouble;
}

export function createFaults(): Faults {
  let faults: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (given) => {
      const fault = schema.parse(given);
      faults.push({ fault, left: fault.times ?? Infinity });
      return fault;
    },
    list: () => faults.map(({ fault, left }) => (fault.times === undefined ? fault : { ...fault, times: left })),
    clear: () => {
      faults = [];
    },
    next: (operation) => {
      const hit = faults.filter(({ fault }) => matches(fault.operation, operation));
      for (const entry of hit) entry.left -= 1;
      faults = faults.filter(({ left }) => left > 0);
      const ofKind = (kind: Fault['kind']) => hit.filter(({ fault }) => fault.kind === kind);
      const sumMs = (kind: Fault['kind']) => ofKind(kind).reduce((sum, { fault }) => sum + (fault.ms ?? 0), 0);
      return {
        delayMs: sumMs('delay'),
        appearLateMs: ofKind('appear-late').length === 0 ? undefined : sumMs('appear-late'),
        throttled: ofKind('throttle').length > 0,
        failsBefore: ofKind('fail-before').length > 0,
        failsAfter: ofKind('fail-after').length > 0,
        losesAnswer: ofKind('lose-answer').length > 0,
      };
    },
  };
}

const matches = (pattern: string, operation: string) =>
  pattern === '*' || pattern === operation || (pattern.endsWith(':*') && operation.startsWith(pattern.slice(0, -1)));
