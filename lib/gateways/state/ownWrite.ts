import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { isNew, type Table } from './table.ts';

const written = z.object({ writer: z.string() });

/** The result of a conditional write. `stored` is the stored item of another write, or undefined if there is none. */
type Written = { readonly isOurs: true } | { readonly isOurs: false; readonly stored: unknown };

/**
 * Writes an item under a condition, with a unique name of this write in the item. If the answer to the write was lost,
 * the repeated write fails its own condition, and the stored item contains the name.
 */
export async function putNamed(table: Table, ...[item, condition]: Parameters<Table['put']>): Promise<Written> {
  const writer = randomUUID();
  if (await table.put({ ...item, writer }, condition)) return { isOurs: true };
  const { pk, sk } = item;
  const stored = await table.get({ pk, sk });
  return written.safeParse(stored).data?.writer === writer ? { isOurs: true } : { isOurs: false, stored };
}

/**
 * Writes an item if the stored version is the one before its own; version 1 if none is stored. Returns false if another
 * write came first.
 */
export async function putNextVersion(
  table: Table,
  item: Parameters<Table['put']>[0] & { readonly version: number },
): Promise<boolean> {
  const unchanged = {
    ConditionExpression: 'version = :read',
    ExpressionAttributeValues: { ':read': item.version - 1 },
  };
  return (await putNamed(table, item, item.version === 1 ? isNew : unchanged)).isOurs;
}
