import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { CallGuard } from '../../core/ports.ts';
import type { Endpoint } from './endpoint.ts';
import type { Credentials } from './environmentCredentials.ts';
import { serviceClock, type ServiceClock } from './serviceClock.ts';
import { Sha256 } from './sha256.ts';

export interface SignedPostParts {
  /** As it stands in the signature. */
  readonly service: string;
  readonly endpoint: Endpoint;
  readonly handler: NodeHttpHandler;
  readonly credentials: Credentials | (() => Promise<Credentials>);
  /** One for all that ask the same service. */
  readonly clock?: ServiceClock | undefined;
}

export interface PostAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The next call is signed by another clock than this one was, which was too far from the service's. */
  readonly clockSkewCorrected: boolean;
}

interface PostOptions {
  readonly abortSignal: AbortSignal;
  /** Looked at once more when the request is signed and about to leave, as `guardLast` does for the SDK. */
  readonly guard?: CallGuard | undefined;
}

export type SignedPost = (
  headers: Readonly<Record<string, string>>,
  body: string,
  options: PostOptions,
) => Promise<PostAnswer>;

/** POSTs to the one place where a service takes all its calls, signed (SigV4), one try. Throws what the connection throws. */
export function signedPost({
  service,
  endpoint,
  handler,
  credentials,
  clock = serviceClock(),
}: SignedPostParts): SignedPost {
  const { protocol, hostname, port, host, pathname } = endpoint.url;
  const signer = new SignatureV4({ service, region: endpoint.region, credentials, sha256: Sha256 });
  const place = { method: 'POST', protocol, hostname, path: pathname, ...(port !== '' && { port: Number(port) }) };
  return async (headers, body, { abortSignal, guard }) => {
    const request = new HttpRequest({ ...place, headers: { host, ...headers }, body });
    const signingDate = clock.date();
    const signed = await signer.sign(request, { signingDate });
    guard?.check();
    const { response } = await handler.handle(new HttpRequest({ ...signed, ...place }), { abortSignal });
    const answered = response.body instanceof Readable ? await text(response.body) : '';
    const { statusCode, headers: said } = response;
    const clockSkewCorrected = statusCode >= 400 && clock.learn(said['date'], signingDate);
    return { statusCode, headers: said, body: answered, clockSkewCorrected };
  };
}

/**
 * An error as the SDK's own clients throw it, so that `awsCall.ts` reads all alike: AWS's code is its name. What AWS
 * says is cut at its first line: after it, a refused signature is explained with the signed headers, session token
 * included.
 */
export class ServiceError extends Error {
  readonly $metadata: {
    readonly httpStatusCode: number;
    readonly requestId: string | undefined;
    readonly clockSkewCorrected: boolean;
  };

  constructor(
    { statusCode, headers, clockSkewCorrected }: Omit<PostAnswer, 'body'>,
    code: string | undefined,
    message: string | undefined,
    requestId?: string,
  ) {
    super(message?.split('\n', 1)[0] ?? `HTTP ${statusCode}`);
    this.name = code ?? 'UnknownError';
    this.$metadata = {
      httpStatusCode: statusCode,
      requestId: requestId ?? headers['x-amzn-requestid'],
      clockSkewCorrected,
    };
  }
}
