import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import { cut, mappedWriter, type MappedText, type Place } from './mappedText.ts';
import { SourceError } from './sourceError.ts';
import type { MapEntry, SourceValue } from './sourceValue.ts';
import { tidyJson } from './tidyJson.ts';

const looksLikeJson = /^\s*(?:[{["“”]|\/\/|\/\*)/;

/**
 * Reads JSON as guides have it, or YAML. Every scalar is a text, so that `012345678901` keeps its zero. Short forms of
 * CloudFormation become their long forms: `!Ref X` is a map with the key `Ref`. @throws SourceError
 */
export function readData(given: MappedText): SourceValue {
  if (!looksLikeJson.test(given.text)) return readYaml(given);
  const tidied = tidyJson(given);
  if (/^\s*"[^"]*"\s*:/.test(tidied.text)) return readYaml(wrapped(tidied, '{', '}'));
  const begin = tidied.text.search(/\S/);
  const isOneOfSeveral = tidied.text[begin] === '{' && /^\s*,/.test(tidied.text.slice(endOfObject(tidied.text, begin)));
  return readYaml(isOneOfSeveral ? wrapped(tidied, '[', ']') : tidied);
}

/** A guide may show a part of a document: its members without the braces, or statements without the brackets. */
function wrapped(whole: MappedText, before: string, after: string): MappedText {
  const end = /\s*,?\s*$/.exec(whole.text)?.index ?? whole.text.length;
  const writer = mappedWriter(whole);
  writer.write(before, 0);
  writer.copy(0, end);
  writer.write(after, end);
  return writer.end();
}

function readYaml(whole: MappedText): SourceValue {
  const document = parseDocument(whole.text, { schema: 'failsafe', logLevel: 'silent', prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined)
    throw new SourceError(
      `The text cannot be read: ${error.message.replaceAll(/\s+/g, ' ')}.`,
      'Correct the text there, or copy it from the guide again.',
      whole.placeAt(error.pos[0]),
    );
  if (document.contents === null) throw new SourceError('The text is empty.', 'Give a file with a policy.');
  return valueOfNode(document.contents, { document, placeAt: whole.placeAt });
}

interface Reading {
  readonly document: Document.Parsed | Document;
  placeAt(index: number): Place;
}

function valueOfNode(node: unknown, reading: Reading): SourceValue {
  if (isAlias(node)) return valueOfNode(node.resolve(reading.document), reading);
  const place = reading.placeAt(startOf(node));
  const plain = plainValue(node, reading, place);
  const tag = isMap(node) || isSeq(node) || isScalar(node) ? node.tag : undefined;
  return tag?.startsWith('!') === true && tag !== '!' ? longForm(tag.slice(1), plain, place) : plain;
}

function plainValue(node: unknown, reading: Reading, place: Place): SourceValue {
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }): MapEntry => ({
      key: isScalar(key) ? String(key.value) : '',
      keyPlace: reading.placeAt(startOf(key)),
      value: valueOfNode(value, reading),
    }));
    return { kind: 'map', entries, place };
  }
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => valueOfNode(item, reading)), place };
  const text = isScalar(node) && typeof node.value === 'string' ? node.value : '';
  const isQuoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
  const inside = isQuoted ? reading.placeAt(startOf(node) + 1) : place;
  return { kind: 'text', parts: [{ literal: text }], place: inside };
}

/** `!GetAtt A.B` is `Fn::GetAtt: [A, B]`; the other short forms differ in the name alone. */
function longForm(name: string, value: SourceValue, place: Place): SourceValue {
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  return { kind: 'map', place, entries: [{ key, keyPlace: place, value }] };
}

function startOf(node: unknown): number {
  const { range } = isNode(node) ? node : {};
  return range?.[0] ?? 0;
}

const isNode = (node: unknown): node is Node => isMap(node) || isSeq(node) || isScalar(node) || isAlias(node);

/** Reads the text if it can be read. */
export function readDataIfPossible(given: MappedText): SourceValue | undefined {
  try {
    return readData(given);
  } catch {
    return undefined;
  }
}

/** Returns the texts of the outermost braces of a text that is no data itself, such as a shell script. */
export function objectsIn(whole: MappedText): readonly MappedText[] {
  const found: MappedText[] = [];
  for (let at = whole.text.indexOf('{'); at >= 0;) {
    const end = endOfObject(whole.text, at);
    if (end !== undefined) found.push(cut(whole, at, end));
    at = whole.text.indexOf('{', end ?? at + 1);
  }
  return found;
}

function endOfObject(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      at = endOfText(text, at);
      continue;
    }
    if (character === '{') depth++;
    if (character === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}

function endOfText(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"' || text[at] === '\n') return at;
  }
  return text.length;
}
