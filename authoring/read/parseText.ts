import { LineCounter, parseAllDocuments, type Document, type ErrorCode } from 'yaml';
import { quoted, type Fault } from './fault.ts';

/** A text that was read as YAML, of which JSON is a part. */
export interface ParsedText {
  /** Undefined if the text has no document. */
  readonly document: Document.Parsed | undefined;
  readonly lines: LineCounter;
  /** Whether the rest of the text was not understood, because of a mistake of syntax. */
  readonly isSyntax: boolean;
  readonly faults: readonly Fault[];
}

/**
 * Reads a text as one YAML 1.2 document (https://yaml.org/spec/1.2.2/), and says what is wrong in it: mistakes of syntax,
 * a key that stands twice, a second document. After a mistake of syntax, only the first is returned, as the others follow
 * from it.
 */
export function parseText(text: string): ParsedText {
  const lines = new LineCounter();
  const options = { lineCounter: lines, prettyErrors: false, logLevel: 'silent', keepSourceTokens: true } as const;
  const documents = [...parseAllDocuments(text, options)];
  const [document, second] = documents;
  if (document === undefined) return { document, lines, isSyntax: true, faults: [nothing] };
  const errors = documents.flatMap((each) => each.errors);
  const syntax = errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  if (syntax !== undefined) return { document, lines, isSyntax: true, faults: [faultOf(syntax, text)] };
  const faults = errors.map((error) => faultOf(error, text));
  const { explicit, version } = document.directives.yaml;
  if (explicit === true && version !== '1.2') faults.push({ offset: 0, path: [], ...otherVersion(version) });
  if (second !== undefined) faults.push({ offset: second.range[0], path: [], ...anotherDocument });
  return { document, lines, isSyntax: false, faults };
}

const nothing: Fault = {
  offset: 0,
  path: [],
  problem: 'the file is empty',
  remedy: 'Write a blueprint into it, or remove it from the folder.',
};

const anotherDocument = {
  problem: 'a second document begins here',
  remedy: 'Give each blueprint a file of its own.',
};

const otherVersion = (version: string) => ({
  problem: `the file says that it is YAML ${version}`,
  remedy: 'Remove this line: blueprints are YAML 1.2.',
});

interface YamlError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly pos: readonly [number, number];
}

function faultOf({ code, message, pos: [offset] }: YamlError, text: string): Fault {
  const at = { offset, path: [] };
  if (code === 'DUPLICATE_KEY') {
    const key = /^"(?:[^"\\]|\\.)*"|^'[^']*'|^[^:\n]*/.exec(text.slice(offset))?.[0].trim() ?? '';
    const name = /^["']/.test(key) ? key : quoted(key);
    return { ...at, problem: `the key ${name} stands twice in the same place`, remedy: 'Keep one of the two.' };
  }
  const said = message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '');
  return { ...at, problem: `this cannot be read: ${said}`, remedy: remedies[code] ?? otherwise };
}

const otherwise = 'Correct the syntax here or in the line before.';

/** What to do about a mistake of syntax, by the code of the YAML package. */
const remedies: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_INDENT: 'Indent the entries of a list or mapping alike, and close each bracket.',
  MISSING_CHAR: 'Close each quote and bracket, and put a text with { } [ ] , # or : in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Put a text that contains ": " in quotes, or begin the inner mapping in a line of its own.',
  BLOCK_IN_FLOW: 'A comma is missing before this, or a bracket after it.',
  BAD_ALIAS: 'Put a text that begins with * in quotes: "*".',
  BAD_SCALAR_START: 'Put the text in quotes.',
  BAD_DQ_ESCAPE: 'Write \\\\ for a backslash, or put the text in single quotes.',
  UNEXPECTED_TOKEN: 'Check the indentation and the brackets here and in the line before.',
};
