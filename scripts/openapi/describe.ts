import { isRecord, type JsonRecord } from '../json.ts';
import type { Member } from './member.ts';
import { members } from './members.ts';

/** The keys of `members` that describe a member of one of the schemas, and the places of members that none describes. */
export interface Coverage {
  readonly used: ReadonlySet<string>;
  readonly missing: readonly string[];
}

/**
 * Returns the named schemas with what `members` says about their members. What a schema says itself is kept.
 * `coverage` is for the test that `members` describes every member, and nothing else.
 */
export function described(schemas: Readonly<Record<string, object>>): { schemas: typeof schemas; coverage: Coverage } {
  const used = new Set<string>();
  const missing: string[] = [];
  const within = (value: unknown, place: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((each) => within(each, place));
    if (!isRecord(value)) return value;
    const inside = Object.entries(value).map(([keyword, each]) => [
      keyword,
      keyword === 'properties' && isRecord(each) ? properties(each, place) : within(each, place),
    ]);
    return Object.fromEntries(inside);
  };
  const properties = (all: JsonRecord, place: readonly string[]) =>
    Object.fromEntries(
      Object.entries(all).map(([name, schema]) => {
        const [key, words] = wordsFor([...place, name]);
        if (key !== undefined) used.add(key);
        if (words === undefined && !(isRecord(schema) && 'description' in schema))
          missing.push([...place, name].join('.'));
        return [name, { ...fitting(words, schema), ...objectOf(within(schema, [...place, name])) }];
      }),
    );
  const all = Object.entries(schemas).map(([name, schema]): [string, object] => [
    name,
    objectOf(within(schema, [name])),
  ]);
  return { schemas: Object.fromEntries(all), coverage: { used, missing } };
}

/** Returns the longest key that is the end of a member's place, and what it says. Events share their members. */
function wordsFor(place: readonly string[]): readonly [string, Member] | readonly [undefined, undefined] {
  for (let from = 0; from < place.length; from += 1) {
    for (const key of [
      place.slice(from).join('.'),
      place
        .slice(from)
        .join('.')
        .replace(/^\w+Event\./, 'Event.'),
    ]) {
      const words = Object.hasOwn(members, key) ? members[key] : undefined;
      if (words !== undefined) return [key, words];
    }
  }
  return [undefined, undefined];
}

/** Returns the words without the keywords for texts if the schema is not one. */
function fitting(words: Member | undefined, schema: unknown): object {
  if (words === undefined) return {};
  const { enum: values, ...others } = words;
  const types = isRecord(schema) ? schema['type'] : undefined;
  const mayBeNull = Array.isArray(types) && types.includes('null');
  return { ...others, ...(values !== undefined && { enum: mayBeNull ? [...values, null] : values }) };
}

const objectOf = (schema: unknown): object => (isRecord(schema) ? schema : {});
