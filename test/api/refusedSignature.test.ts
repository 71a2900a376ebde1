import { createHandler } from '../../handlers/createOnboarding.ts';
import { createHandler as offboard } from '../../handlers/offboard.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildDeps } from '../../lib/gateways/deps.ts';
import { lambdaContext } from '../../local/api/lambda.ts';
import { leaks } from '../faults/secrets.ts';
import { apiEvent } from '../support/apiEvent.ts';
import { collecting } from '../support/collectedLog.ts';
import { startWebhookTestStack, type WebhookTestStack } from '../support/events.ts';
import { issuingSandbox } from '../support/issuingSandbox.ts';
import { token } from '../support/testStack.ts';

/** The action whose signature IAM refuses. */
let refused: string | undefined;
const firstLine = 'The request signature we calculated does not match the signature you provided.';

/** IAM explains the refusal by what was signed, header by header. */
const { sandbox, issued } = issuingSandbox(({ service, caller, parameters }, sessionToken) => {
  if (service !== 'iam' || caller.type !== 'session' || parameters['Action'] !== refused) return undefined;
  const canonical = `POST\n/\n\nhost:iam.amazonaws.com\nx-amz-security-token:${sessionToken}\n\nhost;x-amz-security-token`;
  const message = `${firstLine}\n\nThe Canonical String for this request should have been\n'${canonical}'`;
  const error = `<Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code><Message>${message}</Message></Error>`;
  const body = `<ErrorResponse>${error}<RequestId>request-9</RequestId></ErrorResponse>`;
  return { statusCode: 403, body, code: 'SignatureDoesNotMatch' };
});

let telling: WebhookTestStack;
beforeAll(async () => {
  telling = await startWebhookTestStack({ sweepEveryMs: 0, sandbox });
});
beforeEach(() => {
  refused = undefined;
});
afterAll(() => telling.close());

const headers = { authorization: `Bearer ${token}` };
const lines: string[] = [];
const deps = () => ({ ...buildDeps(readConfig(process.env)), logWith: collecting(lines) });

async function create() {
  const body = JSON.stringify({ ...(await telling.testStack.newTenant()), blueprint: 'tutum' });
  const event = apiEvent('POST', '/v1/onboardings', { headers, body });
  const { body: answer = '', statusCode } = await createHandler(deps())(event, lambdaContext('create', 29_000));
  const [, id = ''] = /"(ob_\w+)"/.exec(answer) ?? [];
  return { id, answer, statusCode };
}

/** Every place that AWS's message gets to; the answer to `create` that has keys is none of them. */
async function placesOf(id: string, answer: string) {
  await telling.allTold(id);
  return {
    answer,
    log: lines.join('\n'),
    table: JSON.stringify(await telling.testStack.items()),
    webhook: telling.receiver.came.map(({ body }) => body).join('\n'),
    record: (await telling.testStack.get(id)).text,
    'audit trail': (await telling.testStack.request('GET', `/v1/onboardings/${id}/events`)).text,
  };
}

test('a create whose signature IAM refuses tells why, and tells nobody the session token', async () => {
  refused = 'CreateUser';
  const { id, answer, statusCode } = await create();
  expect(statusCode).toBe(502);
  const places = await placesOf(id, answer);
  for (const text of [places.answer, places.record, places.webhook, places.table]) expect(text).toContain(firstLine);
  expect(issued.some((secret) => secret.length > 100)).toBe(true);
  expect(leaks(issued, places)).toEqual([]);
});

test('an offboarding whose signature IAM refuses names what is left, without the session token', async () => {
  const { id, statusCode } = await create();
  expect(statusCode).toBe(201);
  refused = 'DeleteUser';
  const event = apiEvent('DELETE', `/v1/onboardings/${id}`, { headers, id });
  const { body: answer = '' } = await offboard(deps())(event, lambdaContext('offboard', 29_000));
  const places = await placesOf(id, answer);
  // The receipt of what could not be removed has AWS's reason.
  for (const text of [places.record, places.table]) expect(text).toContain(firstLine);
  expect(leaks(issued, places)).toEqual([]);
});
