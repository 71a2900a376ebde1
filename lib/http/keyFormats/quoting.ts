/** Characters that have no special meaning in any of the shells, also at the beginning of a word. */
const plainWord = /^[\w+/.-]+$/;

/** Returns the text as one word of a POSIX shell. IAM's keys have only letters, digits, `+` and `/`, and need no quotes. */
export function posixWord(text: string): string {
  return plainWord.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * Returns the text as one word of fish, in which a backslash escapes only a quote or a backslash inside single quotes.
 * Source: fish documentation, "The fish language", Quotes.
 */
export function fishWord(text: string): string {
  return plainWord.test(text) ? text : `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}

/**
 * Returns the text as a string of PowerShell. It takes four typographic quotes for a single quote too, and each ends the
 * string unless it is doubled. Source: PowerShell Language Specification, section 2.3.5.2.
 */
export function powerShellString(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/**
 * Returns the text as a quoted string of HCL: `${` and `%{` begin a template unless their first character is doubled.
 * Source: HCL Native Syntax Specification, "Template Expressions". As in `lib/access/terraform.ts`, which this room, that
 * browsers load too, does not import.
 */
export function hclText(text: string): string {
  const escaped = text.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll(/[$%](?=\{)/g, '$&$&');
  return `"${escaped.replaceAll(/\p{Cc}/gu, (found) => String.raw`\u` + found.charCodeAt(0).toString(16).padStart(4, '0'))}"`;
}
