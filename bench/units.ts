/** The keys of an index (or the table itself): where an item lacks one of them, it is not in the index. */
export type IndexKeys = readonly string[];

type Item = Readonly<Record<string, unknown>>;

/** A write unit is one write of up to 1 KB (DynamoDB Developer Guide, "Provisioned capacity mode"; on demand alike). */
const unitBytes = 1024;

/**
 * The write units of a put over `before`: those of the larger of both items, and for each KEYS_ONLY index one write
 * where an entry comes or goes, two where its key changes ("Working with global secondary indexes": write considerations).
 */
export function writeUnits(before: Item | undefined, after: Item, indexes: readonly IndexKeys[]): number {
  const units = (item: Item) => Math.ceil(itemBytes(item) / unitBytes);
  const table = Math.max(units(after), before === undefined ? 0 : units(before));
  return indexes.reduce((sum, keys) => {
    const [was, is] = [before === undefined ? undefined : entry(before, keys), entry(after, keys)];
    if (was === undefined) return sum + (is === undefined ? 0 : units(is));
    if (is === undefined) return sum + units(was);
    return JSON.stringify(was) === JSON.stringify(is) ? sum : sum + units(was) + units(is);
  }, table);
}

function entry(item: Item, keys: IndexKeys): Item | undefined {
  if (keys.some((key) => item[key] === undefined)) return undefined;
  return Object.fromEntries(['pk', 'sk', ...keys].map((key) => [key, item[key]]));
}

/** DynamoDB Developer Guide, "DynamoDB item sizes and formats". */
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
