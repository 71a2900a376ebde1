import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Table } from './table.ts';

const written = z.object({ writer: z.string() });

/** The result of a conditional write. `standing` is the stored item of another write, or undefined if there is none. */
type Written = { readonly isOurs: true } | { readonly isOurs: false; readonly standing: unknown };

/**
 * Writes an item under a condition, with a unique name of this write in the item. If the answer to the write was lost,
 * the repeated write fails its own condition, and the stored item contains the name.
 */
export async function putNamed(table: Table, ...[item, condition]: Parameters<Table['put']>): Promise<Written> {
  const writer = randomUUID();
  if (await table.put({ ...item, writer }, condition)) return { isOurs: true };
  const { pk, sk } = item;
  const standing = await table.get({ pk, sk });
  return written.safeParse(standing).data?.writer === writer ? { isOurs: true } : { isOurs: false, standing };
}
