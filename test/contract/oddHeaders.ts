import { apiToken } from '../model/calls.ts';
import { setHeader } from './draft.ts';
import type { Change } from './oddBodies.ts';
import { tokens } from './tokens.ts';
import type { Random } from './random.ts';

/** Texts for a header. HTTP allows visible ASCII, spaces and the bytes from 80. */
const oddHeaderValues = [
  '',
  ' ',
  ',',
  '""',
  '"',
  '\u00e9',
  '\u00ff\u00fe',
  '*',
  '-1',
  '0',
  'null',
  ';;;',
  'a,b,,c',
  '='.repeat(5000),
  '\\',
  "'",
];

const wrongTokens = (random: Random): readonly string[] => [
  random.pick(oddHeaderValues),
  'Bearer',
  'Bearer ',
  `Bearer ${apiToken}x`,
  `Bearer ${apiToken.slice(1)}`,
  `Bearer ${apiToken.toUpperCase()}`,
  `Bearer ${apiToken} ${apiToken}`,
  `Bearer "${apiToken}"`,
  `Basic ${Buffer.from(`a:${apiToken}`).toString('base64')}`,
  apiToken,
  `Token ${apiToken}`,
  'Bearer lk_0123456789',
  'Bearer lkl_ob_00000000000000000000000001.0123456789abcdef',
  `Bearer ${'t'.repeat(8000)}`,
  `Bearer ${random.pick(['__proto__', 'undefined', '[object Object]'])}`,
];

const accepts = [
  'text/html',
  'text/csv',
  'text/x-ini',
  'application/xml',
  '*/*;q=0',
  'application/json;q=0',
  'application/json;q=2',
  'a',
  'a/b/c',
  '*',
  'text/*, */*;q=0.1',
  'application/json, '.repeat(400),
];
const contentTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/JSON',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'application/json-seq',
  'application/merge-patch+json',
  'application/octet-stream',
  'json',
  'application/json, text/plain',
];
const keys = [
  'key-1',
  '"key-1"',
  '"key-1',
  'a b',
  'a,b',
  '"a\\"b"',
  '"a\\b"',
  'k'.repeat(255),
  'k'.repeat(256),
  '\u00e9',
  '__proto__',
  'constructor',
];
const preferences = [
  'respond-async',
  'Respond-Async',
  'respond-async; wait=10',
  'respond-async, handling=strict',
  'wait=100',
  'return=minimal',
  'respond-async=false',
  'norespond-async',
];

const oneOrTwo = (values: readonly string[], random: Random) =>
  random.chance(0.2)
    ? [random.pick(values), random.pick(values)]
    : [random.pick(random.chance(0.2) ? oddHeaderValues : values)];

const oddHeader =
  (name: string, values: readonly string[]): Change =>
  (draft, random) => {
    setHeader(draft, name, ...oneOrTwo(values, random));
  };

export const oddHeaders: Readonly<Record<string, Change>> = {
  'no token': (draft) => {
    setHeader(draft, 'authorization');
    draft.isUnauthorized = true;
  },
  'a wrong token': (draft, random) => {
    setHeader(draft, 'authorization', random.pick(wrongTokens(random)));
    draft.isUnauthorized = true;
  },
  'two tokens': (draft) => {
    setHeader(draft, 'authorization', `Bearer ${tokens.token}`, `Bearer ${tokens.operatorToken}`);
    draft.isUnauthorized = true;
  },
  'a token of another kind': (draft, random) => {
    const others = Object.entries(tokens).filter(([name]) => draft.operation?.schemes.includes(name) === false);
    if (others.length === 0) return;
    setHeader(draft, 'authorization', `Bearer ${random.pick(others)[1]}`);
    draft.isUnauthorized = true;
  },
  'a token in lower case': (draft) => {
    draft.headers = draft.headers.map(([name, value]) => [
      name,
      name === 'authorization' ? value.replace('Bearer', 'bearer ') : value,
    ]);
  },
  'an odd Content-Type': oddHeader('content-type', contentTypes),
  'no Content-Type': (draft) => {
    setHeader(draft, 'content-type');
  },
  'an odd Accept': oddHeader('accept', accepts),
  'an odd Idempotency-Key': oddHeader('idempotency-key', keys),
  'an odd Prefer': oddHeader('prefer', preferences),
  'a condition': (draft, random) => {
    const name = random.pick([
      'if-match',
      'if-none-match',
      'if-modified-since',
      'if-unmodified-since',
      'if-range',
      'range',
    ]);
    setHeader(draft, name, random.pick(['*', '"abc"', 'W/"abc"', 'bytes=0-10', 'Thu, 01 Jan 1970 00:00:00 GMT', 'x']));
  },
  'a header that other programs follow': (draft, random) => {
    const [name, value] = random.pick([
      ['x-http-method-override', 'DELETE'],
      ['x-forwarded-host', 'evil.example'],
      ['x-forwarded-proto', 'https'],
      ['x-forwarded-for', '127.0.0.1'],
      ['origin', 'https://evil.example'],
      ['origin', 'null'],
      ['access-control-request-method', 'DELETE'],
      ['cookie', `a=b; ${'c=d; '.repeat(100)}`],
      ['content-encoding', 'gzip'],
      ['expect', '100-continue'],
      ['host', 'evil.example'],
      ['te', 'trailers'],
      ['__proto__', 'x'],
      ['constructor', 'x'],
    ] as const);
    setHeader(draft, name, value);
  },
};
