import { Sha256Node as Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { ClientConfig } from '../framework.ts';

/**
 * Returns whether the account blocks public bucket policies: by its own setting or by a policy of its organization. S3
 * returns the setting that is in effect (Amazon S3 API Reference, S3 Control, GetPublicAccessBlock). The call is signed
 * here, because the client of S3 Control would be one more package for one call.
 *
 * @param endpoint where S3 Control is called, without a slash at the end
 * @throws Error with S3's error code if S3 refuses the call.
 */
export async function blocksPublicPolicies(
  credentials: NonNullable<ClientConfig['credentials']>,
  accountId: string,
  region: string,
  endpoint: string,
): Promise<boolean> {
  const { protocol, host, hostname, port } = new URL(endpoint);
  const path = '/v20180820/configuration/publicAccessBlock';
  const request = new HttpRequest({
    protocol,
    hostname,
    ...(port !== '' && { port: Number(port) }),
    path,
    method: 'GET',
    headers: { host, 'x-amz-account-id': accountId },
  });
  const signer = new SignatureV4({ credentials, region, service: 's3', sha256: Sha256, uriEscapePath: false });
  const { headers } = await signer.sign(request);
  const answer = await fetch(`${endpoint}${path}`, { headers, signal: AbortSignal.timeout(10_000) });
  const text = await answer.text();
  const [, code = `HTTP ${answer.status}`] = /<Code>(\w+)<\/Code>/.exec(text) ?? [];
  if (code === 'NoSuchPublicAccessBlockConfiguration') return false;
  if (!answer.ok) throw new Error(code);
  return /<(BlockPublicPolicy|RestrictPublicBuckets)>true</i.test(text);
}
