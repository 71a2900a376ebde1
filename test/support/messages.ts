import { default as PostalMime } from 'postal-mime';

/** What a mail program shows of a message. */
export interface ShownMessage {
  readonly headers: ReadonlyMap<string, string>;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * Reads a message with a mail parser. Throws unless it is made of ASCII lines of at most 78 characters that end with CRLF
 * (RFC 5322, section 2.1.1), and has no attachment.
 */
export async function readMessage(eml: string): Promise<ShownMessage> {
  const lines = eml.split('\r\n');
  if (lines.pop() !== '') throw new Error('the message does not end with a line end');
  const wrong = lines.find((line) => !/^[\t\x20-\x7e]{0,78}$/.test(line));
  if (wrong !== undefined) throw new Error(`not a line of a message: ${JSON.stringify(wrong)}`);
  const { headers, subject = '', text = '', html = '', attachments } = await PostalMime.parse(eml);
  if (attachments.length > 0) throw new Error('the message has an attachment');
  const fields = headers.map(({ key, value }): [string, string] => [key, value]);
  if (new Set(fields.map(([key]) => key)).size !== fields.length) throw new Error('a header field is there twice');
  return { headers: new Map(fields), subject, text, html };
}

/** Prints what Python's parser reads, with its defects. */
const program = `
import email, email.policy, json, sys
message = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = list(message.walk())
print(json.dumps({
  'subject': str(message['subject']),
  'headers': sorted(key.lower() for key in message.keys()),
  'types': [part.get_content_type() for part in parts],
  'defects': [str(defect) for part in parts for defect in part.defects] + [str(defect) for part in parts for value in part.values() for defect in getattr(value, 'defects', [])],
  'text': message.get_body(('plain',)).get_content(),
  'html': message.get_body(('html',)).get_content(),
}))`;

/** The command that reads a message from its input with Python's parser. */
export const pythonCommand: readonly [string, ...string[]] = ['python3', '-c', program];
