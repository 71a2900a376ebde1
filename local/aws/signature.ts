import { Sha256Node as Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Refusal } from './errors.ts';
import type { WireRequest } from './wire.ts';
import { requestUrl } from '../requestUrl.ts';

/** The contents of a Signature Version 4 `Authorization` header, with the date and session token of the request. */
export interface Signature {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `X-Amz-Date`, in the basic ISO 8601 format, UTC. */
  readonly date: string;
  readonly sessionToken: string | undefined;
}

/**
 * How long before or after its arrival a request may be signed, in milliseconds (IAM User Guide, "AWS API request
 * signing").
 */
const skewMs = 15 * 60_000;

const authorization =
  /^AWS4-HMAC-SHA256 Credential=([^/\s,]+)\/(\d{8})\/([^/\s,]+)\/([^/\s,]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

/** Reads the signature of a request. Returns undefined if there is none or its format is wrong. */
export function readSignature({ headers }: WireRequest): Signature | undefined {
  const [, accessKeyId, , region, service, signedHeaders, signature] =
    authorization.exec(headers.authorization ?? '') ?? [];
  const date = single(headers['x-amz-date']);
  if (accessKeyId === undefined || region === undefined || service === undefined || signedHeaders === undefined)
    return undefined;
  if (signature === undefined || date === undefined) return undefined;
  const sessionToken = single(headers['x-amz-security-token']);
  return { accessKeyId, region, service, signedHeaders: signedHeaders.split(';'), signature, date, sessionToken };
}

/**
 * Computes the signature of the request with the stored secret, and compares it with the given one.
 * @param now epoch milliseconds
 * @returns the error that AWS would return, or undefined if the signature is valid.
 */
export async function checkSignature(
  request: WireRequest,
  signature: Signature,
  secretAccessKey: string,
  now: number,
): Promise<Refusal | undefined> {
  const signedAt = epochMs(signature.date);
  if (Number.isNaN(signedAt)) return mismatch(`Date must be in ISO-8601 'basic format'. Got '${signature.date}'.`);
  if (signedAt < now - skewMs) return mismatch(expired('expired', 'earlier', signature.date, now, now - skewMs, '-'));
  if (signedAt > now + skewMs)
    return mismatch(expired('not yet current', 'later', signature.date, now, now + skewMs, '+'));
  const expected = await sign(request, signature, secretAccessKey, signedAt);
  return expected !== undefined && same(expected, signature.signature)
    ? undefined
    : mismatch(
        'The request signature we calculated does not match the signature you provided. ' +
          'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
      );
}

async function sign(request: WireRequest, signature: Signature, secretAccessKey: string, signedAt: number) {
  const { pathname, searchParams } = requestUrl(request.url);
  const headers: Record<string, string> = {};
  for (const name of signature.signedHeaders) {
    const value = Object.hasOwn(request.headers, name) ? request.headers[name] : undefined;
    if (value === undefined) return undefined;
    headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  // The signer does not compute the hash of the body if this header is signed (as S3 requires). So check that the
  // header matches the body.
  const claimed = headers['x-amz-content-sha256'];
  if (claimed !== undefined && claimed !== createHash('sha256').update(request.body).digest('hex')) return undefined;
  const signer = new SignatureV4({
    credentials: { accessKeyId: signature.accessKeyId, secretAccessKey },
    region: signature.region,
    service: signature.service,
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    new HttpRequest({
      method: request.method,
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers,
      body: request.body,
    }),
    { signingDate: new Date(signedAt), signableHeaders: new Set(signature.signedHeaders) },
  );
  return signed.headers['authorization']?.split('Signature=')[1];
}

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const mismatch = (message: string): Refusal => ({ statusCode: 403, code: 'SignatureDoesNotMatch', message });

function expired(state: string, relation: string, date: string, now: number, limit: number, sign: '+' | '-') {
  return `Signature ${state}: ${date} is ${state === 'expired' ? 'now' : 'still'} ${relation} than ${basic(limit)} (${basic(now)} ${sign} 15 min.)`;
}

function epochMs(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

const basic = (ms: number) => new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, '');

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
