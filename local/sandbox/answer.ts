import type { Accounts } from './accounts.ts';
import { authorize } from './authorize.ts';
import { findKey } from './iam/find.ts';
import { iamOperations } from './iam/operations.ts';
import { seenBy } from './lag/view.ts';
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

/** Operations that do not change the account. After every other operation the account is written to disk. */
const readsOnly = /^(Get|List|Simulate|AssumeRole$)/;

/**
 * How often the last use of a key is updated at most, in milliseconds. AWS does not update it with every call either.
 */
const lastUsedIntervalMs = 15 * 60 * 1000;

function updateLastUsed(accounts: Accounts, now: number, { caller, service }: SignedCall): void {
  if (caller.type !== 'user') return;
  const key = findKey({ account: accounts.get(caller.accountId), now }, caller.accessKeyId)?.key;
  if (!key || now - (key.lastUsed?.at ?? 0) < lastUsedIntervalMs) return;
  if (key.lastUsed !== undefined) key.usedBefore = key.lastUsed;
  key.lastUsed = { at: now, service, visibleAt: now + accounts.lag.useLateMs(caller.accountId) };
  accounts.lag.noteChange(caller.accountId);
  accounts.save(caller.accountId);
}

/**
 * Returns the input of an operation. It contains the accounts as the machine of AWS that handles the call sees them:
 * with a lag, recent changes may not be visible to it yet.
 */
function requestOf(
  accounts: Accounts,
  now: number,
  { service, caller, appearLateMs, fromService }: SignedCall,
): Request {
  const { accountId } = caller;
  const at = fromService?.at ?? now;
  const view = fromService ? accounts : seenBy(accounts, service === 'sts' ? 'sts' : 'read', accountId, now);
  return {
    caller,
    accountId,
    account: view.get(accountId),
    accounts: view,
    authorizing: seenBy(accounts, 'authorization', accountId, now).get(accountId),
    now: at,
    visibleAt: at + (appearLateMs ?? 0),
    onSession: (of, accessKeyId) => {
      accounts.lag.addSession(of, accessKeyId, now);
    },
  };
}

async function perform(accounts: Accounts, now: number, call: SignedCall): Promise<OutputStructure> {
  const { service, caller, parameters, fromService } = call;
  const { accountId } = caller;
  const action = parameters['Action'];
  const operation = operations.get(`${service}:${String(action)}`);
  if (action === undefined || !operation) {
    throw refuse(
      'InvalidAction',
      `Could not find operation ${action ?? ''} for version ${parameters['Version'] ?? 'NO_VERSION_SPECIFIED'}`,
    );
  }
  const isRead = readsOnly.test(action);
  if (service === 'iam' && !fromService && !accounts.lag.allowCall(accountId, isRead ? 'read' : 'write', now))
    throw refuse('Throttling', 'Rate exceeded');
  updateLastUsed(accounts, now, call);
  const request = requestOf(accounts, now, call);
  const input = decodeQuery(parameters);
  const prepared = operation(input, request);
  await authorize(request, service, action, prepared.targets);
  if (isRead) return prepared.run();
  const isCopy = request.account !== accounts.get(accountId);
  // Run the operation on the machine's copy first, so that it fails if the machine does not see the required state yet.
  if (isCopy) await prepared.run();
  const account = accounts.get(accountId);
  const { run } = isCopy ? operation(input, { ...request, account, accounts }) : prepared;
  return accounts.lag.applyChange(accountId, account, request.now, () => {
    const output = run();
    accounts.save(accountId);
    return output;
  });
}

/**
 * Executes one call and returns its response in XML, including errors of AWS.
 * @throws any error that is not a Refusal.
 */
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
