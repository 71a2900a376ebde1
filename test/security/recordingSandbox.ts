import { createAccounts } from '../../local/sandbox/accounts.ts';
import { answerCall } from '../../local/sandbox/answer.ts';
import { authenticate } from '../../local/sandbox/authenticate.ts';
import { iamOperations } from '../../local/sandbox/iam/operations.ts';
import type { Context } from '../../local/sandbox/operation.ts';
import { Refusal, refuse } from '../../local/sandbox/refusal.ts';
import type { Sandbox, SignedCall } from '../../local/sandbox/types.ts';
import { decodeQuery } from '../../local/sandbox/wire/query.ts';
import { encodeError } from '../../local/sandbox/wire/xml.ts';

/**
 * One action that a call needs permission for. A call with tags is recorded twice, because IAM authorizes two actions.
 */
export interface Authorized {
  /** ARN of the role whose session called. */
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
  /** `ok` or AWS's code. */
  readonly outcome: string;
}

/**
 * `lost`: the call is carried out and its answer is lost. `not-visible`: IAM does not find a resource that was created
 * a moment ago.
 */
export type Trouble = 'lost' | 'not-visible';

/** A sandbox in memory that records the IAM calls of each role session, and can inject faults. */
export function recordingSandbox(now: () => number) {
  const accounts = createAccounts(undefined);
  const recorded: Authorized[] = [];
  let troubles: { readonly accountId: string; readonly action: string; readonly kind: Trouble }[] = [];

  const targetsOf = ({ caller, parameters }: SignedCall) => {
    const { accountId } = caller;
    const account = accounts.get(accountId);
    const request = { caller, accountId, account, accounts, now: now(), visibleAt: now() };
    const action = parameters['Action'] ?? '';
    try {
      const targets = iamOperations[action]?.(decodeQuery(parameters), request).targets ?? [];
      return targets.map((target) => ({
        action: target.action ?? `iam:${action}`,
        resource: target.resource,
        context: target.context ?? {},
      }));
    } catch (error) {
      if (error instanceof Refusal) return [];
      throw error;
    }
  };

  const sandbox: Sandbox = {
    authenticate: (accessKeyId, token) => authenticate(accounts, now(), accessKeyId, token),
    answer: async (call) => {
      // The ARN is read before the call, because a deleted resource has none.
      const targets = call.service === 'iam' && call.caller.type === 'session' ? targetsOf(call) : [];
      const due = troubles.find(({ accountId, action }) => isHit(call, targets.length, accountId, action));
      troubles = troubles.filter((each) => each !== due);
      const applied = due?.kind === 'not-visible' ? undefined : await answerCall(accounts, now(), call);
      const answer = due === undefined && applied !== undefined ? applied : troubled[due?.kind ?? 'lost'](call);
      const role = call.caller.principalArn;
      recorded.push(...targets.map((target) => ({ role, ...target, outcome: answer.code })));
      return answer;
    },
    clear: () => {
      accounts.clear();
      return Promise.resolve();
    },
  };
  return {
    sandbox,
    /** The calls of this role's sessions, in the order of arrival. */
    askedBy: (role: string): readonly Authorized[] => recorded.filter((each) => each.role === role),
    /** Sets the fault for the next call of this action by a role session in this account. */
    trouble: (accountId: string, action: string, kind: Trouble) => {
      troubles.push({ accountId, action, kind });
    },
  };
}

function isHit({ caller, parameters }: SignedCall, targets: number, accountId: string, action: string): boolean {
  return targets > 0 && caller.accountId === accountId && parameters['Action'] === action;
}

function answered({ requestId }: SignedCall, refusal: Refusal) {
  return {
    statusCode: refusal.statusCode,
    body: encodeError('iam', refusal, requestId),
    code: refusal.code,
  };
}

const troubled = {
  lost: (call: SignedCall) => answered(call, new Refusal('ServiceFailure', 500, 'Nobody knows what became of it.')),
  'not-visible': (call: SignedCall) => answered(call, refuse('NoSuchEntity', 'It is not visible yet.')),
} as const satisfies Record<Trouble, unknown>;
