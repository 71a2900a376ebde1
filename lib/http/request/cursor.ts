import { createHash } from 'node:crypto';
import { malformedQuery } from './query.ts';

/** The filters of a list. A cursor is valid only for a list with the same filters. */
export type Filters = Readonly<Record<string, string | undefined>>;

/**
 * Returns an opaque cursor for the position after this onboarding in a list. A checksum without a secret is enough to
 * detect invalid cursors, because a cursor grants no permissions.
 */
export function cursorAfter(id: string, filters: Filters): string {
  return Buffer.from(`${id}.${checksum(id, filters)}`).toString('base64url');
}

/**
 * Returns the onboarding's ID in the cursor. Throws 400 if `cursorAfter` did not create the cursor for the same
 * filters.
 */
export function readCursor(cursor: string, filters: Filters): string {
  const [, id] = /^(ob_[0-9A-Z]{26})\./.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (id !== undefined && cursor === cursorAfter(id, filters)) return id;
  throw malformedQuery(
    'This cursor is not from a list with the same tenantId, accountId and status. Send the cursor of the last page with the filters of that page, or omit the cursor to get the first page.',
  );
}

function checksum(id: string, filters: Filters): string {
  const canonical = JSON.stringify(Object.entries(filters).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return createHash('sha256').update(`latchkey list ${id} ${canonical}`).digest('base64url').slice(0, 16);
}
