import { asWritten, itemsOf, valueOf, type SourceValue } from '../source/sourceValue.ts';
import type { Change } from './change.ts';
import { statementsIn } from './readPolicy.ts';

/** The texts of each element of a document: a single text and a list of one are the same, and the order means nothing. */
type Elements = ReadonlyMap<string, readonly string[]>;

/** What the report says about the differences. */
export interface Explanation {
  readonly kept: readonly number[];
  readonly changes: readonly Change[];
  /** Texts of the guide that stand for the same as another one of its texts, with which they are rendered. */
  readonly aliases: readonly { readonly text: string; readonly value: string }[];
}

/**
 * The last check of an import: returns what differs between the policy of the guide and the document that the blueprint
 * renders, and is not in the list of changes. Each is a sentence. Both documents are read here anew.
 * `kept` has the indexes in the guide of the statements that were rendered, in their order.
 */
export function unexplained(
  source: SourceValue,
  rendered: string,
  { kept, changes, aliases }: Explanation,
): readonly string[] {
  const same = (text: string) => withValues(text, aliases);
  const before = new Map(
    [...elementsOfSource(source)].map(([name, texts]) => [name.replace(/ condition .*/, same), texts.map(same)]),
  );
  const after = elementsOfRendered(rendered, kept);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name) ?? [], after.get(name) ?? []];
    const [removed, added] = [without(was, is), without(is, was)];
    const [, statement, element = name] = /^(\d+) (.*)$/.exec(name) ?? [];
    const own = changes.filter((change) => isAbout(change, statement, element));
    const isDropped = own.some((change) => change.element === 'Statement');
    const left = [
      ...without(removed, isDropped ? removed : own.flatMap(({ from }) => (from === undefined ? [] : same(from)))),
      ...without(
        added,
        own.flatMap(({ to }) => (to === undefined ? [] : same(to))),
      ),
    ];
    if (left.length === 0) return [];
    return [`${name}: the guide has ${list(was)}, the blueprint renders ${list(is)}.`];
  });
}

/** Replaces texts that mean the same. The name of a partition is replaced in ARNs only. */
function withValues(text: string, aliases: Explanation['aliases']): string {
  return aliases.reduce(
    (replaced, alias) =>
      /^aws(?:-|$)/.test(alias.text)
        ? replaced.replaceAll(`arn:${alias.text}:`, `arn:${alias.value}:`)
        : replaced.replaceAll(alias.text, () => alias.value),
    text,
  );
}

const list = (texts: readonly string[]) =>
  texts.length === 0 ? 'nothing' : texts.map((text) => JSON.stringify(text)).join(', ');

function isAbout(change: Change, statement: string | undefined, element: string): boolean {
  if ((change.statement === undefined ? undefined : String(change.statement)) !== statement) return false;
  return change.element === 'Statement' || change.element.toLowerCase() === element;
}

function without(texts: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return texts.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function elementsOfSource(document: SourceValue): Elements {
  const found = new Map<string, readonly string[]>();
  if (valueOf(document, 'Statement') !== undefined && document.kind === 'map')
    for (const { key, value } of document.entries)
      if (key.toLowerCase() !== 'statement')
        found.set(key.toLowerCase(), key.toLowerCase() === 'version' ? texts(value) : ['there']);
  for (const [index, statement] of statementsIn(document).entries()) {
    if (statement.kind !== 'map') continue;
    for (const { key, value } of statement.entries) {
      const name = `${String(index)} ${key.toLowerCase()}`;
      if (key.toLowerCase() !== 'condition') found.set(name, texts(value));
      else for (const [condition, values] of conditionsOf(value)) found.set(`${name} ${condition}`, values);
    }
  }
  return found;
}

function conditionsOf(value: SourceValue): readonly (readonly [string, readonly string[]])[] {
  if (value.kind !== 'map') return [];
  return value.entries.flatMap((operator) =>
    operator.value.kind === 'map'
      ? operator.value.entries.map(
          (entry) => [`${operator.key} ${entry.key}`.toLowerCase(), texts(entry.value)] as const,
        )
      : [],
  );
}

function texts(value: SourceValue): readonly string[] {
  return itemsOf(value).map((item) => {
    if (item.kind === 'text') return asWritten(item);
    return item.kind === 'map'
      ? item.entries.map((entry) => `${entry.key}: ${texts(entry.value).join(', ')}`).join(', ')
      : texts(item).join(', ');
  });
}

function elementsOfRendered(rendered: string, kept: readonly number[]): Elements {
  const document: unknown = JSON.parse(rendered);
  const found = new Map<string, readonly string[]>();
  for (const [key, value] of entries(document)) if (key !== 'Statement') found.set(key.toLowerCase(), listOf(value));
  const statements: unknown = Object.fromEntries(entries(document))['Statement'];
  for (const [index, statement] of (Array.isArray(statements) ? statements : []).entries()) {
    for (const [key, value] of entries(statement)) {
      const name = `${String(kept[index])} ${key.toLowerCase()}`;
      if (key !== 'Condition') found.set(name, listOf(value));
      else
        for (const [operator, keys] of entries(value))
          for (const [condition, values] of entries(keys))
            found.set(`${name} ${operator} ${condition}`.toLowerCase(), listOf(values));
    }
  }
  return found;
}

const entries = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);
