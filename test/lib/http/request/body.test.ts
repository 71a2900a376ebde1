import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { bodyText, parseBody } from '../../../../lib/http/request/body.ts';
import { problemOf } from '../../../support/problemOf.ts';

const json = 'application/json';

const http = { method: 'POST', path: '/v1/onboardings', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' };
const event = (body: string | undefined, isBase64Encoded = false): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: 'POST /v1/onboardings',
  rawPath: '/v1/onboardings',
  rawQueryString: '',
  headers: {},
  requestContext: {
    accountId: '999988887777',
    apiId: 'api',
    domainName: 'api.example',
    domainPrefix: 'api',
    http,
    requestId: 'request-1',
    routeKey: 'POST /v1/onboardings',
    stage: '$default',
    time: '',
    timeEpoch: 0,
  },
  isBase64Encoded,
  ...(body === undefined ? {} : { body }),
});

describe('the text of a body', () => {
  test('is what was sent, decoded where API Gateway encoded it', () => {
    expect(bodyText(event('{"a":"ä"}'))).toBe('{"a":"ä"}');
    expect(bodyText(event(Buffer.from('{"a":"ä"}').toString('base64'), true))).toBe('{"a":"ä"}');
    expect(bodyText(event(undefined))).toBe('');
  });

  test.each([
    { what: '32 KB', body: 'x'.repeat(32 * 1024), encoded: false, isRead: true },
    { what: 'a byte more', body: 'x'.repeat(32 * 1024 + 1), encoded: false, isRead: false },
    { what: '32 KB of letters that take two bytes', body: 'ä'.repeat(16 * 1024), encoded: false, isRead: true },
    { what: 'as many letters that take more', body: 'ä'.repeat(16 * 1024 + 1), encoded: false, isRead: false },
    {
      what: '32 KB that take more as base64',
      body: Buffer.alloc(32 * 1024, 'x').toString('base64'),
      encoded: true,
      isRead: true,
    },
    {
      what: 'a byte more in base64',
      body: Buffer.alloc(32 * 1024 + 1, 'x').toString('base64'),
      encoded: true,
      isRead: false,
    },
  ])('of $what is read: $isRead', ({ body, encoded, isRead }) => {
    const read = () => bodyText(event(body, encoded));
    if (isRead) expect(read).not.toThrow();
    else expect(problemOf(read)).toMatchObject({ slug: 'body-too-large', detail: expect.stringContaining('32768') });
  });
});

describe('its type', () => {
  test.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json; charset=utf-8',
    'application/json ;x=y',
    'application/vnd.vendor.v1+json',
  ])('%s is JSON', (contentType) => {
    expect(parseBody('{"a":1}', contentType)).toEqual({ a: 1 });
  });

  test.each([
    undefined,
    '',
    'text/plain',
    'text/json',
    'application/jsonx',
    'application/x-www-form-urlencoded',
    'text/plain; application/json',
    'json',
  ])('%s is not, and is 415', (contentType) => {
    expect(problemOf(() => parseBody('{"a":1}', contentType))).toMatchObject({
      slug: 'unsupported-media-type',
      detail: expect.stringContaining('"Content-Type: application/json"'),
    });
  });

  test('does not matter where there is no body', () => {
    expect(parseBody('', undefined)).toBeUndefined();
    expect(parseBody('', 'text/plain')).toBeUndefined();
  });
});

describe('a body that is not JSON is 400, and is never repeated', () => {
  const canary = 'Zq9Xw7';
  test.each([
    canary,
    `"${canary}`,
    `{"a":${canary}}`,
    `{"a":"${canary}"`,
    `{"a":"${canary}",}`,
    `{${canary}:1}`,
    `["${canary}" "${canary}"]`,
    `{"a":"${canary}\n"}`,
    `{"a":"\\x${canary}"}`,
    `{"a":1}${canary}`,
    `[1,"${canary}",]`,
    `nul${canary}`,
    `{"a":tru ,"b":"${canary}"}`,
    `${' '.repeat(60)}{"password":"${canary}","b":tru}${' '.repeat(60)}`,
    `{"${'x'.repeat(60)}":tru,"secret":"${canary}"}`,
    `\n"line one"\n${canary} "`,
  ])('%j', (text) => {
    const { slug, detail } = problemOf(() => parseBody(text, json));
    expect(slug).toBe('malformed-json');
    expect(detail).toMatch(/^The body is not valid JSON: .{5,}\.$/);
    for (let start = 0; start + 3 <= canary.length; start += 1)
      expect(detail).not.toContain(canary.slice(start, start + 3));
  });
});

describe('what JSON can hold and a request cannot', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

  test('is more than 16 levels', () => {
    expect(() => parseBody(nested(16), json)).not.toThrow();
    expect(problemOf(() => parseBody(nested(17), json))).toMatchObject({
      slug: 'invalid-request',
      detail: expect.stringContaining('16 levels'),
    });
    expect(problemOf(() => parseBody(nested(16_000), json)).slug).toBe('invalid-request');
    expect(problemOf(() => parseBody('{"a":'.repeat(17) + '1' + '}'.repeat(17), json)).errors?.[0]?.pointer).toBe(
      '/a'.repeat(16),
    );
  });

  test.each([
    { text: '{"__proto__":{"admin":true}}', pointer: '/__proto__' },
    { text: '{"constructor":{"prototype":{}}}', pointer: '/constructor' },
    { text: '{"a":{"prototype":1}}', pointer: '/a/prototype' },
    { text: '{"a":[{"b":{"__proto__":1}}]}', pointer: '/a/0/b/__proto__' },
    { text: '{"a/b":{"c~d":{"constructor":1}}}', pointer: '/a~1b/c~0d/constructor' },
    { text: '{"\\u005f_proto__":1}', pointer: '/__proto__' },
  ])('is a way into the prototypes: $text', ({ text, pointer }) => {
    expect(problemOf(() => parseBody(text, json))).toMatchObject({ slug: 'invalid-request', errors: [{ pointer }] });
  });

  test.each([
    { text: '{"a":1,"a":2}', name: 'a' },
    { text: '{"a":{"b":[{"c":1},{"c":1,"d":"}","\\u0063":2}]}}', name: 'c' },
    { text: '{"a\\"":"{" , "b":[] , "a\\"" : 1}', name: 'a\\"' },
    { text: '{"":1,"":2}', name: '' },
  ])('has two members of one name: $text', ({ text, name }) => {
    expect(problemOf(() => parseBody(text, json))).toMatchObject({
      slug: 'malformed-json',
      detail: `An object in the body has the member "${name}" twice. Send it once.`,
    });
  });

  test.each([
    '{"a":{"a":[{"a":1},{"a":2},"a","a"]},"b":"a","c":"a"}',
    '{"a":"\\"a\\":1,\\"a\\":","b":"{\\"a\\":"}',
    '{"a":"x:y","A":"a\\\\","b":{}}',
  ])('has members of its own in each object: %s', (text) => {
    expect(parseBody(text, json)).toEqual(JSON.parse(text));
  });

  test.each(['null', '7', '"text"', '[]', '{"toString":1}'])(
    'is nothing here: %s is for the schema to judge',
    (text) => {
      expect(parseBody(text, json)).toEqual(JSON.parse(text));
    },
  );
});
