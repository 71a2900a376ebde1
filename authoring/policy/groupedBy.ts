/**
 * Returns the items in groups with the same key, in the order in which the keys come first. Node.js 20, on which the command
 * line runs, has no Map.groupBy.
 */
export function groupedBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups];
}
