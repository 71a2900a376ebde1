import * as z from 'zod';
import { handoverMessage } from '../../../../lib/http/handover/handoverMessage.ts';
import { statuses, type Status } from '../../../../lib/record/onboarding.ts';
import { pythonCommand, readMessage } from '../../../support/messages.ts';
import { recordIn } from '../../../support/records.ts';
import { testWith } from '../../../support/withProgram.ts';

const about = {
  onboarding: recordIn('ready'),
  vendorName: 'Example Vendor',
  link: undefined,
  acceptLanguage: undefined,
  now: Date.UTC(2026, 10, 29, 12),
};

const hostileNames = [
  'Evil\r\nBcc: victim@example.com\r\n\r\n<script>alert(1)</script>',
  '=?UTF-8?B?RXZpbA==?= Inc.',
  '<b>&amp;"\'',
  'Müller & Söhne – 日本語 '.repeat(20),
  '\u202Emoc.elpmaxe\u2066',
  'a\u2028b\u0000c',
  'half of a pair: \uD83D',
  '',
];

test.each(hostileNames)('a vendor whose name is %j adds no header, no part and no markup', async (vendorName) => {
  const eml = handoverMessage({ ...about, vendorName });
  const { headers, subject, text, html } = await readMessage(eml);
  expect([...headers.keys()].toSorted()).toEqual(usualHeaders);
  const shown = vendorName
    .toWellFormed()
    .replaceAll(/[\r\n\0\u2028]+/g, ' ')
    .replaceAll(/[\u202E\u2066]/g, '')
    .trim();
  expect(subject).toBe(`Access of ${shown} to the AWS account 111122223333`);
  expect(text).toContain(`The access of ${shown} to`);
  expect(html.match(/<\w+/g)?.filter((tag) => !usualTags.includes(tag))).toEqual([]);
});

const usualHeaders = ['content-language', 'content-type', 'date', 'mime-version', 'subject', 'x-unsent'];
const usualTags = ['<html', '<head', '<meta', '<title', '<body', '<p', '<ul', '<li', '<ol'];

/** Whether the tenant can still do something with the link of an onboarding in this status. */
const isLinkUsable: Readonly<Record<Status, boolean>> = {
  awaiting_access: true,
  provisioning: true,
  ready: true,
  claiming: true,
  claimed: false,
  rotating: false,
  updating: false,
  rolling_back: false,
  failed: false,
  needs_attention: false,
  expired: false,
  offboarding: false,
  offboarded: false,
};

test.each(statuses)(
  'an onboarding in %s has a message in both languages, and the link only while it can be used',
  async (status) => {
    const onboarding = recordIn(status);
    const messages = await Promise.all(
      ['en', 'de'].map((acceptLanguage) => readMessage(handoverMessage({ ...about, onboarding, acceptLanguage }))),
    );
    const [english, german] = messages;
    expect(english?.text.includes('[put the link here')).toBe(isLinkUsable[status]);
    expect(german?.text.includes('[vor dem Senden den Link')).toBe(isLinkUsable[status]);
    expect([english?.headers.get('content-language'), german?.headers.get('content-language')]).toEqual(['en', 'de']);
    for (const { text, html } of messages)
      expect([text, html]).toEqual([expect.stringContaining(onboarding.id), expect.stringContaining(onboarding.id)]);
  },
);

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de', 'de'],
  ['de-AT, en;q=0.5', 'de'],
  ['en;q=0.4, de;q=0.6', 'de'],
  ['fr, de;q=0.8, en;q=0.9', 'en'],
  ['de;q=0', 'en'],
  ['*', 'en'],
  ['de;q=x\u0000', 'en'],
])('Accept-Language %j gives a message in %s', async (acceptLanguage, language) => {
  expect((await readMessage(handoverMessage({ ...about, acceptLanguage }))).headers.get('content-language')).toBe(
    language,
  );
});

const withoutEnd = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();

const pythonSchema = z.object({
  subject: z.string(),
  headers: z.array(z.string()),
  types: z.array(z.string()),
  defects: z.array(z.string()),
  text: z.string(),
  html: z.string(),
});

testWith('python3', 'Python’s parser of messages finds no defect, and reads the same', async (run) => {
  for (const vendorName of ['Müller & Söhne', ...hostileNames.slice(0, 4)]) {
    const eml = handoverMessage({ ...about, vendorName, acceptLanguage: 'de' });
    const read = pythonSchema.parse(JSON.parse(await run(pythonCommand, { input: eml })));
    const { subject, text, html } = await readMessage(eml);
    expect(read).toMatchObject({ subject, headers: usualHeaders, defects: [] });
    expect(read.types).toEqual(['multipart/alternative', 'text/plain', 'text/html']);
    expect([read.text, read.html].map(withoutEnd)).toEqual([text, html].map(withoutEnd));
  }
});
