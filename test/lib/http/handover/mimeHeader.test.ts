import { default as PostalMime } from 'postal-mime';
import { mimeHeader } from '../../../../lib/http/handover/mimeHeader.ts';

const read = async (field: string) => (await PostalMime.parse(`${field}\r\ntext`)).subject;

test('plain text that fits on a line stays as it is', () => {
  expect(mimeHeader('Subject', 'Access to an account')).toBe('Subject: Access to an account\r\n');
});

test.each([
  ['a line end and another field', 'one\r\nBcc: two', 'one Bcc: two'],
  ['a control character in a longer text', `${'ü'.repeat(30)}\u0000\u0085x`, `${'ü'.repeat(30)} x`],
  ['what looks like an encoded word', '=?UTF-8?Q?x?=', '=?UTF-8?Q?x?='],
  ['more than a line', 'word '.repeat(40), 'word '.repeat(40).trim()],
  ['characters of several bytes at every boundary', 'x日本語🔑'.repeat(20), 'x日本語🔑'.repeat(20)],
])('%s gives one field that reads the same', async (_, text, shown) => {
  const field = mimeHeader('Subject', text);
  expect(await read(field)).toBe(shown);
  const lines = field.split('\r\n');
  expect(lines.pop()).toBe('');
  // Each line after the first begins with a blank, so it belongs to this field.
  expect(lines.slice(1).filter((line) => !line.startsWith(' '))).toEqual([]);
  expect(lines.filter((line) => !/^[\x20-\x7e]{1,76}$/.test(line))).toEqual([]);
});
