import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { contract, routeNames } from '../../../lib/http/contract.ts';
import { routes, type RouteName } from '../../../lib/http/routes.ts';
import { answersFile, type RecordedAnswer } from '../../../scripts/openapi/answerExamples.ts';
import { undocumented } from '../../support/answerValidators.ts';
import { eventually } from '../../support/eventually.ts';
import { asOperator } from '../../support/operator.ts';
import { startReceiver } from '../../support/receiver.ts';
import {
  believedAtOnce,
  later,
  shortCalls,
  startTestStack,
  type AnyStack,
  type TestStack,
} from '../../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../../support/virtualStack.ts';
import { withoutRandom } from '../../support/withoutRandom.ts';

/** With this setting, the test writes the file instead of comparing it. Then "npm run docs" writes the document. */
const isRecording = process.env['RECORD_EXAMPLES'] === 'on';

const deliveriesSchema = z.looseObject({
  deliveries: z.array(z.looseObject({ webhookId: z.string(), state: z.string() })),
});

let recorded: unknown;
beforeAll(async () => {
  // First, because connections that are open would use the timers of the virtual time.
  const rare = await rareAnswers();
  recorded = withoutRandom([...(await usualAnswers()), ...rare]);
}, 60_000);

async function usualAnswers(): Promise<readonly RecordedAnswer[]> {
  const receiver = await startReceiver(() => ({ status: 200, body: 'OK' }));
  const testStack = await startTestStack({
    seeds: true,
    sweepEveryMs: 0,
    environment: { ...shortCalls, LATCHKEY_CONSOLE_URL: '' },
  });
  try {
    return await answersOf(testStack, `${receiver.url}/`);
  } finally {
    await Promise.all([testStack.close(), receiver.close()]);
  }
}

async function rareAnswers(): Promise<readonly RecordedAnswer[]> {
  const stack = await startVirtualStack({ environment: believedAtOnce });
  try {
    return await rareAnswersOf(stack);
  } finally {
    stack.close();
  }
}

/** The parts of a call besides its route. */
interface Call {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Returns a function that makes a call, and keeps its answer in `answers`. */
function recorder({ request }: Pick<AnyStack, 'request'>) {
  const answers: RecordedAnswer[] = [];
  const record = async (route: RouteName, summary: string, { path = {}, query = '', body, headers }: Call = {}) => {
    const { method, path: pattern } = routes[route];
    const url = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '');
    const answer = await request(method, `${url}${query}`, body, headers);
    if (answer.status >= 400) throw new Error(`${route} answered ${answer.text}`);
    answers.push({ route, status: answer.status, summary, answer: JSON.parse(answer.text) });
    return answer.body;
  };
  return { answers, record };
}

/** Makes the calls whose answers need a failure, in virtual time, and returns them. */
async function rareAnswersOf(stack: VirtualStack): Promise<readonly RecordedAnswer[]> {
  const { answers, record } = recorder(stack);
  const acme = { tenantId: 'acme', accountId: '111122223333' };
  await stack.launch(acme);
  const create = (name: string, headers?: Readonly<Record<string, string>>) =>
    stack.create(acme, { parameters: { userName: name, policyName: `${name}-policy` } }, headers);
  const root = stack.root(acme);

  await root.createUser({ UserName: 'by-hand' });
  const failed = await create('by-hand');
  await record('getOnboarding', 'It failed', { path: { id: failed.body.onboarding ?? '' } });

  const { id: kept } = (await create('kept')).body;
  const PolicyArn = (await stack.get(kept)).body.receipt?.resources.find(({ type }) => type === 'policy')?.arn;
  await root.attachUserPolicy({ UserName: 'by-hand', PolicyArn });
  await stack.offboard(kept);
  await record('getOnboarding', 'A person has to look at it', { path: { id: kept } });

  const body = { ...acme, blueprint: 'tutum' };
  const key = { 'idempotency-key': '5f0d8b0e-7c2a-4a0e-9a55-0f6f0f1f6f53' };
  await stack.request('POST', '/v1/onboardings', body, key);
  await record('createOnboarding', 'A request that was sent before', { body, headers: key });

  const { id: second } = (await create('second', later)).body;
  await stack.until(second, 'ready');
  await stack.fault({ operation: 'iam:CreateAccessKey', kind: 'throttle' });
  await record('claimCredentials', 'AWS is late, and no key was handed over', { path: { id: second } });
  await stack.clearFaults();
  await stack.until(second, 'ready');
  const { body: claimed } = await stack.claim(second);
  const replaces = claimed.accessKeys[0]?.accessKeyId;
  await stack.fault({ operation: 'iam:CreateAccessKey', kind: 'throttle' });
  const ofSecond = { path: { id: second }, body: { replaces } };
  await record('rotateCredentials', 'AWS is late, and no key was handed over', ofSecond);
  await stack.clearFaults();

  await recordOldKey(stack, (await create('rotated')).body, record);

  await stack.fault({ operation: 'iam:CreateUser', kind: 'throttle' });
  const { id: late } = (await create('late')).body;
  await record('getOnboarding', 'AWS is late', { path: { id: late } });
  await record('provisionOnboarding', 'A worker continues', { path: { id: late }, headers: later });
  return answers;
}

/** Records the calls about a key that a rotation has replaced. */
async function recordOldKey(
  stack: VirtualStack,
  { id, credentials }: Awaited<ReturnType<VirtualStack['create']>>['body'],
  record: ReturnType<typeof recorder>['record'],
): Promise<void> {
  const accessKeyId = credentials?.[0]?.accessKeyId ?? '';
  await stack.request('POST', `/v1/onboardings/${id}/credentials/rotate`, { replaces: accessKeyId });
  const path = { id, accessKeyId };
  const ofWorker = { operation: 'iam:UpdateAccessKey', kind: 'throttle' } as const;
  await record('retireKey', 'The old key is deactivated', { path, body: { force: true } });
  await record('reactivateKey', 'The old key works again', { path });
  await stack.fault(ofWorker);
  await record('retireKey', 'A worker continues', { path, body: { force: true } });
  await stack.clearFaults();
  await stack.recordWhen(
    id,
    (each) =>
      each.status === 'claimed' && each.keyWork === undefined && each.keys.some(({ state }) => state === 'inactive'),
    () => 'The key is not deactivated.',
  );
  await stack.fault(ofWorker);
  await record('reactivateKey', 'A worker continues', { path });
  await stack.clearFaults();
}

/** Makes the calls of which the document has examples, and returns their answers. */
async function answersOf(testStack: TestStack, webhookUrl: string): Promise<readonly RecordedAnswer[]> {
  const { request, sandbox } = testStack;
  const { answers, record } = recorder(testStack);
  const launch = (accountId: string, launchUrl: string | undefined) =>
    sandbox('POST', 'launch', { accountId, launchUrl });
  const acme = { tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum' };

  const { id } = await record('createOnboarding', 'The keys are in the answer', {
    body: { ...acme, webhook: { url: webhookUrl } },
  });
  const globex = { tenantId: 'globex', accountId: '444455556666', blueprint: 'tutum' };
  const { id: second, access } = await record('createOnboarding', 'The tenant has to launch the stack', {
    body: globex,
  });
  await record('getOnboarding', 'The keys were handed over', { path: { id } });
  await record('listOnboardings', 'A page with one onboarding', { query: '?limit=1' });
  await launch(globex.accountId, access?.['launchUrl']);
  await record('provisionOnboarding', 'The keys can be claimed', { path: { id: second } });
  const made = await record('createLink', 'A link for the administrator', { path: { id: second } });
  const asHolder = { authorization: `Bearer ${String(made['token'])}` };
  await record('shareLink', 'The link for a colleague', { path: { id: second }, headers: asHolder });
  await record('shareLink', 'The same link again', { path: { id: second }, headers: asHolder });
  await record('claimCredentials', 'The keys', { path: { id: second } });
  await record('onboardingEvents', 'A create and a claim', { path: { id: second } });
  const { webhookId } = await eventually(async () => {
    const { text } = await request('GET', `/v1/onboardings/${id}/deliveries`);
    return deliveriesSchema.parse(JSON.parse(text)).deliveries.find(({ state }) => state === 'delivered');
  }, 'The event was not delivered.');
  await record('listDeliveries', 'An event that was delivered', { path: { id } });
  await record('redeliver', 'It is sent again', { path: { id, webhookId } });
  await record('awsProfiles', 'A profile', { body: { profiles: [{ onboarding: id, profile: 'dev', stage: 'dev' }] } });
  const { accountId, blueprint } = globex;
  const { externalId } = await record('tenantAccess', 'The stack to launch', {
    path: globex,
    body: { accountId, blueprint },
  });
  await record('getAccess', 'No change is in progress', { path: globex });
  await record('changeExternalId', 'Both external IDs are valid', { path: globex, body: { replaces: externalId } });
  await record('stopRequests', 'A tenant is stopped', {
    path: { scope: 'tenant:leaving' },
    body: { reason: 'We are looking into a report.' },
    headers: asOperator,
  });
  await record('listStops', 'A tenant is stopped');
  await record('countStatuses', 'Two onboardings were claimed');
  await record('stepTimes', 'Two onboardings of one blueprint');
  await record('getBlueprint', 'The blueprint tutum', { path: { name: 'tutum' } });
  await record('testWebhook', 'The endpoint works', { body: { url: webhookUrl } });
  await record('webhookKeys', 'One key');
  await record('health', 'It runs');
  const replaces = (await request('GET', `/v1/onboardings/${id}`)).body.accessKeys[0]?.accessKeyId;
  await record('rotateCredentials', 'The new key', { path: { id }, body: { replaces } });
  await record('updateOnboarding', 'It has the deployed plan already', { path: { id } });
  await record('offboard', 'Everything is removed', { path: { id: second } });

  const parameters = { userName: 'tutum-later', policyName: 'tutum-later-policy' };
  const { id: third } = await record('createOnboarding', 'A worker continues', {
    body: { ...acme, parameters },
    headers: later,
  });
  await eventually(async () => {
    const { body } = await request('GET', `/v1/onboardings/${third}`);
    return body.status === 'ready' ? body : undefined;
  }, 'The onboarding did not become ready.');
  await record('offboard', 'A worker continues', { path: { id: third }, headers: later });
  return answers;
}

test('the examples are what the service answers (otherwise run this test with RECORD_EXAMPLES=on, then "npm run docs")', () => {
  if (isRecording) {
    const input = JSON.stringify(recorded);
    writeFileSync(
      answersFile,
      execFileSync('npx', ['prettier', '--stdin-filepath', answersFile], { input, encoding: 'utf8' }),
    );
  }
  expect(recorded).toEqual(JSON.parse(readFileSync(answersFile, 'utf8')));
});

const file = z
  .array(z.object({ route: z.enum(routeNames), status: z.number(), summary: z.string(), answer: z.unknown() }))
  .parse(JSON.parse(readFileSync(answersFile, 'utf8')));

test.each(file)('the example of $route with status $status is valid: $summary', async ({ route, status, answer }) => {
  expect(await undocumented({ ...routes[route], status, text: JSON.stringify(answer) })).toEqual([]);
});

// These are too long.
test('each successful answer with a body has an example, with seven exceptions', () => {
  const all = routeNames.flatMap((route) =>
    contract[route].answer === undefined ? [] : contract[route].answers.map((status) => `${route} ${String(status)}`),
  );
  const recordedOnes = file.map(({ route, status }) => `${route} ${String(status)}`);
  expect(all.filter((each) => !recordedOnes.includes(each))).toEqual([
    'reviewOnboarding 200',
    'updateOnboarding 202',
    'previewUpdate 200',
    'onboardingHealth 200',
    'listBlueprints 200',
    'previewBlueprint 200',
    'openApi 200',
  ]);
});

test('no example has a secret, an address of this machine or a random ID', () => {
  const secrets = file.flatMap(({ answer }) =>
    [...JSON.stringify(answer).matchAll(/"(?:secretAccessKey|token)":"([^"]+)"/g)].map(([, secret]) => secret),
  );
  expect(new Set(secrets)).toEqual(
    new Set(['PLACEHOLDER-FOR-THE-SECRET-ACCESS-KEY', 'PLACEHOLDER-FOR-THE-LINK-TOKEN']),
  );
  expect(readFileSync(answersFile, 'utf8')).not.toMatch(
    /127\.0\.0\.1|ob_(?!01M81JDDF2FRQ7JJ21KTJ7R34T)|AKIA(?!IOSFODNN7EXAMPLE)/,
  );
});
