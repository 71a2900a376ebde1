const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyz';
const word = `${letters}${letters.toUpperCase()}${digits}_`;

/**
 * Returns all characters that texts matching a regular expression may have, or some more. Undefined: any character, as
 * for `.` and `[^…]`.
 */
export function patternCharacters(source: string): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  const parts = source.matchAll(/\[(\^?)((?:\\.|[^\]\\])*)\]|\\(.)|\(\?[:=!<]*|\{\d*,?\d*\}|[^]/gu);
  for (const [part, isNot, set, escaped] of parts) {
    if (set !== undefined) {
      if (isNot !== '' || !addSet(set, found)) return undefined;
    } else if (escaped !== undefined) {
      if (!addEscaped(escaped, found)) return undefined;
    } else if (part === '.') {
      return undefined;
    } else if (part.length === 1 && !'^$()|*+?'.includes(part)) {
      found.add(part);
    }
  }
  return found;
}

function addSet(set: string, found: Set<string>): boolean {
  for (const [part, escaped, from, to] of set.matchAll(/\\(.)|([^\\])-([^\\])|[^]/gu)) {
    if (escaped !== undefined) {
      if (!addEscaped(escaped, found)) return false;
    } else if (from !== undefined && to !== undefined) {
      for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code += 1) found.add(String.fromCharCode(code));
    } else found.add(part);
  }
  return true;
}

/** Adds what a character after a backslash stands for. False: it may be any character. */
function addEscaped(escaped: string, found: Set<string>): boolean {
  if (escaped === 'd') for (const each of digits) found.add(each);
  else if (escaped === 'w') for (const each of word) found.add(each);
  else if (/[a-zA-Z0-9]/.test(escaped)) return 'bB'.includes(escaped);
  else found.add(escaped);
  return true;
}
