import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { sha256 } from './sha256.ts';

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Signs a request again, as it arrived, and returns what its Authorization header must be. Written from the IAM User
 * Guide, "Create a signed AWS API request", and independent of the signer of the SDK. `headers`: the names of the signed
 * headers.
 */
export function expectedAuthorization(
  { method = '', url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  body: Buffer,
  key: { readonly accessKeyId: string; readonly secretAccessKey: string },
  region: string,
): string {
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
  const date = String(headers['x-amz-date']);
  const [path = '', query = ''] = url.split('?');
  const parameters = query
    .split('&')
    .filter((each) => each !== '')
    .map((each) => {
      const [name = '', value = ''] = each.split('=').map((part) => encoded(decodeURIComponent(part)));
      return `${name}=${value}`;
    });
  const canonical = [
    method,
    path.split('/').map(encoded).join('/'),
    parameters.sort().join('&'),
    ...names.map((name) => `${name}:${String(headers[name]).trim().replaceAll(/ +/g, ' ')}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n');
  const scope = [date.slice(0, 8), region, 'execute-api', 'aws4_request'];
  const signingKey = scope.reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${key.secretAccessKey}`);
  const toSign = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(canonical)].join('\n');
  const signature = hmac(signingKey, toSign).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/${scope.join('/')}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
}
