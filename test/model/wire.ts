import { errorAnswer, type Refusal } from '../../local/aws/errors.ts';
import { serverFailure, throttling } from '../../local/aws/failures.ts';
import { AwsFailure } from '../../lib/core/awsFailure.ts';
import { current } from './process.ts';
import type { VirtualTime } from './time.ts';
import { isCode, type Refusals } from './refusals.ts';
import type { Trouble, TroubleCode } from './trouble.ts';

/** What came over the wire, as far as the model's cloud needs it. */
export interface Reply {
  readonly statusCode: number;
  readonly body: string;
}

/** In the model's words, or AWS's own code. */
export type RefusalKind = 'throttled' | 'fails' | 'denied' | 'session expired' | TroubleCode;

/** How a call of some service goes, and what it looks like where it is refused or brings no answer. */
export interface Passage<T> {
  /** `iam:CreateUser` */
  readonly operation: string;
  readonly apply: () => Promise<T>;
  readonly refuse: (kind: RefusalKind) => T | Promise<T>;
  /** Ends the call for its caller when he has waited long enough. */
  readonly noAnswer: () => Promise<never>;
}

/** A whole call takes so long at most, in ms, where nothing goes wrong. */
const longestMs = 60;

/**
 * A key that appears on a user that was claimed long before is taken for its administrator's: nothing but its age tells
 * the two apart. So a CreateAccessKey has to land within the request timeout and the margin, which are there for it.
 */
const latestMs = new Map([['iam:CreateAccessKey', 9000]]);

/** What is in our own account. */
const isOurOwn = /^(?:dynamodb|sqs):/;

/** The way of every call to AWS and back: it takes its time, and whatever the process was to meet with, it meets here. */
export function wire(time: VirtualTime, onLater: (at: number) => void, refusals: Refusals) {
  const later = (ms: number, work: () => void) => {
    onLater(time.now() + ms);
    time.later(ms, work);
  };
  const travel = () => time.sleep(Math.random() * (longestMs / 2));
  const after = async <T>(trouble: Trouble | undefined, result: T, { refuse, noAnswer }: Passage<T>): Promise<T> => {
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
  const pass = async <T>(passage: Passage<T>): Promise<T> => {
    const trouble = current()?.troubleWith(passage.operation);
    const me = current();
    if (me !== undefined && trouble !== undefined) me.hadTroubleOfOurs ||= isOurOwn.test(passage.operation);
    await travel();
    const code = refusals.next(passage.operation);
    if (code !== undefined) return passage.refuse(code);
    switch (trouble?.kind) {
      case 'denied':
      case 'session expired':
      case 'throttled':
        return passage.refuse(trouble.kind);
      case 'fails before':
        return passage.refuse('fails');
      case 'hangs':
        return passage.noAnswer();
      case 'lands late':
        later(
          Math.min(trouble.ms, latestMs.get(passage.operation) ?? Infinity),
          () => void passage.apply().catch(() => undefined),
        );
        return passage.noAnswer();
      default: {
        const result = await time.busily(passage.apply);
        await travel();
        return after(trouble, result, passage);
      }
    }
  };
  return async <T>(passage: Passage<T>): Promise<T> => {
    const isOver = current()?.sets(passage.operation);
    try {
      return await pass(passage);
    } finally {
      isOver?.();
    }
  };
}

export type Wire = ReturnType<typeof wire>;

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

/** The same as DynamoDB and SQS answer it, read already. */
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

/** Until the caller hangs up. */
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
