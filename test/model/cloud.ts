import { NodeHttpHandler } from '@smithy/node-http-handler';
import { HttpRequest, HttpResponse } from '@smithy/protocol-http';
import { tenantAccounts } from '../../lib/gateways/aws/tenantAccounts.ts';
import type { TenantAccounts } from '../../lib/account/ports.ts';
import { givenAnswer } from '../../local/aws/errors.ts';
import type { Caller, Sandbox } from '../../local/sandbox/types.ts';
import { vendorAccessKeyId, vendorSecretAccessKey } from '../../local/sandbox/vendor.ts';
import { abandoned, xmlRefusal, type Reply, type Wire } from './wire.ts';

export interface CloudParts {
  readonly sandbox: Sandbox;
  readonly wire: Wire;
  readonly requestTimeoutMs: number;
  /** How late a new resource becomes visible, in ms. */
  readonly appearLateMs: () => number;
  /** Is called with each call that Latchkey sends. */
  readonly onCall: (action: string, caller: Caller) => void;
}

type Handled = Parameters<NodeHttpHandler['handle']>;

const requestId = 'model-request-0123456789';
const xml = { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };

/** An HTTP handler that gets its answers from a function instead of a connection. */
class OwnHandler extends NodeHttpHandler {
  readonly #answer: (request: HttpRequest, signal: AbortSignal) => Promise<Reply>;

  constructor(answer: (request: HttpRequest, signal: AbortSignal) => Promise<Reply>) {
    super();
    this.#answer = answer;
  }

  override async handle(request: Handled[0], { abortSignal }: NonNullable<Handled[1]> = {}) {
    const signal = abortSignal instanceof AbortSignal ? abortSignal : new AbortController().signal;
    const { statusCode, body, headers = xml } = await this.#answer(request, signal);
    return { response: new HttpResponse({ statusCode, headers, body: Buffer.from(body) }) };
  }
}

/** STS and IAM in this process, behind the SDK's own clients: only the connection is left out. */
export function cloud({ sandbox, wire, requestTimeoutMs, appearLateMs, onCall }: CloudParts): TenantAccounts {
  const answer = (request: HttpRequest, signal: AbortSignal): Promise<Reply> => {
    const [, accessKeyId = '', service] =
      /Credential=([^/]+)\/\d+\/[^/]+\/(sts|iam)\//.exec(request.headers['authorization'] ?? '') ?? [];
    if (service !== 'sts' && service !== 'iam') throw new Error('the model has STS and IAM alone');
    const sessionToken = request.headers['x-amz-security-token'];
    const parameters = Object.fromEntries(new URLSearchParams(String(request.body)));
    const operation = `${service}:${parameters['Action'] ?? ''}`;
    const known = sandbox.authenticate(accessKeyId, sessionToken);
    if (known.ok) onCall(operation, known.caller);
    return wire<Reply>({
      operation,
      facts: {
        service,
        action: parameters['Action'] ?? '',
        parameters,
        ...(known.ok && { callerArn: known.caller.arn }),
      },
      apply: async (lateMs = appearLateMs()) => {
        const who = sandbox.authenticate(accessKeyId, sessionToken);
        if (!who.ok) return refused(who);
        return sandbox.answer({
          service,
          caller: who.caller,
          parameters,
          requestId,
          appearLateMs: lateMs,
        });
      },
      refuse: (kind) => xmlRefusal(operation, kind),
      noAnswer: () => abandoned(signal),
      answered: (given) => givenAnswer(service, given, requestId),
      hangUp: () => Promise.reject(hungUp()),
    });
  };
  const vendor = { accessKeyId: vendorAccessKeyId, secretAccessKey: vendorSecretAccessKey };
  return tenantAccounts({ stsRegion: 'us-east-1', requestTimeoutMs }, new OwnHandler(answer), () =>
    Promise.resolve(vendor),
  );
}

/** The error of the SDK's connection handler for a connection that was closed before the answer. */
const hungUp = () => Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });

function refused({ statusCode, code }: { readonly statusCode: number; readonly code: string }): Reply {
  return { statusCode, body: `<ErrorResponse><Error><Code>${code}</Code><Message/></Error></ErrorResponse>` };
}
