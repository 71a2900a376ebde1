import { generateSync } from 'json-schema-faker';
import { entriesOf, isRecord } from '../../scripts/json.ts';
import { oddTexts } from './oddValues.ts';
import type { Random } from './random.ts';

type Schema = Readonly<Record<string, unknown>>;

/** What json-schema-faker reads as other characters: a class of Unicode, and a look at what follows. */
const notUnderstood = /\\p\{|\\P\{|\(\?[=!<]/;

/** Texts for the patterns that json-schema-faker does not understand. */
const texts: readonly string[] = [
  ...oddTexts,
  'Cost center 42',
  'team:payments/eu-west-1',
  'Größe = 3 + 4 @ home',
  'We are looking into a report about this account.',
  'タグ',
  'x'.repeat(200),
];

/** Returns a value that the schema describes, by json-schema-faker. */
export function generated(schema: Schema, random: Random): unknown {
  return generateSync(withOwnTexts(schema, random), { seed: random.seed(), maxDefaultItems: 3 });
}

/** Replaces each pattern that json-schema-faker does not understand by a text that matches it. */
function withOwnTexts(schema: Schema, random: Random): Schema {
  const { pattern, ...rest } = schema;
  if (typeof pattern === 'string' && notUnderstood.test(pattern)) {
    const { minLength = 0, maxLength = Infinity } = rest;
    const isFit = (text: string) =>
      new RegExp(pattern, 'u').test(text) &&
      Array.from(text).length >= Number(minLength) &&
      Array.from(text).length <= Number(maxLength);
    return { enum: texts.filter(isFit) };
  }
  return Object.fromEntries(entriesOf(schema).map(([name, value]) => [name, inside(value, random)]));
}

function inside(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => inside(each, random));
  return isRecord(value) ? withOwnTexts(value, random) : value;
}
