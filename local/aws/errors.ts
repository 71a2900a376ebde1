import type { GivenAnswer } from '../sandbox/faults.ts';
import type { Service, WireAnswer } from './wire.ts';

/** An AWS error, with the code that IAM and STS use. Other services have other codes for the same error. */
export interface Refusal {
  readonly statusCode: number;
  readonly code: string;
  readonly message: string;
}

/**
 * The names and statuses that DynamoDB and SQS use for error codes of IAM and STS.
 * Source: "Common errors" of the DynamoDB and SQS API references. SQS also returns the query protocol's code, in a
 * header.
 */
const jsonNames: ReadonlyMap<string, { readonly name: string; readonly statusCode: number }> = new Map([
  ['InvalidClientTokenId', { name: 'UnrecognizedClientException', statusCode: 400 }],
  ['ExpiredToken', { name: 'ExpiredTokenException', statusCode: 400 }],
  ['SignatureDoesNotMatch', { name: 'InvalidSignatureException', statusCode: 400 }],
  ['IncompleteSignature', { name: 'IncompleteSignatureException', statusCode: 400 }],
  ['MissingAuthenticationToken', { name: 'MissingAuthenticationTokenException', statusCode: 400 }],
  ['AccessDenied', { name: 'AccessDeniedException', statusCode: 400 }],
]);

const namespaces = {
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
} as const;

/** Returns the response for an error in the service's protocol: XML for IAM and STS, JSON for DynamoDB and SQS. */
export function errorAnswer(service: Service, refusal: Refusal, requestId: string): WireAnswer {
  const { code, statusCode } = refusal;
  const known = service === 'iam' || service === 'sts' ? undefined : jsonNames.get(code);
  return inProtocol(
    service,
    { ...refusal, statusCode: known?.statusCode ?? statusCode },
    known?.name ?? code,
    requestId,
  );
}

/**
 * Returns the response that a fault of kind `answer` specifies: an error in the service's protocol, or the given status
 * and body, as a proxy between the caller and the service would return them.
 */
export function givenAnswer(
  service: Service,
  { status: statusCode, code, message, body, contentType }: GivenAnswer,
  requestId: string,
): WireAnswer {
  if (body === undefined && code !== undefined)
    return inProtocol(service, { statusCode, code, message }, code, requestId);
  return {
    statusCode,
    headers: contentType === undefined ? {} : { 'content-type': contentType },
    body: body ?? '',
    code: code ?? `HTTP ${String(statusCode)}`,
  };
}

/** @param name the service's name for the code. SQS returns the code itself as well */
function inProtocol(service: Service, refusal: Refusal, name: string, requestId: string): WireAnswer {
  return service === 'iam' || service === 'sts'
    ? queryError(namespaces[service], refusal, requestId)
    : jsonError(service, refusal, name, requestId);
}

function queryError(namespace: string, { statusCode, code, message }: Refusal, requestId: string): WireAnswer {
  const type = statusCode < 500 ? 'Sender' : 'Receiver';
  return {
    statusCode,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body:
      `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${escapeXml(code)}</Code>` +
      `<Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
    code,
  };
}

function jsonError(
  service: 'dynamodb' | 'sqs',
  { statusCode, code, message }: Refusal,
  name: string,
  requestId: string,
): WireAnswer {
  const queryCode = `${code};${statusCode < 500 ? 'Sender' : 'Receiver'}`;
  return {
    statusCode,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': requestId,
      ...(service === 'sqs' && { 'x-amzn-query-error': queryCode }),
    },
    body: JSON.stringify({ __type: `com.amazon.coral.service#${name}`, message }),
    code: name,
  };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
