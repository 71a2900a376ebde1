import * as z from 'zod';
import { knownOperations, services } from './knownOperations.ts';
import { nearest } from './nearest.ts';

const kinds = ['delay', 'throttle', 'fail-before', 'fail-after', 'lose-answer', 'appear-late', 'answer'] as const;

/** Waiting longer than an hour is a typing error. */
const maxMs = 3_600_000;

const operationRule = `must be *, or a service and an action, like iam:CreateUser or iam:* (services: ${services.join(', ')})`;
const msRule = `must be a whole number of milliseconds from 0 to ${String(maxMs)}`;
const statusRule = 'must be an HTTP status from 200 to 599';
const textRule = 'must be text';
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
          ? `A fault has operation, kind, ms and times, an answer also status, code, message, body and contentType; and no ${issue.keys.join(', ')}`
          : 'A fault is a JSON object with operation, kind, and where they are wanted ms and times',
    },
  )
  .refine(({ kind, ms }) => ms !== undefined || (kind !== 'delay' && kind !== 'appear-late'), {
    path: ['ms'],
    error: 'says how long, in milliseconds: delay and appear-late need it',
  })
  .check(({ value, issues }) => {
    const complain = (field: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [field], message });
    const { kind, status, code, message, body, contentType } = value;
    if (kind !== 'answer') {
      for (const [field, given] of Object.entries({ status, code, message, body, contentType }))
        if (given !== undefined) complain(field, 'goes with the kind answer only');
    } else if (status === undefined) complain('status', 'says how the call is answered: the kind answer needs it');
    else if (message !== undefined && code === undefined) complain('message', 'goes with a code');
    else if (contentType !== undefined && body === undefined) complain('contentType', 'goes with a body');
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

/** What is answered in the service's place: an error with this code and message, or this very body; without both, nothing. */
export interface GivenAnswer {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string;
  readonly body: string | undefined;
  readonly contentType: string | undefined;
}

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
  /** Instead of the call. */
  readonly answer: GivenAnswer | undefined;
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
        answer: givenBy(ofKind('answer')[0]?.fault),
      };
    },
  };
}

function givenBy(fault: Fault | undefined): GivenAnswer | undefined {
  if (fault?.status === undefined) return undefined;
  const { status, code, message = '', body, contentType } = fault;
  return { status, code, message, body, contentType };
}

const matches = (pattern: string, operation: string) =>
  pattern === '*' || pattern === operation || (pattern.endsWith(':*') && operation.startsWith(pattern.slice(0, -1)));
