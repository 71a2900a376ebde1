import type { Fault } from './fault.ts';

/** White space, texts, numbers, words and punctuation of JSON (RFC 8259). */
const token =
  /[ \t\r\n]+|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\]:,])/uy;

/** Returns the first thing in a text that YAML allows and JSON does not. Undefined if the text is JSON. */
export function notJson(text: string): Fault | undefined {
  const refusal = jsonError(text);
  if (refusal === undefined) return undefined;
  let comma: number | undefined;
  token.lastIndex = 0;
  for (let offset = 0; offset < text.length; offset = token.lastIndex) {
    const found = token.exec(text);
    if (found === null) return { offset, path: [], ...describe(text.slice(offset)) };
    const [, sign] = found;
    if (comma !== undefined && (sign === '}' || sign === ']')) return { offset: comma, path: [], ...lastComma };
    if (sign !== undefined) comma = sign === ',' ? offset : undefined;
  }
  const [said = '', position = '0'] = /^(.*) in JSON at position (\d+)/.exec(refusal)?.slice(1) ?? [];
  const problem = said === '' ? 'the file is not JSON' : `this cannot be read: ${said.toLowerCase()}`;
  return { offset: Number(position), path: [], problem, remedy: 'Check the commas, colons and brackets here.' };
}

const lastComma = { problem: 'JSON has no comma after the last entry', remedy: 'Remove the comma.' };

function describe(rest: string) {
  if (/^(#|\/\/|\/\*)/.test(rest))
    return { problem: 'JSON has no comments', remedy: 'Remove it, or name the file .yaml, where # begins a comment.' };
  if (rest.startsWith("'")) return { problem: 'JSON has no single quotes', remedy: 'Use double quotes.' };
  if (rest.startsWith('"'))
    return { problem: 'this text has a line break or an escape that JSON does not have', remedy: 'Write \\n or \\\\.' };
  const [word = ''] = /^[^\s,:{}[\]"]*/.exec(rest) ?? [];
  return { problem: `${word} is not JSON`, remedy: `Put it in double quotes: ${JSON.stringify(word)}.` };
}

/** Returns what Node.js says about a text that is not JSON. */
function jsonError(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
