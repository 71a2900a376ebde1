/** Returns the name with the most similar spelling, ignoring case. Undefined if none is similar. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const atMost = Math.max(1, Math.floor(name.length / 3));
  const [first] = names
    .map((each) => ({ each, edits: editsBetween(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ edits }) => edits <= atMost)
    .toSorted((one, other) => one.edits - other.edits);
  return first?.each;
}

/** Returns the Levenshtein distance: how many characters have to be inserted, removed or changed. */
export function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, character] of one.split('').entries()) {
    const next = [index + 1];
    for (const [column, against] of other.split('').entries()) {
      const changed = (row[column] ?? 0) + (character === against ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
