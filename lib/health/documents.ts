import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { clip } from '../core/errors.ts';

/** The longest words about a document, in characters. */
const maxWords = 300;

const texts = z.union([z.string(), z.array(z.string())]);
const statement = z.looseObject({
  Effect: z.optional(z.string()),
  Action: z.optional(texts),
  NotAction: z.optional(texts),
});
const policy = z.looseObject({ Statement: z.optional(z.union([statement, z.array(statement)])) });

/**
 * Returns a policy document in a form in which two documents with the same meaning are equal, as far as their wording
 * decides it: a list of one is its element, and neither the order in a list nor the order of the members counts.
 */
function normalized(document: string): string {
  return JSON.stringify(ordered(JSON.parse(document)));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    const parts = value.map(ordered).toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
    return parts.length === 1 ? parts[0] : parts;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, part]) => [name, ordered(part)]),
  );
}

/** Whether two policy documents say the same. */
export function isSamePolicy(one: string, other: string): boolean {
  return normalized(one) === normalized(other);
}

/** Returns the name of a document in a result: the beginning of the SHA-256 of its normalized form. */
export function digestOf(document: string): string {
  return `SHA-256 ${createHash('sha256').update(normalized(document)).digest('hex').slice(0, 16)}`;
}

/**
 * Returns in words how the found document differs from the planned one. Names actions, and never the whole document.
 *
 * @param maxLength the longest result, in characters
 */
export function differenceInWords(planned: string, found: string, maxLength = maxWords): string {
  const before = actionsIn(planned);
  const after = actionsIn(found);
  const added = after.filter((each) => !before.includes(each));
  const dropped = before.filter((each) => !after.includes(each));
  if (added.length === 0 && dropped.length === 0)
    return 'It names the same actions, with other resources, conditions or statements.';
  const words = [
    ...(added.length === 0 ? [] : [`It has in addition: ${added.join(', ')}.`]),
    ...(dropped.length === 0 ? [] : [`It lacks: ${dropped.join(', ')}.`]),
  ];
  return clip(words.join(' '), maxLength);
}

/** Returns the actions that a document allows and denies, such as `Allow ec2:*`. */
function actionsIn(document: string): readonly string[] {
  const { success, data } = policy.safeParse(JSON.parse(document));
  const statements = success ? [data.Statement ?? []].flat() : [];
  const named = statements.flatMap(({ Effect = '', Action = [], NotAction = [] }) => [
    ...[Action].flat().map((action) => `${Effect} ${action}`),
    ...[NotAction].flat().map((action) => `${Effect} all but ${action}`),
  ]);
  // What allows most comes first, because the words are cut.
  return [...new Set(named)].toSorted(
    (one, other) => Number(other.includes('*')) - Number(one.includes('*')) || (one < other ? -1 : 1),
  );
}
