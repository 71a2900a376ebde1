/** The longest line without its line end (RFC 2045, section 6.7, rule 5). */
const longestLine = 76;

/** Returns a text in UTF-8 as quoted-printable (RFC 2045, section 6.7): ASCII lines, each ended by CRLF. */
export function quotedPrintable(text: string): string {
  return text.split(/\r?\n/).map(encodedLine).join('\r\n');
}

function encodedLine(line: string): string {
  const tokens = [...Buffer.from(line, 'utf8')].map((byte, index, { length }) => encoded(byte, index === length - 1));
  const lines = [''];
  for (const token of tokens) {
    const last = lines.at(-1) ?? '';
    // One character is kept for the `=` of a soft line break.
    if (last.length + token.length >= longestLine) lines.push(token);
    else lines[lines.length - 1] = last + token;
  }
  return lines.join('=\r\n');
}

/** White space at the end of a line is encoded, because mail servers may remove it. */
function encoded(byte: number, isLast: boolean): string {
  const isPlain = (byte > 32 && byte < 127 && byte !== 61) || ((byte === 32 || byte === 9) && !isLast);
  return isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
