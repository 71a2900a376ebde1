import { LatchkeyConnectionError } from './latchkeyConnectionError.ts';
import { LatchkeyProblem, type FieldError } from './latchkeyProblem.ts';
import { retryAfterOf } from './retryAfter.ts';

/** The result of a generated function. */
export interface Attempted<T> {
  readonly data?: T | undefined;
  readonly error?: unknown;
  readonly response?: Response | undefined;
}

interface Failed {
  readonly name: string;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Returns the error for a request that failed.
 *
 * @param timeout the signal that ends a try
 */
export function failureOf(
  { name: call, idempotencyKey }: Failed,
  { error, response }: Attempted<unknown>,
  timeout: AbortSignal,
): LatchkeyProblem | LatchkeyConnectionError {
  if (timeout.aborted && response?.ok !== false) {
    const detail = 'it did not come in time.';
    return new LatchkeyConnectionError({ reason: 'timeout', call, detail, idempotencyKey, cause: error });
  }
  if (response === undefined) {
    const detail = `${causeOf(error)}.`;
    return new LatchkeyConnectionError({ reason: 'network', call, detail, idempotencyKey, cause: error });
  }
  if (response.ok) {
    const isCut = error instanceof TypeError;
    const detail = isCut ? 'the connection was lost.' : 'what answers at this address is not Latchkey.';
    const reason = isCut ? 'network' : 'not-latchkey';
    return new LatchkeyConnectionError({ reason, call, detail, idempotencyKey, cause: error });
  }
  return problemOf(call, idempotencyKey, error, response);
}

function problemOf(
  call: string,
  idempotencyKey: string | undefined,
  body: unknown,
  response: Response,
): LatchkeyProblem {
  const { status, statusText, headers } = response;
  const members = new Map(isObject(body) ? Object.entries(body) : []);
  const text = (name: string) => {
    const value: unknown = members.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const type = text('type') ?? 'about:blank';
  const title = text('title') ?? (statusText || 'Refused');
  const errors: unknown = members.get('errors');
  const retryable: unknown = members.get('retryable');
  return new LatchkeyProblem({
    type,
    title,
    status,
    // API Gateway answers `{ "message": … }`.
    detail: text('detail') ?? text('message') ?? '',
    errors: Array.isArray(errors) ? errors.filter(isFieldError) : [],
    onboarding: text('onboarding'),
    retryable: typeof retryable === 'boolean' ? retryable : status === 429 || status >= 500,
    requestId: text('requestId') ?? headers.get('apigw-requestid') ?? undefined,
    retryAfterSeconds: retryAfterOf(response),
    isReplay: headers.get('idempotency-replayed') === 'true',
    call,
    idempotencyKey,
  });
}

/** Returns what fetch says about a network failure. Node has it in the causes of the error. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause, message } = error;
  return cause instanceof Error ? causeOf(cause) : message || error.name;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isFieldError(value: unknown): value is FieldError {
  return (
    isObject(value) &&
    'pointer' in value &&
    'detail' in value &&
    typeof value.pointer === 'string' &&
    typeof value.detail === 'string'
  );
}
