import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { jsonType, mustAccept } from '../../../../lib/http/request/accept.ts';
import { prefersAsync, readIdempotencyKey } from '../../../../lib/http/request/headers.ts';
import { problemOf } from '../../../support/problemOf.ts';

test.each([
  { prefer: 'respond-async', isAsync: true },
  { prefer: 'Respond-Async', isAsync: true },
  { prefer: 'wait=10, respond-async', isAsync: true },
  { prefer: ' respond-async ; reason="x" , wait=5', isAsync: true },
  { prefer: undefined, isAsync: false },
  { prefer: '', isAsync: false },
  { prefer: 'wait=10', isAsync: false },
  { prefer: 'respond-asynchronously', isAsync: false },
  { prefer: 'no-respond-async', isAsync: false },
  { prefer: 'wait=10; respond-async', isAsync: false },
])('Prefer: $prefer requests an asynchronous answer: $isAsync', ({ prefer, isAsync }) => {
  expect(prefersAsync(prefer)).toBe(isAsync);
});

describe('Idempotency-Key', () => {
  test.each([
    { header: undefined, key: undefined },
    { header: '"8e03978e-40d5-43dd-bc93-6894a57f9324"', key: '8e03978e-40d5-43dd-bc93-6894a57f9324' },
    { header: '8e03978e-40d5-43dd-bc93-6894a57f9324', key: '8e03978e-40d5-43dd-bc93-6894a57f9324' },
    { header: ' "padded" ', key: 'padded' },
    { header: String.raw`"with \"quotes\" and \\"`.replaceAll(' ', '-'), key: String.raw`with-"quotes"-and-\ `.trim() },
    { header: 'k'.repeat(255), key: 'k'.repeat(255) },
  ])('$header has the key $key', ({ header, key }) => {
    expect(readIdempotencyKey(header)).toBe(key);
  });

  test('is the same key with quotes and without', () => {
    expect(readIdempotencyKey('"one"')).toBe(readIdempotencyKey('one'));
  });

  test.each(['', ' ', '""', 'two words', '"ä"', 'k'.repeat(256), `"${'k'.repeat(256)}"`, 'tab\there', 'line\nbreak'])(
    '%j is 400, and the answer says what a valid key is',
    (header) => {
      expect(problemOf(() => readIdempotencyKey(header))).toMatchObject({
        slug: 'malformed-header',
        detail: expect.stringContaining('1 to 255'),
      });
    },
  );
});

describe('Accept', () => {
  test.each([
    undefined,
    '*/*',
    'application/json',
    'Application/JSON',
    'application/*',
    'application/problem+json',
    'application/json; charset=utf-8',
    'text/html, application/json;q=0.1',
    'text/html,*/*;q=0.8',
    'application/json;q=0.001',
  ])('%s accepts JSON', (accept) => {
    expect(() => mustAccept(accept, jsonType)).not.toThrow();
  });

  test.each([
    'text/csv',
    'text/html, text/*',
    'application/xml',
    'application/jsonp',
    'application/json;q=0',
    'application/json; q=0.000',
    '*/*;q=0',
    'application/json;q=0, text/html',
  ])('%s does not accept JSON, and is 406 with the available types', (accept) => {
    expect(problemOf(() => mustAccept(accept, jsonType))).toMatchObject({
      slug: 'not-acceptable',
      detail: expect.stringContaining('application/json'),
    });
  });
});

const operation = z.object({
  parameters: z.array(z.object({ name: z.string(), schema: z.object({ pattern: z.string().optional() }) })),
});
const { paths } = z
  .object({ paths: z.object({ '/v1/onboardings': z.object({ post: operation }) }) })
  .parse(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
const documented = paths['/v1/onboardings'].post.parameters.find(({ name }) => name === 'Idempotency-Key');

test.each([
  ...['a', 'a,b', '"a', 'a"', '"a b"', '""', 'k'.repeat(255), 'k'.repeat(256)],
  ...[String.raw`"a\"b"`, String.raw`"a\b"`, String.raw`a\b`],
])('the API document and the service agree on whether %j is an Idempotency-Key', (header) => {
  let isKey = true;
  try {
    readIdempotencyKey(header);
  } catch {
    isKey = false;
  }
  expect(new RegExp(documented?.schema.pattern ?? '').test(header)).toBe(isKey);
});
