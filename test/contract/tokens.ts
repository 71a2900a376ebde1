import { apiToken } from '../model/calls.ts';
import { operatorToken } from '../support/operator.ts';
import { sha256 } from '../support/sha256.ts';
import { tenantIds, type Known } from './known.ts';
import type { Operation } from './operations.ts';
import type { Random } from './random.ts';
import type { Request } from './request.ts';
import { isForLinks, linkTokensFor } from './suitable.ts';

const scopedToken = 'token-of-two-tenants';
const scopedTenants: readonly string[] = tenantIds.slice(0, 2);

/** The setting with the tokens of back ends: one for all tenants, and one for two of them. */
export const tokenHashes = `local=${sha256(apiToken)},scoped=${sha256(scopedToken)}:${scopedTenants.join('|')}`;

/** The tokens that are no link tokens, by the name of their security scheme. */
export const tokens = { token: apiToken, scopedToken, operatorToken } as const;

/** A token with the form of a link token, while no link is known. */
const unknownLink = `lkl_${'0'.repeat(26)}_${'A'.repeat(43)}`;

/** The name of the security scheme of the token that a request has. Undefined: none that the service knows. */
export function schemeOf({ headers }: Pick<Request, 'headers'>): string | undefined {
  const [, given = ''] = headers.find(([name]) => name === 'authorization') ?? [];
  const [known] = Object.entries(tokens).find(([, token]) => given === `Bearer ${token}`) ?? [];
  return known ?? (given.startsWith('Bearer lkl_') ? 'linkToken' : undefined);
}

/** What a request is about. */
interface About {
  readonly path: Readonly<Record<string, string>>;
  readonly tenantId: string | undefined;
}

/** Returns the header of a caller that the contract allows for an operation: one of `scheme`, if there is one. */
export function authorizationFor(
  operation: Operation,
  about: About,
  known: Known,
  random: Random,
  scheme: string | undefined,
): [string, string][] {
  const { schemes } = operation;
  if (schemes.length === 0) return [];
  const hasLinkOnly = isForLinks(operation);
  const mayBeLink = hasLinkOnly || (schemes.includes('linkToken') && (scheme === 'linkToken' || random.chance(0.25)));
  const link = mayBeLink ? linkOf(operation, about, known, random) : undefined;
  if (hasLinkOnly) return [['authorization', `Bearer ${link ?? unknownLink}`]];
  const isInScope = about.tenantId === undefined || scopedTenants.includes(about.tenantId) || random.chance(0.1);
  const allowed = Object.entries(tokens).filter(
    ([name]) => schemes.includes(name) && (name !== 'scopedToken' || isInScope),
  );
  const [, wanted] = allowed.find(([name]) => name === scheme) ?? [];
  if (wanted !== undefined) return [['authorization', `Bearer ${wanted}`]];
  // Most requests have the token for all tenants, if the operation accepts it.
  const [first] = allowed;
  const [, token] = first !== undefined && random.chance(0.6) ? first : random.pick(allowed);
  return [['authorization', `Bearer ${link ?? token}`]];
}

function linkOf(operation: Operation, { path: { id } }: About, known: Known, random: Random): string | undefined {
  const onboarding = known.onboardings().find((each) => each.id === id);
  const live = onboarding === undefined ? [] : linkTokensFor(operation, onboarding, known);
  return live.findLast(() => random.chance(0.9)) ?? random.pickAny(known.links)?.token;
}
