import { createHash } from 'node:crypto';
import { malformedQuery } from './query.ts';

/** The filters of a list. A cursor is valid only for a list with the same filters. */
export type Filters = Readonly<Record<string, string | undefined>>;

/**
 * Returns an opaque cursor for a position in a list (lib/record/listPosition.ts). A checksum without a secret is enough to
 * detect invalid cursors, because a cursor grants no permissions.
 */
export function cursorAfter(position: string, filters: Filters): string {
  return Buffer.from(`${position}.${checksum(position, filters)}`).toString('base64url');
}

/**
 * Returns the position in the cursor. Throws 400 if `cursorAfter` did not create the cursor for the same
 * filters.
 */
export function readCursor(cursor: string, filters: Filters): string {
  const [, id] = /^(ob_[0-9A-Z]{26}(?:@\d{1,16})?)\./.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (id !== undefined && cursor === cursorAfter(id, filters)) return id;
  throw malformedQuery(
    'This cursor is not from a list with the same tenantId, accountId, status, rotateBefore and outdated. Send the cursor of the last page with the filters of that page, or omit the cursor to get the first page.',
  );
}

function checksum(position: string, filters: Filters): string {
  const canonical = JSON.stringify(Object.entries(filters).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return createHash('sha256').update(`latchkey list ${position} ${canonical}`).digest('base64url').slice(0, 16);
}
