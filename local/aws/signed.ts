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

/** What is needed to handle signed calls. */
export interface Services {
  readonly sandbox: Sandbox;
  readonly dynamoDb: DynamoDb;
  readonly sqs: Sqs;
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly interpose: Interpose;
  /** The account that owns the tables and queues. */
  readonly vendorAccountId: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly isClosed: () => boolean;
}

/**
 * Handles one signed call: authenticates the caller, checks the signature, applies the faults, and calls the service.
 * @param isGone returns whether the caller has closed the connection
 * @returns undefined if no response must be sent, and the connection must be closed.
 */
export async function answerSigned(
  services: Services,
  service: Service,
  request: WireRequest,
  signature: Signature,
  isGone: () => boolean,
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
  const effects = services.faults.next(operation);
  if (effects.delayMs > 0) await sleep(effects.delayMs);
  // The local AWS may have been closed during the delay, with its store.
  if (services.isClosed()) return undefined;
  const { caller } = known;
  const call = { service, action: actionOf(request), caller, request, isGone };
  const answer = await services.interpose(call, () =>
    withFaults(effects, service, requestId, () =>
      answerOf(services, service, request, caller, requestId, effects.appearLateMs, isGone),
    ),
  );
  ended(answer?.code ?? 'lost');
  return effects.losesAnswer ? undefined : answer;
}

async function withFaults(
  effects: ReturnType<Faults['next']>,
  service: Service,
  requestId: string,
  apply: () => Promise<WireAnswer>,
): Promise<WireAnswer> {
  if (effects.answer !== undefined) return givenAnswer(service, effects.answer, requestId);
  if (effects.throttled) return errorAnswer(service, throttling[service], requestId);
  if (effects.failsBefore) return errorAnswer(service, serverFailure[service], requestId);
  const answer = await apply();
  return effects.failsAfter ? errorAnswer(service, serverFailure[service], requestId) : answer;
}

async function answerOf(
  services: Services,
  service: Service,
  request: WireRequest,
  caller: Caller,
  requestId: string,
  appearLateMs: number | undefined,
  isGone: () => boolean,
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
    return errorAnswer(service, deniedToOthers(service, request, caller), requestId);
  return service === 'dynamodb' ? services.dynamoDb.answer(request) : services.sqs.answer(request, isGone);
}

/**
 * Returns the error for a caller of another account. Only the vendor's account has tables and queues, and no other
 * account has access to them.
 */
function deniedToOthers(service: Service, request: WireRequest, { arn }: Caller): Refusal {
  const action = `${service}:${actionOf(request)}`;
  return {
    statusCode: 400,
    code: 'AccessDenied',
    message: `User: ${arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
  };
}
