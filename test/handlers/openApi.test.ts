import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { startApiUnder } from '../support/apiUnder.ts';
import { ask } from '../support/ask.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

const file = z.looseObject({}).parse(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
const path = '/v1/openapi.json';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
});
afterAll(() => testStack.close());

test('everybody gets the document as the file has it, with the address of the API, and may cache it', async () => {
  const { status, headers, text } = await ask(testStack, 'GET', path, {});
  expect(JSON.parse(text)).toEqual({ ...file, servers: [{ url: testStack.url }] });
  expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
    200,
    'application/json',
    'public, max-age=300',
  ]);
});

test('the address has the scheme that API Gateway names', async () => {
  const { text } = await ask(testStack, 'GET', path, { 'x-forwarded-proto': 'https' });
  expect(JSON.parse(text)).toMatchObject({ servers: [{ url: testStack.url.replace('http:', 'https:') }] });
});

test('through a stage or a mapping, the address has its path', async () => {
  const api = await startApiUnder('/dev', testStack);
  try {
    const answer: unknown = await (await fetch(`${api.url}/dev${path}`)).json();
    expect(answer).toMatchObject({ servers: [{ url: `${api.url}/dev` }] });
  } finally {
    await api.close(0);
  }
});
