/** The maximum edit distance between a misspelled name and the name that was meant. */
const maxDistance = 4;

/** Returns at most three names with the most similar spelling, ignoring case. Returns none if no name is similar. */
export function nearest(name: string, names: readonly string[]): readonly string[] {
  return names
    .map((each) => ({ each, distance: distance(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ distance: letters }) => letters <= maxDistance)
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ each }) => each);
}

/** Returns the Levenshtein distance: how many letters must be inserted, removed or changed. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of one.split('').entries()) {
    const next = [index + 1];
    for (const [column, against] of other.split('').entries()) {
      const changed = (row[column] ?? 0) + (letter === against ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
