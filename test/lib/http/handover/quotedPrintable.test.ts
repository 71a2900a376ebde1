import { quotedPrintable } from '../../../../lib/http/handover/quotedPrintable.ts';

/** Decodes by the rules of RFC 2045, section 6.7. */
const decoded = (text: string) =>
  Buffer.from(
    text
      .replaceAll('=\r\n', '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

test.each([
  '',
  'a',
  'a=b',
  'blank at the end ',
  'tab\t',
  'ä'.repeat(60),
  'x'.repeat(75),
  'x'.repeat(76),
  'x'.repeat(77),
  `${'y'.repeat(74)}=`,
  'one\ntwo\n\n',
  '.',
])('%j decodes to itself, in ASCII lines of at most 76 characters without white space at the end', (text) => {
  const encoded = quotedPrintable(text);
  expect(decoded(encoded)).toBe(text.replaceAll('\n', '\r\n'));
  expect(encoded.split('\r\n').filter((line) => !/^(?:[\t\x20-\x7e]{0,75}[!-~])?$/.test(line))).toEqual([]);
});
