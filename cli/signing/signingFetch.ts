import { Sha256Node } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';

/** Credentials of an AWS principal. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

interface Options {
  readonly region: string;
  /** AWS's default provider chain by default: environment, shared files, SSO, container, instance. */
  readonly credentials?: () => Promise<AwsCredentials>;
  /** Sends the signed request. Node's own fetch by default. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** Thrown if there are no credentials to sign with, or if they cannot be those of AWS. The message says what AWS's provider chain has found. */
export class SigningError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SigningError';
  }
}

/**
 * Returns a fetch that signs each request as API Gateway expects it of callers with IAM authorization: Signature Version 4
 * for the service `execute-api`. The fetch rejects with SigningError if there are no credentials.
 */
export function signingFetch({
  region,
  credentials = defaultCredentials(),
  fetch: send = fetch,
}: Options): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body = Buffer.from(await request.arrayBuffer());
    const url = withoutPlus(request.url);
    const signer = new SignatureV4({
      service: 'execute-api',
      region,
      credentials: checked(await found(credentials)),
      sha256: Sha256Node,
    });
    const signed = await signer.sign(
      new HttpRequest({
        method: request.method,
        protocol: url.protocol,
        hostname: url.hostname,
        path: url.pathname,
        query: queryOf(url),
        headers: { ...Object.fromEntries(request.headers), host: url.host },
        body,
      }),
    );
    // fetch sets the header `host` itself, to the same value.
    const { host: _, ...headers } = signed.headers;
    const { method, signal, redirect } = request;
    const sent = { method, headers, signal, redirect, ...(body.length === 0 ? {} : { body }) };
    return send(new Request(url, sent));
  };
}

/** In a query, `+` is a space for fetch and a plus sign for a signature. `%20` is a space for both. */
function withoutPlus(text: string): URL {
  const url = new URL(text);
  url.search = url.search.replaceAll('+', '%20');
  return url;
}

function queryOf({ searchParams }: URL): Record<string, string[]> {
  return Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
}

async function found(credentials: () => Promise<AwsCredentials>): Promise<AwsCredentials> {
  try {
    return await credentials();
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : '').split('\n');
    throw new SigningError(
      `There are no AWS credentials to sign the request with. ${reason.replace(/[^.]$/, '$&.')} Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
    );
  }
}

/** Checks what becomes part of headers: the error of fetch for a header that is not valid repeats it. @throws SigningError */
function checked(found: AwsCredentials): AwsCredentials {
  if (/^[\x21-\x7e]*$/.test(`${found.accessKeyId}${found.sessionToken ?? ''}`)) return found;
  throw new SigningError(
    'The AWS credentials have spaces, line breaks or other characters that AWS gives to none. Check the access key ID and the session token.',
  );
}

/** The package is large, and most deployments use tokens: it is loaded for the first request that is signed. */
function defaultCredentials(): () => Promise<AwsCredentials> {
  let provider: (() => Promise<AwsCredentials>) | undefined;
  return async () => {
    provider ??= (await import('@aws-sdk/credential-provider-node')).defaultProvider();
    return provider();
  };
}
