import { createHash, timingSafeEqual } from 'node:crypto';
import { ProblemError } from '../../core/errors.ts';
import { readLink } from '../../requests/link.ts';
import type { TokenHash, TokenKind } from '../ports.ts';
import { mayCall, type Route } from '../routes.ts';
import type { Caller } from './caller.ts';

type Callers = Pick<Route, 'callers' | 'needs'>;

/**
 * Returns the caller that holds the token. Throws 401 if the token is not valid, or if the route does not accept its
 * kind. Compares the token with every known hash, in constant time, so that the time reveals nothing. A link token is only
 * parsed here; `findOnboarding` verifies it.
 */
export function authenticate(authorization: string | undefined, tokens: readonly TokenHash[], route: Callers): Caller {
  const token = tokenIn(authorization);
  const caller = holderOf(token, tokens) ?? linkCaller(token, route);
  if (caller === undefined)
    throw new ProblemError(
      'unauthorized',
      'The request has no valid token. Send "Authorization: Bearer …" with a token from the operator of this service.',
    );
  if (mayCall(route, caller.kind)) return caller;
  throw new ProblemError('unauthorized', `This call needs ${tokenFor(route)} token. ${uses[caller.kind]}`);
}

/**
 * Returns the caller that holds a link token, for a route that accepts no other kind. Throws 401 for everything else,
 * also for a valid token of another kind and for a signature. `findOnboarding` verifies the token.
 */
export function authenticateLink(authorization: string | undefined, route: Callers): Caller {
  const caller = linkCaller(tokenIn(authorization), route);
  if (caller !== undefined) return caller;
  throw new ProblemError(
    'unauthorized',
    'This call needs a link token. Send "Authorization: Bearer …" with the token of a link of the onboarding.',
  );
}

/** Returns whether the token is one of these. Compares it with every hash, in constant time. */
export function hasHolder(authorization: string | undefined, tokens: readonly TokenHash[]): boolean {
  return holderOf(tokenIn(authorization), tokens) !== undefined;
}

function tokenIn(authorization: string | undefined): string {
  return /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization ?? '')?.[1] ?? '';
}

type TokenCaller = Caller & { readonly kind: TokenKind };

function holderOf(token: string, tokens: readonly TokenHash[]): TokenCaller | undefined {
  const given = createHash('sha256').update(token).digest();
  const matching = tokens.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), given));
  const [holder] = token === '' ? [] : matching;
  return holder === undefined ? undefined : { kind: holder.kind, name: holder.name, tenants: holder.tenants };
}

function linkCaller(token: string, { needs = 'claim' }: Callers): TokenCaller | undefined {
  const link = readLink(token);
  return link === undefined ? undefined : { kind: 'link', name: 'link', link: { ...link, needs } };
}

const tokenFor = (route: Callers) => (mayCall(route, 'vendor') ? "the back end's" : "an operator's");

/** What a token of each kind is for, for the answer to a call that it may not make. */
const uses: Readonly<Record<TokenKind, string>> = {
  vendor: "The back end's token cannot stop requests, nor allow them again.",
  operator:
    "With an operator's token you can read, retry, redeliver, revoke links, reactivate keys, rotate them for the back end, offboard and stop requests, but not create, claim or change access.",
  link: 'With a link token you can only read, provision and claim its onboarding and share the link, as far as it allows.',
};
