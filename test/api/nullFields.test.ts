import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { linkBody } from '../../lib/http/request/linkBody.ts';
import { accessBody, createBody, previewBody, testWebhookBody } from '../../lib/http/request/schema.ts';
import { ask, asJson } from '../support/ask.ts';
import { startVirtualStack, type VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
let id: string;
beforeAll(async () => {
  testStack = await startVirtualStack({ sweepEveryMs: 0, worker: false });
  ({ id } = (await testStack.create(testStack.nextTenant())).body);
});
// An onboarding has at most five links.
afterEach(() => testStack.request('DELETE', `/v1/onboardings/${id}/link`));
afterAll(() => {
  testStack.close();
});

const accountId = '111122223333';
/** Each call with a body, its schema, and the fields that it needs. */
const calls = [
  { path: '/v1/onboardings', schema: createBody, needs: ['tenantId', 'accountId', 'blueprint'] },
  { path: '/v1/tenants/acme/access', schema: accessBody, needs: ['accountId', 'blueprint'] },
  { path: '/v1/blueprints/tutum/preview', schema: previewBody, needs: ['accountId'] },
  { path: '/v1/onboardings/{id}/link', schema: linkBody, needs: [] },
  { path: '/v1/webhooks/test', schema: testWebhookBody, needs: ['url'] },
] as const;
/** Returns a body with the fields that a call needs, for a tenant of its own. */
const bodyWith = (needs: readonly ('tenantId' | 'accountId' | 'blueprint' | 'url')[]) => {
  const values = { ...testStack.nextTenant(), blueprint: 'tutum', url: 'http://127.0.0.1:9' };
  return Object.fromEntries(needs.map((name) => [name, values[name]]));
};
const send = async (path: string, sent: object) => {
  const { status, text } = await ask(testStack, 'POST', path.replace('{id}', id), asJson, JSON.stringify(sent));
  return { status, body: z.record(z.string(), z.unknown()).parse(JSON.parse(text)) };
};
const fields = calls.flatMap(({ schema, ...call }) =>
  Object.keys(schema.shape).map((field) => ({
    ...call,
    field,
    isOptional: !call.needs.some((each) => each === field),
  })),
);

test.each(fields.filter(({ isOptional }) => isOptional))(
  'null for $field of $path is like no $field',
  async ({ path, needs, field }) => {
    const [without, withNull] = [
      await send(path, bodyWith(needs)),
      await send(path, { ...bodyWith(needs), [field]: null }),
    ];
    expect(withNull.status).toBe(without.status);
    expect([200, 201]).toContain(withNull.status);
    expect(Object.keys(withNull.body)).toEqual(Object.keys(without.body));
  },
);

test.each(fields.filter(({ isOptional }) => !isOptional))(
  'null for $field of $path is like no $field, and 422',
  async ({ path, needs, field }) => {
    const { status, body } = await send(path, { ...bodyWith(needs), [field]: null });
    expect([status, body.errors]).toMatchObject([
      422,
      [{ pointer: `/${field}`, detail: expect.stringMatching(/^is missing\. It must be/) }],
    ]);
  },
);

test.each(calls)('an unknown field of $path is refused, even if it is null', async ({ path, needs }) => {
  const { status, body } = await send(path, { ...bodyWith(needs), nothing: null });
  expect([status, body.errors]).toMatchObject([422, [{ pointer: '/nothing' }]]);
});

test('null for a field of a field is like no field', async () => {
  const tenant = testStack.nextTenant();
  expect((await testStack.create(tenant, { link: { expiresInSeconds: null } })).status).toBe(201);
  const { status, body } = await testStack.create(tenant, { webhook: { url: null, nothing: null } });
  expect([status, body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['/webhook/url', '/webhook/nothing']]);
});

test.each(catalog)('null for every optional parameter of $name is like no parameters', async (blueprint) => {
  const entries = Object.entries(blueprint.parameters);
  const optional = entries.filter(([, parameter]) => 'default' in parameter).map(([name]) => [name, null]);
  const needed = entries.some(([, { kind }]) => kind === 'userNames') ? { userNames: ['ada'] } : {};
  const preview = (parameters: object) => send(`/v1/blueprints/${blueprint.name}/preview`, { accountId, parameters });
  const [without, withNull] = [
    await preview(needed),
    await preview({ ...z.record(z.string(), z.null()).parse(Object.fromEntries(optional)), ...needed }),
  ];
  expect([withNull.status, withNull.body]).toEqual([200, without.body]);
  const unknown = await preview({ ...needed, nothing: null });
  expect([unknown.status, unknown.body.errors]).toMatchObject([422, [{ pointer: '/parameters/nothing' }]]);
});
