import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Faults } from '../sandbox/faults.ts';
import type { Caller, Sandbox } from '../sandbox/types.ts';
import type { CallLog } from './calls.ts';
import type { DynamoDb } from './dynamodb.ts';
import { errorAnswer, givenAnswer, type Refusal } from './errors.ts';
import { serverFailure, throttling } from './failures.ts';
import type { Interpose } from './interpose.ts';
import { checkSignature, type Signature } from './signature.ts';
import type { Sqs } from './sqs.ts';
import { actionOf, formOf, type Service, type WireAnswer, type WireRequest } from './wire.ts';

export interface Services {
  readonly sandbox: Sandbox;
  readonly dynamoDb: DynamoDb;
  readonly sqs: Sqs;
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly interpose: Interpose;
  /** Whose DynamoDB and SQS these are. */
  readonly vendorAccountId: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly isClosed: () => boolean;
}

/**
 * Answers one signed call: who is it, is it really them, what is to go wrong, and then the service itself.
 * @param gone whether the caller has hung up
 * @returns undefined when the answer is to be lost.
 */
export async function answerSigned(
  services: Services,
  service: Service,
  request: WireRequest,
  signature: Signature,
  gone: () => boolean,
): Promise<WireAnswer | undefined> {
  const requestId = randomUUID();
  const operation = `${service}:${actionOf(request)}`;
  const at = new Date(services.clock()).toISOString();
  const known = services.sandbox.authenticate(signature.accessKeyId, signature.sessionToken);
  const ended = services.calls.begin({
    at,
    accountId: known.ok ? known.caller.accountId : '',
    principal: known.ok ? known.caller.arn : signature.accessKeyId,
    operation,
  });
  const refuse = (refusal: Refusal) => {
    const answer = errorAnswer(service, refusal, requestId);
    ended(answer.code);
    return answer;
  };
  if (!known.ok) return refuse(known);
  const refusal = await checkSignature(request, signature, known.secretAccessKey, services.clock());
  if (refusal !== undefined) return refuse(refusal);
  const trouble = services.faults.next(operation);
  if (trouble.delayMs > 0) await sleep(trouble.delayMs);
  // The store and the directory may be gone by now.
  if (services.isClosed()) return undefined;
  const { caller } = known;
  const call = { service, action: actionOf(request), caller, request, isGone: gone };
  const answer = await services.interpose(call, () =>
    withTrouble(trouble, service, requestId, () =>
      answerOf(services, service, request, caller, requestId, trouble.appearLateMs, gone),
    ),
  );
  ended(answer?.code ?? 'lost');
  return trouble.losesAnswer ? undefined : answer;
}

async function withTrouble(
  trouble: ReturnType<Faults['next']>,
  service: Service,
  requestId: string,
  apply: () => Promise<WireAnswer>,
): Promise<WireAnswer> {
  if (trouble.answer !== undefined) return givenAnswer(service, trouble.answer, requestId);
  if (trouble.throttled) return errorAnswer(service, throttling[service], requestId);
  if (trouble.failsBefore) return errorAnswer(service, serverFailure[service], requestId);
  const answer = await apply();
  return trouble.failsAfter ? errorAnswer(service, serverFailure[service], requestId) : answer;
}

async function answerOf(
  services: Services,
  service: Service,
  request: WireRequest,
  caller: Caller,
  requestId: string,
  appearLateMs: number | undefined,
  gone: () => boolean,
): Promise<WireAnswer> {
  if (service === 'iam' || service === 'sts') {
    const answer = await services.sandbox.answer({
      service,
      caller,
      parameters: formOf(request),
      requestId,
      appearLateMs,
    });
    return { ...answer, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId } };
  }
  if (caller.accountId !== services.vendorAccountId)
    return errorAnswer(service, notTheVendor(service, request, caller), requestId);
  return service === 'dynamodb' ? services.dynamoDb.answer(request) : services.sqs.answer(request, gone);
}

/** Only the vendor's account has tables and queues here, and shares them with nobody. */
function notTheVendor(service: Service, request: WireRequest, { arn }: Caller): Refusal {
  const action = `${service}:${actionOf(request)}`;
  return {
    statusCode: 400,
    code: 'AccessDenied',
    message: `User: ${arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
  };
}
