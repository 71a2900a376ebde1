import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import * as z from 'zod';
import { startApiUnder } from '../support/apiUnder.ts';
import { asJson, type RawAnswer } from '../support/ask.ts';
import { later, startTestStack, type TestStack, type Tenant } from '../support/testStack.ts';

let testStack: TestStack;
let staged: Awaited<ReturnType<typeof startApiUnder>>;
let tenant: Tenant;
/** The onboarding that the first request with the key created. */
let id: string;
const key = { 'idempotency-key': 'said-once' };

beforeAll(async () => {
  testStack = await startTestStack({ sweepEveryMs: 0, worker: false });
  staged = await startApiUnder('/dev', testStack);
  tenant = testStack.nextTenant();
  const first = await send({ body: said() });
  expect([first.status, first.headers['idempotency-replayed']]).toEqual([201, undefined]);
  id = idOf(first);
});
afterAll(async () => {
  await staged.close(0);
  await testStack.close();
});

interface Sent {
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
}

/** Sends a create with exactly these headers. Unlike fetch, this can set the header Host. */
async function send({ body, headers = {}, url = testStack.url }: Sent) {
  const sent = httpRequest(`${url}/v1/onboardings`, { method: 'POST', headers: { ...asJson, ...key, ...headers } });
  sent.end(body);
  const response = await new Promise<IncomingMessage>((resolve) => sent.once('response', resolve));
  return { status: response.statusCode, headers: response.headers, text: await textOf(response) };
}

const idOf = ({ text }: Pick<RawAnswer, 'text'>) => z.object({ id: z.string() }).parse(JSON.parse(text)).id;
const said = (parameters: object = { userName: 'deployer' }) =>
  JSON.stringify({ ...tenant, blueprint: 'tutum', parameters, webhook: { url: 'http://127.0.0.1:9/hook' } });
const escaped = (text: string) => text.replace('deployer', '\\u0064eployer');
const reordered = (text: string) =>
  JSON.stringify(Object.fromEntries(Object.entries(z.looseObject({}).parse(JSON.parse(text))).toReversed()));

describe('a create with a known Idempotency-Key is the same request', () => {
  test.each<readonly [string, () => Sent]>([
    ['to the byte', () => ({ body: said() })],
    ['with its members in another order', () => ({ body: reordered(said()) })],
    ['with white space', () => ({ body: JSON.stringify(JSON.parse(said()), null, 2) })],
    ['with a byte order mark', () => ({ body: `\uFEFF${said()}` })],
    ['with escaped letters', () => ({ body: escaped(said()) })],
    ['with null for a field that was absent', () => ({ body: said({ userName: 'deployer', region: null }) })],
    ['under another host name', () => ({ body: said(), headers: { host: 'latchkey.vendor.example' } })],
    ['through a stage of API Gateway', () => ({ body: said(), url: `${staged.url}/dev` })],
    ['in another key format', () => ({ body: said(), headers: { accept: 'text/csv' } })],
    ['with a preference that changes nothing', () => ({ body: said(), headers: { prefer: 'wait=5' } })],
  ])('%s', async (_, sent) => {
    const answer = await send(sent());
    expect([answer.status, idOf(answer), answer.headers['idempotency-replayed']]).toEqual([201, id, 'true']);
  });
});

describe('a create with a known Idempotency-Key is another request, and refused with 422,', () => {
  test.each<readonly [string, () => Sent]>([
    ['with another value', () => ({ body: said({ userName: 'deployer2' }) })],
    ['with the default of a parameter', () => ({ body: said({ userName: 'deployer', policyName: 'tutum-policy' }) })],
    ['with Prefer: respond-async', () => ({ body: said(), headers: later })],
  ])('%s', async (_, sent) => {
    const { status, text } = await send(sent());
    expect([status, JSON.parse(text)]).toMatchObject([422, { type: 'urn:latchkey:problem:key-reused' }]);
  });
});

test('half of a surrogate pair, which has no canonical form, is refused with 422', async () => {
  const { status, text } = await send({ body: said().replace('deployer', 'deployer\\ud800'), headers: { ...key } });
  expect([status, JSON.parse(text)]).toMatchObject([422, { errors: [{ pointer: '/parameters/userName' }] }]);
});
