import { AwsFailure } from '../../core/awsFailure.ts';
import { LeaseLost, OutOfTime } from '../../core/controlFlowErrors.ts';
import type { CallGuard } from '../../core/ports.ts';

/** What an SDK client is built with so that nothing waits or repeats behind our back. */
export const oneTry = {
  /**
   * The SDK would repeat a call whose answer got lost: for CreateAccessKey, a second key. Retries are the steps' own,
   * which know what to look at first.
   */
  maxAttempts: 1,
} as const;

/** Sends one call. The signal is given to the SDK: it is aborted at the request timeout, or with the guard. Throws AwsFailure. */
export async function send<T>(
  operation: string,
  requestTimeoutMs: number,
  guard: CallGuard | undefined,
  call: (options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  await guard?.beforeCall();
  // Not AbortSignal.timeout: that one goes off for calls too that have long been answered.
  const timeout = new AbortController();
  const timer = setTimeout(() => {
    timeout.abort();
  }, requestTimeoutMs);
  const abortSignal = guard === undefined ? timeout.signal : AbortSignal.any([timeout.signal, guard.signal]);
  try {
    return await call({ abortSignal });
  } catch (error) {
    throw asFailure(operation, error);
  } finally {
    clearTimeout(timer);
  }
}

/** The SDK's class names where they differ from the code on the wire. */
const wireCodes: Readonly<Record<string, string>> = {
  EntityAlreadyExistsException: 'EntityAlreadyExists',
  NoSuchEntityException: 'NoSuchEntity',
  LimitExceededException: 'LimitExceeded',
  DeleteConflictException: 'DeleteConflict',
  MalformedPolicyDocumentException: 'MalformedPolicyDocument',
  InvalidInputException: 'InvalidInput',
  PolicyNotAttachableException: 'PolicyNotAttachable',
  ConcurrentModificationException: 'ConcurrentModification',
  EntityTemporarilyUnmodifiableException: 'EntityTemporarilyUnmodifiable',
  ServiceFailureException: 'ServiceFailure',
  ExpiredTokenException: 'ExpiredToken',
  AccessDeniedException: 'AccessDenied',
};

/** How services say that a signature is of another time; one of them is what they say of a wrong secret, too. */
const skewCodes = new Set([
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

/** Codes that AWS gives together with a 5xx, or that the SDK gives where no answer came. */
function asFailure(operation: string, error: unknown): unknown {
  // Ours: the guard said no at the last moment before the request left; the SDK hangs its metadata on that too.
  if (error instanceof LeaseLost || error instanceof OutOfTime) return error;
  if (!isErrorLike(error) || !isFromSdk(error)) return error;
  const { status, requestId, clockSkewCorrected } = metadata(error);
  const isSkewed = clockSkewCorrected && skewCodes.has(error.name);
  const code = isSkewed ? 'RequestTimeTooSkewed' : (wireCodes[error.name] ?? nodeCode(error) ?? error.name);
  const wasRefused = status !== undefined && status >= 400 && status < 500;
  return new AwsFailure(operation, code, error.message, wasRefused ? 'refused' : 'unknown', requestId, status);
}

/** Node's codes for connections that did not work: ECONNRESET, ENOTFOUND and their like; not ERR_… of its own misuse. */
const networkCode = /^E(?!RR_)[A-Z_]+$/;

/** By its shape: an error of Node's own core is no `instanceof Error` of a test's realm. */
function isErrorLike(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
}

/** Of a connection that did not work: its name is `Error`, and says nothing. */
function nodeCode(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' && networkCode.test(error.code) ? error.code : undefined;
}

function isFromSdk(error: Error): boolean {
  return (
    '$fault' in error ||
    '$metadata' in error ||
    error.name === 'AbortError' ||
    error.name === 'TimeoutError' ||
    nodeCode(error) !== undefined ||
    '$response' in error
  );
}

interface Metadata {
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly clockSkewCorrected: boolean;
}

function metadata(error: Error): Metadata {
  const found: unknown = '$metadata' in error ? error.$metadata : undefined;
  if (typeof found !== 'object' || found === null)
    return { status: undefined, requestId: undefined, clockSkewCorrected: false };
  const status =
    'httpStatusCode' in found && typeof found.httpStatusCode === 'number' ? found.httpStatusCode : undefined;
  const requestId = 'requestId' in found && typeof found.requestId === 'string' ? found.requestId : undefined;
  const clockSkewCorrected = 'clockSkewCorrected' in found && found.clockSkewCorrected === true;
  return { status, requestId, clockSkewCorrected };
}
