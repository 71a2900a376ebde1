import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { CallGuard } from '../ports.ts';
import type { Endpoint } from './endpoint.ts';
import type { Credentials } from './environmentCredentials.ts';
import { Sha256 } from './sha256.ts';

export interface SignedPostParts {
  /** As it stands in the signature. */
  readonly service: string;
  readonly endpoint: Endpoint;
  readonly handler: NodeHttpHandler;
  readonly credentials: Credentials | (() => Promise<Credentials>);
}

export interface PostAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
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
export function signedPost({ service, endpoint, handler, credentials }: SignedPostParts): SignedPost {
  const { protocol, hostname, port, host, pathname } = endpoint.url;
  const signer = new SignatureV4({ service, region: endpoint.region, credentials, sha256: Sha256 });
  const place = { method: 'POST', protocol, hostname, path: pathname, ...(port !== '' && { port: Number(port) }) };
  return async (headers, body, { abortSignal, guard }) => {
    const signed = await signer.sign(new HttpRequest({ ...place, headers: { host, ...headers }, body }));
    guard?.check();
    const { response } = await handler.handle(new HttpRequest({ ...signed, ...place }), { abortSignal });
    const answered = response.body instanceof Readable ? await text(response.body) : '';
    return { statusCode: response.statusCode, headers: response.headers, body: answered };
  };
}

/**
 * An error as the SDK's own clients throw it, so that `awsCall.ts` reads all alike: AWS's code is its name. What AWS
 * says is cut at its first line: after it, a refused signature is explained with the signed headers, session token
 * included.
 */
export class ServiceError extends Error {
  readonly $metadata: { readonly httpStatusCode: number; readonly requestId: string | undefined };

  constructor(
    { statusCode, headers }: PostAnswer,
    code: string | undefined,
    message: string | undefined,
    requestId?: string,
  ) {
    super(message?.split('\n', 1)[0] ?? `HTTP ${statusCode}`);
    this.name = code ?? 'UnknownError';
    this.$metadata = { httpStatusCode: statusCode, requestId: requestId ?? headers['x-amzn-requestid'] };
  }
}
