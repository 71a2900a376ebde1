import { createHandler } from '../../handlers/health.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildSurroundings } from '../../lib/gateways/deps.ts';
import { lambdaContext } from '../../local/api/lambda.ts';
import { apiEvent } from '../support/apiEvent.ts';
import { newRecipient } from '../support/recipientKeys.ts';

test.each(['token', 'sigv4'])(
  'without a token, the health check says that callers authenticate by %s',
  async (auth) => {
    const config = readConfig({ ...process.env, LATCHKEY_AUTH: auth });
    const { statusCode, body } = await createHandler(buildSurroundings(config))(
      apiEvent('GET', '/v1/health', { headers: {} }),
      lambdaContext('health', 29_000),
    );
    expect([statusCode, JSON.parse(body ?? '')]).toEqual([200, { status: 'ok', auth, operatorsRotate: false }]);
  },
);

test.each([
  { auth: 'token', operatorsRotate: true },
  { auth: 'sigv4', operatorsRotate: false },
])('with a recipient key of the back end and $auth, operators can rotate keys: $operatorsRotate', async (wanted) => {
  const recipientKey = JSON.stringify(newRecipient().jwk);
  const config = readConfig({ ...process.env, LATCHKEY_AUTH: wanted.auth, LATCHKEY_RECIPIENT_KEY: recipientKey });
  const { body = '' } = await createHandler(buildSurroundings(config))(
    apiEvent('GET', '/v1/health', { headers: {} }),
    lambdaContext('health', 29_000),
  );
  expect(JSON.parse(body)).toMatchObject(wanted);
});
