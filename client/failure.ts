import { LatchkeyConnectionError } from './latchkeyConnectionError.ts';
import type { LatchkeyProblem } from './latchkeyProblem.ts';
import { problemOf } from './problemOf.ts';

/** The result of a generated function. */
export interface Attempted<T> {
  readonly data?: T | undefined;
  readonly error?: unknown;
  readonly request?: Request | undefined;
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
  { error, request, response }: Attempted<unknown>,
  timeout: AbortSignal,
): LatchkeyProblem | LatchkeyConnectionError {
  // The message of a JSON parser repeats a part of the text, which can have the keys.
  const cause = error instanceof SyntaxError ? undefined : error;
  if (timeout.aborted && response?.ok !== false) {
    const detail = 'it did not come in time.';
    return new LatchkeyConnectionError({ reason: 'timeout', call, detail, idempotencyKey, cause });
  }
  if (response === undefined) {
    const detail = `${causeOf(error)}.`;
    return new LatchkeyConnectionError({ reason: 'network', call, detail, idempotencyKey, cause });
  }
  if (response.ok) {
    const isCut = error instanceof TypeError;
    const detail = isCut ? 'the connection was lost.' : 'what answers at this address is not Latchkey.';
    const reason = isCut ? 'network' : 'not-latchkey';
    return new LatchkeyConnectionError({ reason, call, detail, idempotencyKey, cause });
  }
  return problemOf({ call, idempotencyKey, url: request?.url ?? response.url }, error, response);
}

/** Returns what fetch says about a network failure. Node has it in the causes of the error. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause, message } = error;
  return cause instanceof Error ? causeOf(cause) : message || error.name;
}
