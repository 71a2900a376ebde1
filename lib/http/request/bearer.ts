import { createHash, timingSafeEqual } from 'node:crypto';
import { ProblemError } from '../../core/errors.ts';
import { readLink } from '../../requests/link.ts';
import type { TokenHash } from '../ports.ts';
import type { Caller } from './caller.ts';

/**
 * Returns the caller that holds the token. Throws 401 if the token is not valid. Compares the token with every known
 * hash, in constant time, so that the time reveals nothing. A link token is only parsed here, if the call accepts link
 * tokens; `findOnboarding` verifies it.
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
