/** The key attributes of an index. An item that lacks one of them is not in the index. */
export type IndexKeys = readonly string[];

type Item = Readonly<Record<string, unknown>>;

/**
 * A write unit is one write of up to 1 KB, in provisioned and in on-demand mode (DynamoDB Developer Guide, "Provisioned
 * capacity mode").
 */
const unitBytes = 1024;

/**
 * Returns the write units of a put that replaces `before`. The table takes the units of the larger of both items. Each
 * KEYS_ONLY index takes one write if an entry is added or removed, and two if its key changes (DynamoDB Developer
 * Guide, "Working with global secondary indexes", write considerations).
 */
export function writeUnits(before: Item | undefined, after: Item, indexes: readonly IndexKeys[]): number {
  const units = (item: Item) => Math.ceil(itemBytes(item) / unitBytes);
  const table = Math.max(units(after), before === undefined ? 0 : units(before));
  return indexes.reduce((sum, keys) => {
    const [oldEntry, newEntry] = [before === undefined ? undefined : entry(before, keys), entry(after, keys)];
    if (oldEntry === undefined) return sum + (newEntry === undefined ? 0 : units(newEntry));
    if (newEntry === undefined) return sum + units(oldEntry);
    return JSON.stringify(oldEntry) === JSON.stringify(newEntry) ? sum : sum + units(oldEntry) + units(newEntry);
  }, table);
}

/**
 * Returns what a write takes from an index: the units of each entry that it removes or adds, and the partition key of the
 * entry. `after` is undefined if the write deletes the item.
 */
export function entryUnits(
  before: Item | undefined,
  after: Item | undefined,
  keys: IndexKeys,
): readonly { readonly partition: string; readonly units: number }[] {
  const [partitionKey = ''] = keys;
  const entries = [before, after].map((item) => (item === undefined ? undefined : entry(item, keys)));
  const [oldEntry, newEntry] = entries;
  if (JSON.stringify(oldEntry) === JSON.stringify(newEntry)) return [];
  return entries
    .filter((each) => each !== undefined)
    .map((each) => ({ partition: String(each[partitionKey]), units: Math.ceil(itemBytes(each) / unitBytes) }));
}

/** Returns the write units of a delete: those of the item, at least one, and one for each entry of an index. */
export function deleteUnits(before: Item | undefined, indexes: readonly IndexKeys[]): number {
  if (before === undefined) return 1;
  const entries = indexes.map((keys) => entry(before, keys)).filter((item) => item !== undefined);
  return [before, ...entries].reduce<number>((sum, item) => sum + Math.ceil(itemBytes(item) / unitBytes), 0);
}

/** A read unit is one strongly consistent read of up to 4 KB, or two others (same source). */
const readUnitBytes = 4096;

/** Returns the read units of one request that returns these items. A read that finds nothing takes a unit as well. */
export function readUnits(items: readonly unknown[], consistent: boolean): number {
  const found = items.filter((item) => typeof item === 'object' && item !== null);
  const bytes = found.reduce<number>((sum, item) => sum + itemBytes({ ...item }), 0);
  return Math.max(1, Math.ceil(bytes / readUnitBytes)) * (consistent ? 1 : 0.5);
}

function entry(item: Item, keys: IndexKeys): Item | undefined {
  if (keys.some((key) => item[key] === undefined)) return undefined;
  return Object.fromEntries(['pk', 'sk', ...keys].map((key) => [key, item[key]]));
}

/**
 * Returns the size of an item in bytes, by the rules of the DynamoDB Developer Guide, "DynamoDB item sizes and
 * formats".
 */
export function itemBytes(item: Item): number {
  return Object.entries(item)
    .filter(([, value]) => value !== undefined)
    .reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

/** A list or map takes 3 bytes, and 1 for each element. */
const containerBytes = 3;

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return 1 + Math.ceil(String(value).replace(/\D|0+$/g, '').length / 2);
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + 1 + valueBytes(each), containerBytes);
  if (typeof value !== 'object' || value === null) return 1;
  const parts = { ...value };
  return containerBytes + Object.keys(parts).length + itemBytes(parts);
}
