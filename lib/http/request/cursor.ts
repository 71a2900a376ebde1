import { createHash } from 'node:crypto';
import { malformedQuery } from './query.ts';

/** What a list was filtered by: a cursor leads on in that list and no other. */
export type Filters = Readonly<Record<string, string | undefined>>;

/**
 * The place after this onboarding in a list, as an opaque text. It gives no right that its bearer lacks, so a check
 * sum is enough: it tells what we made for this list from what we did not.
 */
export function cursorAfter(id: string, filters: Filters): string {
  return Buffer.from(`${id}.${checksum(id, filters)}`).toString('base64url');
}

/** The onboarding's ID. Throws 400 for what `cursorAfter` did not make for this very list. */
export function readCursor(cursor: string, filters: Filters): string {
  const [, id] = /^(ob_[0-9A-Z]{26})\./.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (id !== undefined && cursor === cursorAfter(id, filters)) return id;
  throw malformedQuery(
    'This cursor is not from a list with the same tenantId and status. Send the cursor of the last page with the tenantId and status of that page, or omit the cursor to get the first page.',
  );
}

function checksum(id: string, filters: Filters): string {
  const canonical = JSON.stringify(Object.entries(filters).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return createHash('sha256').update(`latchkey list ${id} ${canonical}`).digest('base64url').slice(0, 16);
}
