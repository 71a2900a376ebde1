import { IAMClient } from '@aws-sdk/client-iam';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { HttpRequest, HttpResponse } from '@smithy/protocol-http';
import { oneTry, send } from '../../lib/gateways/aws/awsCall.ts';
import { addLeaseGuard } from '../../lib/gateways/aws/leaseGuard.ts';
import { Sha256 } from '../../lib/gateways/aws/sha256.ts';
import { ServiceError } from '../../lib/gateways/aws/signedPost.ts';
import { tenantAccount } from '../../lib/gateways/aws/tenantAccount.ts';
import { xmlText } from '../../lib/gateways/aws/xmlText.ts';
import type { TenantAccounts } from '../../lib/account/ports.ts';
import type { CallGuard } from '../../lib/core/ports.ts';
import type { Caller, Sandbox } from '../../local/sandbox/types.ts';
import { vendorAccessKeyId } from '../../local/sandbox/vendor.ts';
import { abandoned, xmlRefusal, type Reply, type Wire } from './wire.ts';

export interface CloudParts {
  readonly sandbox: Sandbox;
  readonly wire: Wire;
  readonly requestTimeoutMs: number;
  /** How late what is made can be seen, in ms. */
  readonly appearLateMs: () => number;
  /** Sees each call as it leaves Latchkey. */
  readonly onCall: (action: string, caller: Caller) => void;
}

type Key = { readonly accessKeyId: string; readonly sessionToken?: string | undefined };

type Handled = Parameters<NodeHttpHandler['handle']>;

/** A connection that leads nowhere but to `answer`. */
class OwnHandler extends NodeHttpHandler {
  readonly #answer: (request: HttpRequest, signal: AbortSignal) => Promise<Reply>;

  constructor(answer: (request: HttpRequest, signal: AbortSignal) => Promise<Reply>) {
    super();
    this.#answer = answer;
  }

  override async handle(request: Handled[0], { abortSignal }: NonNullable<Handled[1]> = {}) {
    const signal = abortSignal instanceof AbortSignal ? abortSignal : new AbortController().signal;
    const { statusCode, body } = await this.#answer(request, signal);
    const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': 'model' };
    return { response: new HttpResponse({ statusCode, headers, body: Buffer.from(body) }) };
  }
}

/** STS and IAM in this process, behind the SDK's own client: only the connection and the signature are left out. */
export function cloud({ sandbox, wire, requestTimeoutMs, appearLateMs, onCall }: CloudParts): TenantAccounts {
  const call = (
    service: 'sts' | 'iam',
    key: Key,
    parameters: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Reply> => {
    const operation = `${service}:${parameters['Action'] ?? ''}`;
    const known = sandbox.authenticate(key.accessKeyId, key.sessionToken);
    if (known.ok) onCall(operation, known.caller);
    return wire<Reply>({
      operation,
      apply: async () => {
        const who = sandbox.authenticate(key.accessKeyId, key.sessionToken);
        if (!who.ok) return refused(who);
        return sandbox.answer({
          service,
          caller: who.caller,
          parameters,
          requestId: 'model',
          appearLateMs: appearLateMs(),
        });
      },
      refuse: (kind) => xmlRefusal(operation, kind),
      noAnswer: () => abandoned(signal),
    });
  };
  const sts = (key: Key, Action: string, parameters: Readonly<Record<string, string | undefined>>, guard: CallGuard) =>
    send(`sts:${Action}`, requestTimeoutMs, guard, async ({ abortSignal }) => {
      const all: Record<string, string> = { Action, Version: '2011-06-15' };
      for (const [name, value] of Object.entries(parameters)) if (value !== undefined) all[name] = value;
      guard.check();
      const { statusCode, body } = await call('sts', key, all, abortSignal);
      const element = (name: string) => xmlText(body, name) ?? '';
      if (statusCode === 200) return element;
      throw new ServiceError(
        { statusCode, headers: {}, clockSkewCorrected: false },
        element('Code'),
        element('Message'),
        'model',
      );
    });

  const iamOf = (session: () => Record<'accessKeyId' | 'secretAccessKey' | 'sessionToken', string>): IAMClient =>
    new IAMClient({
      ...oneTry,
      region: 'us-east-1',
      sha256: Sha256,
      cacheMiddleware: true,
      credentials: () => Promise.resolve(session()),
      signer: { sign: (request) => Promise.resolve(request) },
      requestHandler: new OwnHandler((request, signal) => {
        const parameters = Object.fromEntries(new URLSearchParams(String(request.body)));
        return call('iam', session(), parameters, signal);
      }),
    });

  return {
    assume: async ({ roleArn, externalId, sessionName, policy }, guard) => {
      const session = async () => {
        const parameters = {
          RoleArn: roleArn,
          ExternalId: externalId,
          RoleSessionName: sessionName,
          Policy: policy,
          DurationSeconds: '900',
        };
        const answer = await sts({ accessKeyId: vendorAccessKeyId }, 'AssumeRole', parameters, guard);
        const credentials = {
          accessKeyId: answer('AccessKeyId'),
          secretAccessKey: answer('SecretAccessKey'),
          sessionToken: answer('SessionToken'),
        };
        return { credentials, accountId: answer('Arn').split(':')[4] ?? '' };
      };
      const first = await session();
      let { credentials } = first;
      const newClient = () => iamOf(() => credentials);
      const iam = newClient();
      addLeaseGuard(iam.middlewareStack, guard);
      return tenantAccount({
        accountId: first.accountId,
        iam,
        undisclosed: newClient,
        guard,
        requestTimeoutMs,
        renew: async () => {
          ({ credentials } = await session());
        },
      });
    },
    accountOfKey: async (key, guard) => (await sts(key, 'GetCallerIdentity', {}, guard))('Account'),
  };
}

function refused({ statusCode, code }: { readonly statusCode: number; readonly code: string }): Reply {
  return { statusCode, body: `<ErrorResponse><Error><Code>${code}</Code><Message/></Error></ErrorResponse>` };
}
