import { createHash } from 'node:crypto';
import { apiToken } from '../model/calls.ts';
import { operatorToken } from '../support/operator.ts';
import { tenantIds, type Known } from './known.ts';
import type { Operation } from './operations.ts';
import type { Random } from './random.ts';

const scopedToken = 'token-of-two-tenants';
const scopedTenants: readonly string[] = tenantIds.slice(0, 2);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The setting with the tokens of back ends: one for all tenants, and one for two of them. */
export const tokenHashes = `local=${sha256(apiToken)},scoped=${sha256(scopedToken)}:${scopedTenants.join('|')}`;

/** The tokens that are no link tokens, by the name of their security scheme. */
export const tokens = { token: apiToken, scopedToken, operatorToken } as const;

/** A token with the form of a link token, while no link is known. */
const unknownLink = `lkl_${'0'.repeat(26)}_${'A'.repeat(43)}`;

/** What a request is about. */
interface About {
  readonly path: Readonly<Record<string, string>>;
  readonly tenantId: string | undefined;
}

/** Returns the header of a caller that the contract allows for an operation. */
export function authorizationFor(
  { schemes }: Operation,
  about: About,
  known: Known,
  random: Random,
): [string, string][] {
  if (schemes.length === 0) return [];
  const isForLinks = schemes.every((name) => name === 'linkToken');
  const mayBeLink = isForLinks || (schemes.includes('linkToken') && random.chance(0.25));
  const link = mayBeLink ? linkOf(about, known, random) : undefined;
  if (isForLinks) return [['authorization', `Bearer ${link ?? unknownLink}`]];
  const isInScope = about.tenantId === undefined || scopedTenants.includes(about.tenantId) || random.chance(0.1);
  const allowed = Object.entries(tokens).filter(
    ([name]) => schemes.includes(name) && (name !== 'scopedToken' || isInScope),
  );
  // Most requests have the token for all tenants, if the operation accepts it.
  const [first] = allowed;
  const [, token] = first !== undefined && random.chance(0.6) ? first : random.pick(allowed);
  return [['authorization', `Bearer ${link ?? token}`]];
}

const linkOf = ({ path: { id } }: About, { links }: Known, random: Random) =>
  (links.findLast((each) => each.id === id && random.chance(0.9)) ?? random.pickAny(links))?.token;
