import { createHash, timingSafeEqual } from 'node:crypto';
import { ProblemError } from '../errors.ts';
import type { TokenHash } from '../ports.ts';

/** The name of the token's holder. Throws 401. Every known hash is compared, in constant time, whichever matches. */
export function authenticate(authorization: string | undefined, tokens: readonly TokenHash[]): string {
  const [, token] = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization ?? '') ?? [];
  const given = createHash('sha256')
    .update(token ?? '')
    .digest();
  const matching = tokens.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), given));
  const caller = token === undefined ? undefined : matching[0]?.name;
  if (caller === undefined) {
    throw new ProblemError(
      'unauthorized',
      'Send a valid token as "Authorization: Bearer …". Tokens are given out by whoever runs this service.',
    );
  }
  return caller;
}
