/** The longest line that has an encoded word (RFC 2047, section 2). */
const longestLine = 76;

/** What an encoded word has besides the text in base64. */
const wordMarks = '=?UTF-8?B??='.length;

/**
 * Returns a header field with a text that may have any characters: encoded words of UTF-8 (RFC 2047) unless all are plain
 * ASCII and fit on a line. No character of the text can end the field, because control characters become spaces before.
 */
export function mimeHeader(name: string, text: string): string {
  const value = oneLine(text);
  if (/^[\x20-\x7e]*$/.test(value) && !value.includes('=?') && name.length + 2 + value.length <= longestLine)
    return `${name}: ${value}\r\n`;
  // The first word shares its line with the name. The others are not longer.
  const bytes = Math.floor((longestLine - name.length - 2 - wordMarks) / 4) * 3;
  const words = pieces(value, bytes).map((piece) => `=?UTF-8?B?${Buffer.from(piece).toString('base64')}?=`);
  return `${name}: ${words.join('\r\n ')}\r\n`;
}

/**
 * Returns the text without line ends and other control characters, and without the characters that change the direction
 * of what follows: names are shown to people who decide by them.
 */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}

/** Splits a text into pieces of at most `longest` bytes of UTF-8. A character is in one piece as a whole. */
function pieces(text: string, longest: number): readonly string[] {
  const found = [''];
  for (const character of text.toWellFormed()) {
    const last = found.at(-1) ?? '';
    if (Buffer.byteLength(last + character) > longest) found.push(character);
    else found[found.length - 1] = last + character;
  }
  return found;
}
