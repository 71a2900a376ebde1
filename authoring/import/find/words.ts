import { reservedName } from '../../../lib/blueprints/reservedNames.ts';

/** Words of placeholders that say nothing about what is meant. */
const empty = new Set(
  'your my the a an of with enter insert replace here this and aws var local data current ref desired'.split(' '),
);

/** Returns the words of a placeholder in lower case: `<YOUR_BUCKET>` has the word bucket. */
export function wordsOf(hole: string): readonly string[] {
  const [, type, label, attribute] = /^\$\{(aws_\w+)\.([\w-]+)\.(\w+)\}$/.exec(hole) ?? [];
  const text = type === undefined ? hole : `${label ?? ''}_${type.split('_').at(-1) ?? ''}_${attribute ?? ''}`;
  const apart = text.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  const words = apart.split(/[^A-Za-z0-9]+/).map((word) => word.toLowerCase());
  return [...new Set(words.filter((word) => word !== '' && !empty.has(word)))];
}

/** Returns the name of a parameter made of words, such as `backupBucket`. */
export function camelCase(words: readonly string[]): string {
  const name = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  return /^[a-z]/.test(name) ? name.slice(0, 48) : `value${name}`.slice(0, 48);
}

/** Returns the name, or the name with a number, so that no other parameter has it and it is not reserved. */
export function freeName(name: string, taken: readonly string[]): string {
  const isTaken = (each: string) =>
    each in {} || reservedName(each) !== undefined || taken.some((other) => other.toLowerCase() === each.toLowerCase());
  if (!isTaken(name)) return name;
  let number = 2;
  while (isTaken(`${name}${String(number)}`)) number++;
  return `${name}${String(number)}`;
}
