import type { MappedText, Place } from '../source/mappedText.ts';
import { SourceError } from '../source/sourceError.ts';
import { asWritten, type MapEntry, type SourceValue } from '../source/sourceValue.ts';
import { tokensOf, type Token } from './tokens.ts';

/** A block of a Terraform file, such as `resource "aws_iam_policy" "backup" { … }`. */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly place: Place;
  readonly body: Body;
}
export interface Body {
  readonly attributes: readonly MapEntry[];
  readonly blocks: readonly Block[];
}

/**
 * Reads a Terraform file. What is no literal, such as `aws_sqs_queue.jobs.arn`, becomes a hole of a text. The argument of
 * `jsonencode` stands for the call. @throws SourceError
 */
export function readTerraform(whole: MappedText): Body {
  return readerOf(tokensOf(whole))(false);
}

function readerOf(tokens: readonly Token[]) {
  let at = 0;
  const is = (text: string, token = tokens[at]) => token?.kind === 'sign' && token.text === text;
  /** Whether the next sign is this one. Skips what may stand before it. */
  const closes = (sign: string) => {
    while (tokens[at]?.kind === 'newline' || is(',')) at++;
    return is(sign);
  };
  const place = () => tokens[Math.min(at, tokens.length - 1)]?.place ?? { line: 1, column: 1 };
  const fail = (expected: string) =>
    new SourceError(
      `The Terraform file has no ${expected} here.`,
      'Correct the file, or give one that Terraform reads.',
      place(),
    );

  function body(isNested: boolean): Body {
    const attributes: MapEntry[] = [];
    const blocks: Block[] = [];
    while (!(closes('}') && isNested) && at < tokens.length) {
      const name = tokens[at++];
      if (name?.kind !== 'word' && name?.kind !== 'text') throw fail('name');
      const key = name.kind === 'word' ? name.text : asWritten(name);
      if (is('=')) {
        at++;
        attributes.push({ key, keyPlace: name.place, value: value() });
        continue;
      }
      const labels: string[] = [];
      for (let label = tokens[at]; label?.kind === 'text' || label?.kind === 'word'; label = tokens[++at])
        labels.push(label.kind === 'text' ? asWritten(label) : label.text);
      if (!is('{')) throw fail('"=" or "{"');
      at++;
      const inside = body(true);
      if (!is('}')) throw fail('"}"');
      at++;
      blocks.push({ type: key, labels, place: name.place, body: inside });
    }
    return { attributes, blocks };
  }

  function value(): SourceValue {
    const begin = at;
    const first = primary();
    if (endsValue(tokens[at])) return first;
    // An operator, such as `condition ? a : b`: what its value is depends on the run.
    for (let depth = 0; at < tokens.length; at++) {
      if (is('(') || is('[') || is('{')) depth++;
      else if (depth === 0 && endsValue(tokens[at])) break;
      else if (is(')') || is(']') || is('}')) depth--;
    }
    const text = tokens.slice(begin, at).map(tokenText).join(' ');
    return { kind: 'text', parts: [{ hole: `\${${text}}` }], place: first.place };
  }

  function primary(): SourceValue {
    const token = tokens[at++];
    if (token?.kind === 'text') return token;
    if (token?.kind === 'word') return is('(') ? call(token.text, token.place) : reference(token.text, token.place);
    if (is('[', token)) return list(token?.place ?? place());
    if (is('{', token)) return object(token?.place ?? place());
    at--;
    throw fail('value');
  }

  function list(begin: Place): SourceValue {
    const items: SourceValue[] = [];
    while (!closes(']')) {
      if (at >= tokens.length) throw fail('"]"');
      items.push(value());
    }
    at++;
    return { kind: 'list', items, place: begin };
  }

  function object(begin: Place): SourceValue {
    const entries: MapEntry[] = [];
    while (!closes('}')) {
      const name = tokens[at++];
      if (name?.kind !== 'word' && name?.kind !== 'text') throw fail('key');
      if (!is('=') && !is(':')) throw fail('"="');
      at++;
      entries.push({ key: name.kind === 'word' ? name.text : asWritten(name), keyPlace: name.place, value: value() });
    }
    at++;
    return { kind: 'map', entries, place: begin };
  }

  function call(name: string, begin: Place): SourceValue {
    at++;
    const given: SourceValue[] = [];
    while (!closes(')')) {
      if (at >= tokens.length) throw fail('")"');
      given.push(value());
    }
    at++;
    const [only] = given;
    const isTransparent = ['jsonencode', 'tolist', 'toset', 'sensitive', 'nonsensitive'].includes(name);
    if (isTransparent && only !== undefined && given.length === 1) return only;
    if (name === 'concat' && given.every((each) => each.kind === 'list'))
      return { kind: 'list', items: given.flatMap(({ items }) => items), place: begin };
    return { kind: 'text', parts: [{ hole: `\${${name}(…)}` }], place: begin };
  }

  return body;
}

function reference(text: string, place: Place): SourceValue {
  const isLiteral = /^(?:-?[\d.]+|true|false)$/.test(text);
  return { kind: 'text', parts: [isLiteral ? { literal: text } : { hole: `\${${text}}` }], place };
}

const endsValue = (token: Token | undefined) =>
  token === undefined ||
  token.kind === 'newline' ||
  (token.kind === 'sign' && [',', '}', ']', ')'].includes(token.text));

function tokenText(token: Token): string {
  switch (token.kind) {
    case 'text':
      return JSON.stringify(asWritten(token));
    case 'word':
    case 'sign':
      return token.text;
    case 'newline':
      return '';
  }
}
