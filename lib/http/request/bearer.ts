import { createHash, timingSafeEqual } from 'node:crypto';
import { ProblemError } from '../../core/errors.ts';
import { readLink } from '../../requests/link.ts';
import type { TokenHash } from '../ports.ts';
import type { Caller } from './caller.ts';

/**
 * Who holds the token. Throws 401. Every known hash is compared, in constant time, whichever matches. A link token is
 * read here, where the call takes one, and believed only when its onboarding has been read.
 */
export function authenticate(
  authorization: string | undefined,
  tokens: readonly TokenHash[],
  { takesLink = false }: { readonly takesLink?: boolean | undefined } = {},
): Caller {
  const [, token = ''] = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization ?? '') ?? [];
  const given = createHash('sha256').update(token).digest();
  const matching = tokens.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), given));
  const holder = token === '' ? undefined : matching[0];
  if (holder !== undefined) return { name: holder.name, tenants: holder.tenants };
  const link = readLink(token);
  if (link !== undefined && takesLink) return { name: 'link', link };
  throw new ProblemError(
    'unauthorized',
    link === undefined
      ? 'The request has no valid token. Send "Authorization: Bearer …" with a token from the operator of this service.'
      : "This call needs a vendor's token. With a link token you can only read, provision and claim its onboarding.",
  );
}
