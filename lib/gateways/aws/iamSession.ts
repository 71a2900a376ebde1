import type { IAMClient, IAMClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-iam';
import type { Command } from '@smithy/core/client';
import { hasCode } from '../../core/awsFailure.ts';
import type { CallGuard } from '../../core/ports.ts';
import { abortedBy, senderTo, triedOnce } from './awsCall.ts';

/** Sends a command to IAM once. Throws AwsFailure. */
export type SendToIam = <I extends ServiceInputTypes, O extends ServiceOutputTypes>(
  command: Command<I, O, IAMClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes>,
) => Promise<O>;

/** Sends a command to IAM once, without a check of the lease. `signal` aborts the call. Throws AwsFailure. */
type SendWithoutLease = <I extends ServiceInputTypes, O extends ServiceOutputTypes>(
  command: Command<I, O, IAMClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes>,
  signal?: AbortSignal,
) => Promise<O>;

/** Calls to IAM in one tenant's account with a session of the bootstrap role. */
export interface IamSession {
  /**
   * Sends a command if the lease allows it. If the session has expired, sends it once more with a new session. Throws
   * the errors of the guard unchanged.
   */
  readonly send: SendToIam;
  /** Sends a command without a check of the lease: for deleting a key that nobody has received. */
  readonly sendWithoutLease: SendWithoutLease;
}

export interface IamSessionParts {
  readonly client: IAMClient;
  /**
   * Assumes the role again and returns the client of the new session. A client keeps the credentials with which it was
   * created.
   */
  readonly renew: () => Promise<IAMClient>;
  readonly guard: CallGuard;
  readonly requestTimeoutMs: number;
}

/** Returns the session that begins with the credentials of `client`. */
export function iamSession({ client: first, renew, guard, requestTimeoutMs }: IamSessionParts): IamSession {
  const sendOnce = senderTo('iam', { requestTimeoutMs, attempts: triedOnce });
  let client = first;
  let renewal: Promise<IAMClient> | undefined;
  /**
   * Returns a client with a new session. All calls that fail because the same session expired share one new session.
   */
  const clientAfter = async (ended: IAMClient): Promise<IAMClient> => {
    if (client !== ended) return client;
    renewal ??= renew().finally(() => {
      renewal = undefined;
    });
    client = await renewal;
    return client;
  };
  return {
    send: async (command) => {
      const used = client;
      try {
        return await sendOnce(used, command, guard);
      } catch (error) {
        if (!hasCode(error, 'ExpiredToken')) throw error;
        return sendOnce(await clientAfter(used), command, guard);
      }
    },
    sendWithoutLease: (command, signal) => sendOnce(client, command, signal && abortedBy(signal)),
  };
}
