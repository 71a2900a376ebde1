import type { IAMClient, IAMClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-iam';
import type { Command } from '@smithy/core/client';
import { hasCode } from '../../core/awsFailure.ts';
import type { CallGuard } from '../../core/ports.ts';
import { senderTo, triedOnce } from './awsCall.ts';

/** Sends a command to IAM once. Throws AwsFailure. */
export type SendToIam = <I extends ServiceInputTypes, O extends ServiceOutputTypes>(
  command: Command<I, O, IAMClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes>,
) => Promise<O>;

/** IAM in one tenant's account, as a session of the bootstrap role. */
export interface IamSession {
  /** Under the lease; where the session has ended, once more in a new one. What the guard throws comes through. */
  readonly send: SendToIam;
  /** Without a look at the lease: for deleting a key that nobody has seen. */
  readonly sendWithoutLease: SendToIam;
}

export interface IamSessionParts {
  readonly client: IAMClient;
  /** Assumes the role again: the client of a new session. One client keeps the credentials that it was made with. */
  readonly renew: () => Promise<IAMClient>;
  readonly guard: CallGuard;
  readonly requestTimeoutMs: number;
}

export function iamSession({ client: first, renew, guard, requestTimeoutMs }: IamSessionParts): IamSession {
  const sendOnce = senderTo('iam', { requestTimeoutMs, attempts: triedOnce });
  let client = first;
  let renewal: Promise<IAMClient> | undefined;
  /** One new session for all calls that the old one's end has met. */
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
    sendWithoutLease: (command) => sendOnce(client, command),
  };
}
