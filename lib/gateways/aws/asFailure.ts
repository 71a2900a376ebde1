import { AwsFailure } from '../../core/awsFailure.ts';
import { LeaseLost, OutOfTime } from '../../core/controlFlowErrors.ts';

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

/**
 * What the SDK throws as an AwsFailure, by the code on the wire; where no answer came, by the code of Node or the SDK.
 * What is no failure of a call comes back as it is.
 */
export function asFailure(operation: string, error: unknown): unknown {
  // Ours: the guard said no at the last moment before the request left; the SDK hangs its metadata on that too.
  if (error instanceof LeaseLost || error instanceof OutOfTime) return error;
  if (!isErrorLike(error) || !isFromSdk(error)) return error;
  const { status, requestId, clockSkewCorrected, attempts } = metadata(error);
  const isSkewed = clockSkewCorrected && skewCodes.has(error.name);
  const code = isSkewed ? 'RequestTimeTooSkewed' : (wireCodes[error.name] ?? nodeCode(error) ?? error.name);
  // Of several attempts only the last one's answer is known: one before it may have been carried out.
  const wasRefused = attempts <= 1 && status !== undefined && status >= 400 && status < 500;
  return new AwsFailure(operation, code, error.message, wasRefused ? 'refused' : 'unknown', requestId);
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
