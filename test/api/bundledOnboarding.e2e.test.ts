import { CreateUserCommand } from '@aws-sdk/client-iam';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { bundleHandlers } from '../../infra/plugin/bundle.ts';
import { localEnvironment } from '../../local/environment.ts';
import { localTemplates } from '../../local/stack.ts';
import { useAws } from '../local/aws/clients.ts';

const names = ['tenantAccess', 'createOnboarding', 'getOnboarding', 'work', 'sweep'];

/** Does what Lambda does with a bundle: loads it, calls the handler and prints its answer. It runs in a process of its own, so that no module of the tests is loaded. */
const runBundle = `
  const { handler } = require(process.argv[1]);
  const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 20_000 };
  handler(JSON.parse(process.argv[2]), context).then((answer) => process.stdout.write(JSON.stringify(answer)));
`;

const answerSchema = z.object({ statusCode: z.number(), body: z.string() });
const bodySchema = z.looseObject({
  id: z.string().optional(),
  status: z.optional(z.unknown()),
  type: z.string().optional(),
  detail: z.string().optional(),
  launchUrl: z.string().optional(),
  credentials: z.array(z.looseObject({ verification: z.string() })).nullish(),
});
const eventSchema = z.looseObject({});
const queueEventSchema = z.object({ Records: z.tuple([eventSchema]) });
const callsSchema = z.object({ calls: z.array(z.object({ operation: z.string(), outcome: z.string() })) });

let testStack: Awaited<ReturnType<typeof useAws>>;
let directory: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-bundled-'));
  testStack = await useAws({ templates: localTemplates() });
  env = {
    PATH: process.env['PATH'],
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    ...localEnvironment(testStack.aws.url, 'local-dev-token', {}),
  };
  await bundleHandlers(process.cwd(), names, directory);
});
afterAll(async () => {
  await testStack.aws.close();
  rmSync(directory, { recursive: true, force: true });
});

async function run(name: string, event: unknown): Promise<unknown> {
  const file = join(directory, `${name}.cjs`);
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', runBundle, file, JSON.stringify(event)], {
    env,
  });
  return JSON.parse(stdout);
}

const eventOf = (file: string) => eventSchema.parse(JSON.parse(readFileSync(`events/${file}.json`, 'utf8')));

async function ask(name: string, event: object) {
  const { statusCode, body } = answerSchema.parse(await run(name, event));
  return { statusCode, body: bodySchema.parse(JSON.parse(body)) };
}

const create = (more: object = {}) => {
  const body = { tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum', ...more };
  return ask('createOnboarding', { ...eventOf('create-tutum'), body: JSON.stringify(body) });
};
const get = (id: string) => ask('getOnboarding', { ...eventOf('get-onboarding'), pathParameters: { id } });

test('the bundled handlers set up access for a tenant, create a user with a working key, and show the onboarding', async () => {
  const access = await ask('tenantAccess', eventOf('access-acme'));
  expect(access.statusCode).toBe(200);
  await testStack.control('POST', 'launch', { launchUrl: access.body.launchUrl, accountId: '111122223333' });

  const { statusCode, body } = await create();
  expect(statusCode).toBe(201);
  expect(body).toMatchObject({ status: 'claimed', credentials: [{ userName: 'tutum', verification: 'verified' }] });
  expect((await get(String(body.id))).body).toMatchObject({ id: body.id, status: 'claimed' });

  // The bundled SDK parses the DynamoDB response for a failed condition into an error of the expected class.
  expect(await create()).toMatchObject({ statusCode: 409, body: { type: expect.stringContaining('slot-held') } });
});

test('a bundled handler reads the code and the message of an IAM error', async () => {
  await testStack.iam().send(new CreateUserCommand({ UserName: 'theirs' }));
  const { statusCode, body } = await create({ parameters: { userName: 'theirs', policyName: 'other-policy' } });
  expect({ statusCode, type: body.type }).toEqual({ statusCode: 409, type: expect.stringContaining('foreign') });
  expect(body.detail).toContain('user/theirs');
});

test('the bundled worker resumes what the bundled create handler queued, and the bundled sweep then finds nothing due', async () => {
  const parameters = { userName: 'later', policyName: 'later-policy' };
  const event = eventOf('create-tutum-async');
  const body = JSON.stringify({ tenantId: 'acme', accountId: '111122223333', blueprint: 'tutum', parameters });
  const accepted = await ask('createOnboarding', { ...event, body });
  expect(accepted.statusCode).toBe(202);
  const { json } = await testStack.control('GET', 'calls');
  expect(callsSchema.parse(json).calls).toContainEqual({ operation: 'sqs:SendMessage', outcome: 'ok' });

  const [record] = queueEventSchema.parse(eventOf('work')).Records;
  const message = { ...record, body: JSON.stringify({ onboardingId: accepted.body.id }) };
  expect(await run('work', { Records: [message] })).toEqual({ batchItemFailures: [] });
  expect((await get(String(accepted.body.id))).body.status).toBe('ready');
  expect(await run('sweep', eventOf('sweep'))).toEqual({ due: 0, undelivered: 0 });
});
