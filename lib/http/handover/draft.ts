import { mimeHeader } from './mimeHeader.ts';
import { quotedPrintable } from './quotedPrintable.ts';

/** A message for a person to send on. */
export interface Draft {
  readonly subject: string;
  /** BCP 47. */
  readonly language: string;
  readonly text: string;
  readonly html: string;
  /** Epoch ms. */
  readonly writtenAt: number;
}

/** Quoted-printable writes `=` only before two hexadecimal digits or a line end, so no part contains this. */
const boundary = '=_latchkey_alternative';

/**
 * Returns a message in the Internet Message Format (RFC 5322) with its text twice, plain and in HTML (RFC 2046, section
 * 5.1.4). `X-Unsent: 1` makes mail programs open it as a draft. It has no sender and no recipient: the person who opens it
 * is the sender, and the mail program adds both.
 */
export function writeDraft({ subject, language, text, html, writtenAt }: Draft): string {
  const part = (type: string, content: string) =>
    `--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(content)}\r\n`;
  return [
    'X-Unsent: 1\r\n',
    `Date: ${new Date(writtenAt).toUTCString().replace('GMT', '+0000')}\r\n`,
    mimeHeader('Subject', subject),
    'MIME-Version: 1.0\r\n',
    `Content-Language: ${language}\r\n`,
    `Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n`,
    part('text/plain', text),
    part('text/html', html),
    `--${boundary}--\r\n`,
  ].join('');
}
