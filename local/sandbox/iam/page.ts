import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import { optionalInteger, optionalText } from '../wire/input.ts';
import type { QueryStructure } from '../wire/query.ts';
import type { OutputStructure } from '../wire/xml.ts';

/** The page of a list that the caller requests. */
export interface PageRequest {
  readonly maxItems: number;
  readonly after: string | undefined;
}

/**
 * Reads MaxItems (default 100, maximum 1,000) and Marker. Throws ValidationError. Source: IAM API reference, "Request
 * Parameters" of the List operations.
 */
export function readPage(input: QueryStructure): PageRequest {
  const marker = optionalText(input, 'Marker', rules.marker);
  const after = marker === undefined ? undefined : Buffer.from(marker, 'base64url').toString('utf8');
  if (after?.startsWith('after:') === false) throw refuse('ValidationError', 'Invalid Marker.');
  return {
    maxItems: optionalInteger(input, 'MaxItems', { min: 1, max: 1000 }) ?? 100,
    after: after?.slice('after:'.length),
  };
}

/**
 * Returns one page of a list, in the order of `keyOf`, which must be unique. The marker contains the last key instead
 * of a position, so that no item is skipped or repeated if another item is deleted between two pages.
 */
export function page<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { maxItems, after }: PageRequest,
): { shown: readonly Item[]; rest: OutputStructure } {
  const keyed = items.map((item) => ({ key: keyOf(item), item })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const following = after === undefined ? keyed : keyed.filter(({ key }) => key > after);
  const shown = following.slice(0, maxItems);
  const last = shown.at(-1);
  const isTruncated = following.length > shown.length;
  return {
    shown: shown.map(({ item }) => item),
    rest: {
      IsTruncated: isTruncated,
      Marker: isTruncated && last ? Buffer.from(`after:${last.key}`).toString('base64url') : undefined,
    },
  };
}
