import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildEverything } from '../../lib/gateways/webhookDeps.ts';
import { lambdaContext } from '../../local/api/lambda.ts';
import { createFunctions, type Functions } from '../../local/functions.ts';
import { seededTenant } from '../../local/seed.ts';
import { startStack, type LocalStack } from '../../local/stack.ts';
import { serverless } from '../infra/definition.ts';
import { eventually } from '../support/eventually.ts';
import { startReceiver } from '../support/receiver.ts';
import { page, rowsOf } from './markdown.ts';

/** The ID and the webhook ID in the files for one onboarding. */
const placeholder = {
  id: 'ob_01JDA000000000000000000000',
  webhookId: 'msg_01JDA000000000000000000000_2',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
};
const apiToken = 'local-dev-token';

interface Example {
  readonly file: string;
  readonly name: string;
  readonly isForOne: boolean;
  readonly result: string;
}

const examples: readonly Example[] = rowsOf(page('events/README.md')).flatMap(
  ([first = '', second = '', result = '']) => {
    const [, file] = /^`([\w-]+\.json)`/.exec(first) ?? [];
    const name = second.replaceAll('`', '');
    return file === undefined ? [] : [{ file, name, isForOne: first.endsWith('\\*'), result }];
  },
);

const answered = z.looseObject({ statusCode: z.number().optional(), body: z.string().default('') });
const created = z.object({ id: z.string() });
const status = z.object({ status: z.string() });
const claimed = z.object({ credentials: z.array(z.object({ accessKeyId: z.string() })) });
const deliveries = z.object({ deliveries: z.array(z.object({ webhookId: z.string() })) });
const handler = z.custom<(event: unknown, context: unknown) => unknown>((value) => typeof value === 'function');

let functions: Functions | undefined;
let dataDir: string;
let stack: LocalStack;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let made = 0;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'latchkey-events-'));
  // The functions and the stack read the webhook secrets from the same file, as with `invoke local`.
  process.env['DATA_DIR'] = dataDir;
  stack = await startStack({ port: 0, awsPort: 0, apiToken, dataDir, sweepEveryMs: 0 });
  receiver = await startReceiver();
});
afterAll(async () => {
  await Promise.all([stack.close(0), receiver.close()]);
  rmSync(dataDir, { recursive: true });
});

async function call(method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(`${stack.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const json: unknown = await answer.json();
  return { status: answer.status, json };
}

/** Runs a function with the text of an event, as `invoke local` does: with the handler that is deployed. */
async function invoke(name: string, event: string) {
  // After the start of the stack, which sets the environment of the functions.
  functions ??= createFunctions(buildEverything(readConfig(process.env)));
  const { http, ...rest } = functions;
  const handlers = z.record(z.string(), handler).parse({ ...http, ...rest });
  return answered.parse(await handlers[name]?.(JSON.parse(event), lambdaContext(name, 29_000)));
}

/** What an event file needs, by what the page says of its result. */
const needs = {
  claimed: 'a claimed onboarding',
  retiring: 'the old key deactivated',
  inactive: 'the old key active',
};

/**
 * Makes a `ready` onboarding with an event, or a claimed one, with an old key, and returns the text with its IDs in place
 * of those that nothing has.
 */
async function withIds(text: string, result: string): Promise<string> {
  made += 1;
  const parameters = { userName: `tutum-${String(made)}`, policyName: `tutum-${String(made)}` };
  const body = { ...seededTenant, parameters, webhook: { url: receiver.url } };
  const { id } = created.parse((await call('POST', '/v1/onboardings', body, { prefer: 'respond-async' })).json);
  const webhookId = await eventually(async () => {
    const current = status.parse((await call('GET', `/v1/onboardings/${id}`)).json);
    const listed = deliveries.parse((await call('GET', `/v1/onboardings/${id}/deliveries`)).json);
    return current.status === 'ready' ? listed.deliveries[0]?.webhookId : undefined;
  }, 'the onboarding did not become ready, with an event');
  const withoutKey = text.replaceAll(placeholder.id, id).replaceAll(placeholder.webhookId, webhookId);
  if (!Object.values(needs).some((each) => result.includes(each))) return withoutKey;
  const path = `/v1/onboardings/${id}/credentials`;
  const accessKeyId = claimed.parse((await call('POST', path)).json).credentials[0]?.accessKeyId ?? '';
  if (result.includes(needs.claimed)) return withoutKey;
  await call('POST', `${path}/rotate`, { replaces: accessKeyId });
  if (result.includes(needs.inactive)) await call('POST', `${path}/${accessKeyId}/retire`, { force: true });
  return withoutKey.replaceAll(placeholder.accessKeyId, accessKeyId);
}

const textOf = (file: string) => readFileSync(join('events', file), 'utf8');

test('each function of serverless.yml has an event file', () => {
  const named = new Set(examples.map(({ name }) => name));
  expect([...named].toSorted()).toEqual(Object.keys(serverless.functions).toSorted());
});

test('after the curl command of the README, each event file gives the result that the page states', async () => {
  expect((await call('POST', '/v1/onboardings', seededTenant)).status).toBe(201);
  const results: Record<string, unknown> = {};
  for (const { file, name, isForOne, result } of examples) {
    const text = textOf(file);
    results[file] = await invoke(name, isForOne ? await withIds(text, result) : text);
  }
  const stated = Object.fromEntries(
    examples.map(({ file, result }) => {
      const [, code] = /^(\d{3})\b/.exec(result) ?? [];
      if (code !== undefined) return [file, expect.objectContaining({ statusCode: Number(code) })];
      if (result.startsWith('No `batchItemFailures`'))
        return [file, expect.objectContaining({ batchItemFailures: [] })];
      return [file, expect.objectContaining({ due: expect.any(Number) })];
    }),
  );
  expect(results).toEqual(stated);
}, 180_000);

test.each(examples.filter(({ isForOne }) => isForOne))(
  'with the ID of the example, $file finds no onboarding',
  async ({ file, name }) => {
    const answer = await invoke(name, textOf(file));
    expect(answer).toMatchObject(answer.statusCode === undefined ? { batchItemFailures: [] } : { statusCode: 404 });
  },
);

test.each(['create-tutum.json', 'create-tutum-region.json', 'create-tutum-async.json'])(
  'invoked a second time, %s is 409 and names the first onboarding',
  async (file) => {
    const { statusCode, body } = await invoke('createOnboarding', textOf(file));
    expect({ statusCode, body }).toEqual({ statusCode: 409, body: expect.stringMatching(/"onboarding":"ob_\w{26}"/) });
  },
);
