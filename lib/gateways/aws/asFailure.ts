import { AwsFailure } from '../../core/awsFailure.ts';
import { LeaseLost, OutOfTime } from '../../core/controlFlowErrors.ts';

/** The names of the SDK's error classes that differ from the error code in the response. */
const wireCodes: ReadonlyMap<string, string> = new Map([
  ['EntityAlreadyExistsException', 'EntityAlreadyExists'],
  ['NoSuchEntityException', 'NoSuchEntity'],
  ['LimitExceededException', 'LimitExceeded'],
  ['DeleteConflictException', 'DeleteConflict'],
  ['MalformedPolicyDocumentException', 'MalformedPolicyDocument'],
  ['InvalidInputException', 'InvalidInput'],
  ['PolicyNotAttachableException', 'PolicyNotAttachable'],
  ['ConcurrentModificationException', 'ConcurrentModification'],
  ['EntityTemporarilyUnmodifiableException', 'EntityTemporarilyUnmodifiable'],
  ['ServiceFailureException', 'ServiceFailure'],
  ['ExpiredTokenException', 'ExpiredToken'],
  ['AccessDeniedException', 'AccessDenied'],
  ['ServiceNotSupportedException', 'NotSupportedService'],
]);

/**
 * The error codes for a signature whose time is too far from the service's time. `SignatureDoesNotMatch` is also the
 * code for a wrong secret.
 */
const skewCodes = new Set([
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

/**
 * Converts an error of the SDK into an AwsFailure. Its code is the code in the response, or the code of Node or the SDK
 * if there was no response. Returns an error that is not a failed call unchanged.
 */
export function asFailure(operation: string, error: unknown): unknown {
  // The guard stopped the call directly before the request was sent. The SDK adds its metadata to this error as well.
  if (error instanceof LeaseLost || error instanceof OutOfTime) return error;
  if (!isErrorLike(error) || !isFromSdk(error)) return error;
  const { status, requestId, clockSkewCorrected, attempts } = metadata(error);
  if (status !== undefined && isUnreadable(error)) {
    // A 429 without a body also means that AWS throttled the call. After any other unreadable answer, AWS may have
    // carried out the call, because a proxy may have replaced the answer of AWS.
    const outcome = status === 429 && attempts <= 1 ? 'refused' : 'unknown';
    return new AwsFailure(operation, `HTTP ${String(status)}`, unreadable, outcome, requestId, status);
  }
  const isSkewed = clockSkewCorrected && skewCodes.has(error.name);
  const code = isSkewed ? 'RequestTimeTooSkewed' : (wireCodes.get(error.name) ?? nodeCode(error) ?? error.name);
  // If the SDK made several attempts, only the answer to the last one is known. AWS may have carried out an earlier
  // one.
  const wasRefused = attempts <= 1 && status !== undefined && status >= 400 && status < 500;
  const message = code.startsWith('HPE_') ? unreadable : withoutSdkWords(error.message);
  return new AwsFailure(operation, code, message, wasRefused ? 'refused' : 'unknown', requestId, status);
}

/** The message of an answer that is not in AWS's format. The SDK's own message names its inner fields. */
const unreadable = 'The answer could not be read. A part of it is missing, or a proxy sent it in place of AWS.';

/** The names that the SDK gives to an answer without an error code. */
const namesWithoutCode = new Set(['Unknown', 'UnknownError', 'NotFound']);

/** Whether an answer came that is not in AWS's format: no body, the page of a proxy, or half an answer. */
function isUnreadable(error: Error): boolean {
  return !('$fault' in error) || namesWithoutCode.has(error.name);
}

/** Removes what the SDK writes in front of the message of a failed connection. */
function withoutSdkWords(message: string): string {
  return message.replace(/^(?:AWS SDK error wrapper for |@(?:aws-sdk|smithy)\/[\w-]+ - )/, '');
}

/**
 * Matches Node's codes for failed connections, such as ECONNRESET and ENOTFOUND, and for answers that are not HTTP, such
 * as HPE_INVALID_CONSTANT, but not codes such as ERR_INVALID_ARG_TYPE, which Node uses for wrong use of its functions.
 */
const networkCode = /^(?:E(?!RR_)|HPE_)[A-Z_]+$/;

/** Checks the fields, because `instanceof Error` is false in jest for an error that Node's core created. */
function isErrorLike(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
}

/** Returns the code of a failed connection. The name of such an error is only `Error`. */
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
  readonly attempts: number;
}

function metadata(error: Error): Metadata {
  const given: unknown = '$metadata' in error ? error.$metadata : undefined;
  const found = typeof given === 'object' && given !== null ? given : {};
  const number = (value: unknown) => (typeof value === 'number' ? value : undefined);
  return {
    status: 'httpStatusCode' in found ? number(found.httpStatusCode) : undefined,
    requestId: 'requestId' in found && typeof found.requestId === 'string' ? found.requestId : undefined,
    clockSkewCorrected: 'clockSkewCorrected' in found && found.clockSkewCorrected === true,
    attempts: ('attempts' in found ? number(found.attempts) : undefined) ?? 1,
  };
}
