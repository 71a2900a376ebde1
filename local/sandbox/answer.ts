import type { Accounts } from './accounts.ts';
import { authorize } from './authorize.ts';
import { findKey } from './iam/find.ts';
import { iamOperations } from './iam/operations.ts';
import type { Request } from './operation.ts';
import { Refusal, refuse } from './refusal.ts';
import { stsOperations } from './sts.ts';
import type { Answer, SignedCall } from './types.ts';
import { decodeQuery } from './wire/query.ts';
import { encodeAnswer, encodeError, type OutputStructure } from './wire/xml.ts';

const operations = new Map([
  ...Object.entries(iamOperations).map(([name, operation]) => [`iam:${name}`, operation] as const),
  ...Object.entries(stsOperations).map(([name, operation]) => [`sts:${name}`, operation] as const),
]);

/** Operations that leave the account as it is; all others are followed by a write to disk. */
const readsOnly = /^(Get|List|Simulate|AssumeRole$)/;

/** How exact AWS keeps a key's last use: it does not write with every call. */
const lastUsedStepMs = 15 * 60 * 1000;

function noteUse(request: Request, service: string): void {
  if (request.caller.type !== 'user') return;
  const key = findKey(request, request.caller.accessKeyId)?.key;
  if (!key || request.now - (key.lastUsed?.at ?? 0) < lastUsedStepMs) return;
  key.lastUsed = { at: request.now, service };
  request.accounts.save(request.accountId);
}

async function perform(accounts: Accounts, now: number, call: SignedCall): Promise<OutputStructure> {
  const { service, caller, parameters } = call;
  const action = parameters['Action'];
  const operation = operations.get(`${service}:${String(action)}`);
  if (action === undefined || !operation) {
    throw refuse(
      'InvalidAction',
      `Could not find operation ${action ?? ''} for version ${parameters['Version'] ?? 'NO_VERSION_SPECIFIED'}`,
    );
  }
  const { accountId } = caller;
  const request: Request = {
    caller,
    accountId,
    account: accounts.get(accountId),
    accounts,
    now,
    visibleAt: now + (call.appearLateMs ?? 0),
  };
  noteUse(request, service);
  const prepared = operation(decodeQuery(parameters), request);
  await authorize(request, service, action, prepared.targets);
  const output = await prepared.run();
  if (!readsOnly.test(action)) accounts.save(accountId);
  return output;
}

/** Answers one call in XML, refusals included. */
export async function answerCall(accounts: Accounts, now: number, call: SignedCall): Promise<Answer> {
  const { service, requestId } = call;
  try {
    const output = await perform(accounts, now, call);
    return {
      statusCode: 200,
      body: encodeAnswer(service, call.parameters['Action'] ?? '', output, requestId),
      code: 'ok',
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { statusCode: error.statusCode, body: encodeError(service, error, requestId), code: error.code };
  }
}
