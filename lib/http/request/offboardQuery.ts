import { malformedQuery, type Query } from './query.ts';

/**
 * Whether the request has `leftovers=accept`, which ends the onboarding without a call to the account. Throws 400 for
 * any other value.
 */
export function acceptsLeftovers({ leftovers }: Query): boolean {
  if (leftovers === undefined) return false;
  if (leftovers !== 'accept')
    throw malformedQuery('The query parameter leftovers must be accept. Send leftovers=accept, or omit it.');
  return true;
}
