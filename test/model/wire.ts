import { errorAnswer, type Refusal } from '../../local/aws/errors.ts';
import { serverFailure, throttling } from '../../local/aws/failures.ts';
import type { GivenAnswer } from '../../local/sandbox/faults.ts';
import { AwsFailure } from '../../lib/core/awsFailure.ts';
import type { CallFacts } from '../faults/callNames.ts';
import { current } from './process.ts';
import type { VirtualTime } from './time.ts';
import { isCode, type Refusals } from './refusals.ts';
import type { Trouble, TroubleCode } from './trouble.ts';

/** The parts of an HTTP response that the model uses. */
export interface Reply {
  readonly statusCode: number;
  readonly body: string;
  /** Default: the headers of an answer in XML. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A kind of refusal of the model, or an error code of AWS. */
export type RefusalKind = 'throttled' | 'fails' | 'denied' | 'session expired' | TroubleCode;

/** One call to a service. */
export interface NetworkCall<T> {
  /** For example `iam:CreateUser`. */
  readonly operation: string;
  /** What its name in the fault matrix is made of. */
  readonly facts: CallFacts;
  /** Carries out the call. @param appearLateMs how late reads see what the call creates, in ms */
  readonly apply: (appearLateMs?: number) => Promise<T>;
  /** Returns or throws the refusal as the caller gets it. */
  readonly refuse: (kind: RefusalKind) => T | Promise<T>;
  /** Rejects when the caller's timeout has ended. */
  readonly noAnswer: () => Promise<never>;
  /** Returns or throws an answer that a test has chosen. */
  readonly answered: (given: GivenAnswer) => T | Promise<T>;
  /** Rejects as for a caller whose connection is closed without an answer. */
  readonly hangUp: () => Promise<never>;
}

/** The longest duration of a call for which nothing goes wrong, in ms. */
const longestMs = 60;

/**
 * Says what goes wrong with a call, whichever process sends it: a trouble, or an error code with which AWS refuses it.
 * Undefined: nothing.
 */
export type Inject = (call: CallFacts) => Promise<Omit<Trouble, 'at'> | TroubleCode | undefined>;

/** Operations on the vendor's own resources. */
const isVendorOwn = /^(?:dynamodb|sqs):/;

/** The simulated network between Latchkey and AWS: it delays each call and applies the troubles and refusals. */
export function wire(
  time: VirtualTime,
  onLater: (at: number) => void,
  refusals: Refusals,
  inject: Inject = () => Promise.resolve(undefined),
): Wire {
  const later = (ms: number, work: () => void) => {
    onLater(time.now() + ms);
    time.later(ms, work);
  };
  const travel = () => time.sleep(Math.random() * (longestMs / 2));
  const after = async <T>(
    trouble: Omit<Trouble, 'at'> | undefined,
    result: T,
    { refuse, noAnswer }: NetworkCall<T>,
  ): Promise<T> => {
    const me = current();
    if (trouble?.kind === 'fails after') return refuse('fails');
    if (trouble?.kind === 'answer lost') return noAnswer();
    if (trouble?.kind === 'freezes' || trouble?.kind === 'dies') {
      me?.freeze();
      if (trouble.kind === 'freezes') later(trouble.ms, () => me?.thaw());
    }
    await me?.awake();
    return result;
  };
  const pass = async <T>(call: NetworkCall<T>): Promise<T> => {
    const own = current()?.troubleWith(call.operation);
    const me = current();
    await travel();
    const injected = await inject(call.facts);
    const code = typeof injected === 'string' ? injected : refusals.next(call.operation);
    if (code !== undefined) return call.refuse(code);
    const trouble = own ?? (typeof injected === 'string' ? undefined : injected);
    if (me !== undefined && trouble !== undefined) me.hadVendorTrouble ||= isVendorOwn.test(call.operation);
    switch (trouble?.kind) {
      case 'denied':
      case 'session expired':
      case 'throttled':
        return call.refuse(trouble.kind);
      case 'dies before':
        me?.freeze();
        await me?.awake();
        return call.noAnswer();
      case 'fails before':
        return call.refuse('fails');
      case 'hangs':
        return call.noAnswer();
      case 'carried out late':
        later(trouble.ms, () => void call.apply().catch(() => undefined));
        return call.noAnswer();
      default: {
        const result = await time.busily(() => call.apply());
        await travel();
        return after(trouble, result, call);
      }
    }
  };
  return async <T>(call: NetworkCall<T>): Promise<T> => {
    const isOver = current()?.startCall(call.operation);
    try {
      return await pass(call);
    } finally {
      isOver?.();
    }
  };
}

export type Wire = <T>(call: NetworkCall<T>) => Promise<T>;

const denied = (operation: string): Refusal => ({
  statusCode: 403,
  code: 'AccessDenied',
  message: `User is not authorized to perform: ${operation} because no identity-based policy allows the action`,
});
const expired: Refusal = {
  statusCode: 403,
  code: 'ExpiredToken',
  message: 'The security token included in the request is expired',
};

/** A refusal as IAM and STS answer it. */
export function xmlRefusal(operation: string, kind: RefusalKind): Reply {
  const service = operation.startsWith('sts') ? 'sts' : 'iam';
  if (isCode(kind)) return errorAnswer(service, { statusCode: 409, code: kind, message: 'the model says so' }, 'model');
  const refusals = {
    throttled: throttling[service],
    fails: serverFailure[service],
    denied: denied(operation),
    'session expired': expired,
  };
  return errorAnswer(service, refusals[kind], 'model');
}

/** A refusal by DynamoDB or SQS, as the gateways throw it. */
export function jsonRefusal(operation: string, kind: RefusalKind): Promise<never> {
  if (isCode(kind)) return Promise.reject(new AwsFailure(operation, kind, 'the model says so', 'refused'));
  const failures = {
    throttled: ['ThrottlingException', 'refused'],
    fails: ['InternalServerError', 'unknown'],
    denied: ['AccessDenied', 'refused'],
    'session expired': ['ExpiredToken', 'refused'],
  } as const;
  const [code, outcome] = failures[kind];
  return Promise.reject(new AwsFailure(operation, code, `the model says ${kind}`, outcome));
}

/** Rejects when the caller aborts the request. */
export function abandoned(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const hangUp = () => {
      const error = new Error('Request aborted');
      error.name = 'AbortError';
      reject(error);
    };
    if (signal.aborted) hangUp();
    else signal.addEventListener('abort', hangUp, { once: true });
  });
}
