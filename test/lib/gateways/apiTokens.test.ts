import { createHandler } from '../../../handlers/listBlueprints.ts';
import { readConfig } from '../../../lib/gateways/config/config.ts';
import { buildCatalog, buildSurroundings } from '../../../lib/gateways/deps.ts';
import { lambdaContext } from '../../../local/api/lambda.ts';
import { apiEvent } from '../../support/apiEvent.ts';
import { collecting } from '../../support/collectedLog.ts';
import { startReceiver, type ReceiverAnswer } from '../../support/receiver.ts';
import { sha256 } from '../../support/sha256.ts';

const parameter = (Name: string, Value: string) => ({ Name: `/latchkey/api-tokens/${Name}`, Value });
const page = (Parameters: readonly object[], NextToken?: string): ReceiverAnswer => ({
  status: 200,
  body: JSON.stringify({ Parameters, NextToken }),
});

let ssm: Awaited<ReturnType<typeof startReceiver>>;
let answers: ReceiverAnswer[];

beforeAll(async () => {
  ssm = await startReceiver(() => answers.shift() ?? { status: 500 });
  process.env['AWS_ENDPOINT_URL_SSM'] = ssm.url;
});
afterAll(async () => {
  delete process.env['AWS_ENDPOINT_URL_SSM'];
  await ssm.close();
});
beforeEach(() => {
  ssm.received.length = 0;
});

let log: string[];

const withOperator = { LATCHKEY_OPERATOR_TOKEN_HASHES: `on-call=${sha256('operator-token')}` };

/** Returns a deployed function whose tokens are in SSM. */
const deployed = (more: Readonly<Record<string, string>> = {}) => {
  log = [];
  const config = readConfig({ ...process.env, LATCHKEY_API_TOKEN_HASHES: 'ssm', ...more });
  const handler = createHandler({ ...buildSurroundings(config), ...buildCatalog(), logWith: collecting(log) });
  return async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await handler(apiEvent('GET', '/v1/blueprints', { headers }), lambdaContext('listBlueprints', 29_000)))
      .statusCode;
  };
};

test('a hundred tokens in SSM are accepted, although they would not fit into the environment of a function', async () => {
  const all = Array.from({ length: 100 }, (_, n) => parameter(`caller-${n}`, sha256(`token-${n}`)));
  const pages = Array.from({ length: 10 }, (_, n) => all.slice(10 * n, 10 * n + 10));
  answers = pages.map((parameters, n) => page(parameters, n < 9 ? `page ${n + 1}` : undefined));
  const ask = deployed();
  for (const n of [0, 55, 99]) await expect(ask(`token-${n}`)).resolves.toBe(200);
  await expect(ask('another-token')).resolves.toBe(401);
  const [first, second] = ssm.received.map(({ body }): unknown => JSON.parse(body));
  expect(first).toEqual({ Path: '/latchkey/api-tokens', WithDecryption: true });
  expect(second).toMatchObject({ NextToken: 'page 1' });
  expect(ssm.received).toHaveLength(10);
});

test.each([
  ['cannot be read', { status: 400, body: JSON.stringify({ __type: 'AccessDeniedException' }) }],
  ['do not exist', page([])],
  ['are not valid', page([parameter('caller', 'a token, not its hash')])],
  ['define another caller', page([parameter('one', `${sha256('one')}:acme,backend=${sha256('a-token')}`)])],
  ['have a token twice', page([parameter('one', sha256('a-token')), parameter('two', `${sha256('a-token')}:acme`)])],
  ['have the name of an operator', page([parameter('on-call', sha256('a-token'))])],
  ['have the token of an operator', page([parameter('caller', sha256('operator-token'))])],
])('no token is accepted while the parameters %s, and the next request reads them again', async (_, answer) => {
  answers = [answer, page([parameter('caller', sha256('a-token'))])];
  const ask = deployed(withOperator);
  await expect(ask('a-token')).resolves.toBe(500);
  expect(log.join()).toContain('/latchkey/api-tokens');
  expect(log.join()).not.toContain('a token, not its hash');
  await expect(ask('a-token')).resolves.toBe(200);
});

test('an operator is accepted although the parameters cannot be read, and nobody else is', async () => {
  answers = Array.from({ length: 2 }, () => ({
    status: 400,
    body: JSON.stringify({ __type: 'AccessDeniedException' }),
  }));
  const ask = deployed(withOperator);
  await expect(ask('operator-token')).resolves.toBe(200);
  expect(ssm.received).toEqual([]);
  await expect(ask('a-token')).resolves.toBe(500);
});
