/** Returns the source of a regular expression for exactly this text. RegExp.escape is missing before Node 24. */
export function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
