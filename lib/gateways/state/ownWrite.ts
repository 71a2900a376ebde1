import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Table } from './table.ts';

const written = z.object({ writer: z.string() });

/** What a conditional write came to: it stands, or something else does; undefined where nothing does. */
type Written = { readonly isOurs: true } | { readonly isOurs: false; readonly standing: unknown };

/**
 * Writes an item under a condition, with a name of this write in it. A write whose answer got lost fails its own condition
 * when it is sent again; then the item that stands bears the name.
 */
export async function putNamed(table: Table, ...[item, condition]: Parameters<Table['put']>): Promise<Written> {
  const writer = randomUUID();
  if (await table.put({ ...item, writer }, condition)) return { isOurs: true };
  const { pk, sk } = item;
  const standing = await table.get({ pk, sk });
  return written.safeParse(standing).data?.writer === writer ? { isOurs: true } : { isOurs: false, standing };
}
