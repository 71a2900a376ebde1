import { AwsFailure } from '../../core/awsFailure.ts';
import { LeaseLost, OutOfTime } from '../../core/controlFlowErrors.ts';

/** The names of the SDK's error classes that differ from the error code in the response. */
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
  ServiceNotSupportedException: 'NotSupportedService',
};

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
  const isSkewed = clockSkewCorrected && skewCodes.has(error.name);
  const code = isSkewed ? 'RequestTimeTooSkewed' : (wireCodes[error.name] ?? nodeCode(error) ?? error.name);
  // If the SDK made several attempts, only the answer to the last one is known. AWS may have carried out an earlier
  // one.
  const wasRefused = attempts <= 1 && status !== undefined && status >= 400 && status < 500;
  return new AwsFailure(operation, code, error.message, wasRefused ? 'refused' : 'unknown', requestId, status);
}

/**
 * Matches Node's codes for failed connections, such as ECONNRESET and ENOTFOUND, but not codes such as
 * ERR_INVALID_ARG_TYPE, which Node uses for wrong use of its functions.
 */
const networkCode = /^E(?!RR_)[A-Z_]+$/;

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
