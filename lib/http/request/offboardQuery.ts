import { malformedQuery, type Query } from './query.ts';

/** Whether the caller ends it without a look at the account. Throws 400 for anything but `leftovers=accept`. */
export function acceptsLeftovers({ leftovers }: Query): boolean {
  if (leftovers === undefined) return false;
  if (leftovers !== 'accept')
    throw malformedQuery('The query parameter leftovers must be accept. Send leftovers=accept, or omit it.');
  return true;
}
