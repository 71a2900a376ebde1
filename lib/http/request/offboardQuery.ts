import { malformedQuery, type Query } from './query.ts';

/** Whether the caller ends it without a look at the account. Throws 400 for anything but `leftovers=accept`. */
export function acceptsLeftovers({ leftovers }: Query): boolean {
  if (leftovers === undefined) return false;
  if (leftovers !== 'accept') throw malformedQuery('leftovers, where it is given, must be accept.');
  return true;
}
