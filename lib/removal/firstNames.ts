/** How many names a reason lists. A name has at most 128 characters, and a record keeps 2,000 of a reason. */
const maxNames = 5;

/** Returns the first names as a list for a sentence, and how many more there are. */
export function firstNames(names: readonly string[]): string {
  const more = names.length - maxNames;
  const first = names.slice(0, maxNames).join(', ');
  return more > 0 ? `${first} and ${more.toLocaleString('en-US')} more` : first;
}
