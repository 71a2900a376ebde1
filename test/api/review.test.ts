import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { requiredParameters } from '../../local/requiredParameters.ts';
import { operatorToken } from '../support/operator.ts';
import { previewOf } from '../support/previewOf.ts';
import { reviewAnswer, reviewIn } from '../support/reviewAnswer.ts';
import { sha256 } from '../support/sha256.ts';
import { keyOf, startTestStack, token as vendorToken, type TestStack } from '../support/testStack.ts';

const contacts = {
  logoUrl: 'https://vendor.example/logo.svg',
  supportUrl: 'https://vendor.example/support',
  supportEmail: 'support@vendor.example',
  privacyUrl: 'https://vendor.example/privacy',
};

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack({
    sweepEveryMs: 0,
    worker: false,
    environment: {
      LATCHKEY_RETURN_ORIGINS: 'https://app.vendor.example',
      LATCHKEY_LOGO_URL: contacts.logoUrl,
      LATCHKEY_SUPPORT_URL: contacts.supportUrl,
      LATCHKEY_SUPPORT_EMAIL: contacts.supportEmail,
      LATCHKEY_PRIVACY_URL: contacts.privacyUrl,
    },
  });
});
afterAll(() => testStack.close());

const as = (token: string) => ({ authorization: `Bearer ${token}` });
const externalIdOf = async (tenantId: string, accountId: string) =>
  z
    .object({ externalId: z.string() })
    .parse(JSON.parse((await testStack.request('GET', `/v1/tenants/${tenantId}/access/${accountId}`)).text)).externalId;

/** Creates an onboarding in awaiting_access, and returns it with the token of its link. */
async function waiting(body: object = {}) {
  const tenant = testStack.nextTenant();
  const answer = await testStack.create(tenant, body);
  const { id, access, link } = answer.body;
  return { tenant, id, access, token: link?.token ?? '', linkId: link?.id ?? '' };
}

test('the review says who asks, with the address of the vendor, and for which account', async () => {
  const { tenant, id } = await waiting();
  expect(await reviewIn(testStack, id)).toMatchObject({
    onboarding: id,
    status: 'awaiting_access',
    ...tenant,
    partition: 'aws',
    launchRegion: 'us-east-1',
    blueprint: 'tutum',
    vendor: { name: 'Example Vendor', accountId: '999988887777', ...contacts },
  });
});

test('a link gets its own link, with the text of the vendor unchanged, and other tokens get none', async () => {
  const message = `<script>alert("1")</script> & ${'ש'.repeat(300)}\n\${Ref} \\u0041`;
  const given = { message, askedBy: '"><b>Zoë</b>', returnUrl: 'https://app.vendor.example/back?x=<' };
  const before = Date.now();
  const { id, token, linkId } = await waiting({ link: { delivers: 'tenant', ...given } });
  await testStack.request('POST', `/v1/onboardings/${id}/link`, { message: 'of another link' });
  const { link } = await reviewIn(testStack, id, as(token));
  expect(link).toEqual({
    id: linkId,
    may: ['see', 'launch', 'claim'],
    delivers: 'tenant',
    ...given,
    createdAt: expect.any(String),
    expiresAt: expect.any(String),
  });
  expect(Date.parse(link?.createdAt ?? '')).toBeGreaterThanOrEqual(before);
  for (const headers of [as(vendorToken), as(operatorToken)])
    expect((await reviewIn(testStack, id, headers)).link).toBeUndefined();
});

test('only a token that may see the onboarding gets the review', async () => {
  const { id, token } = await waiting({ link: { may: ['see'] } });
  const other = await waiting();
  const expired = await waiting();
  await testStack.table.send(
    new UpdateCommand({
      TableName: 'latchkey-state',
      Key: { pk: `onboarding#${expired.id}`, sk: 'record' },
      UpdateExpression: 'SET links[0].expiresAt = :past',
      ExpressionAttributeValues: { ':past': Date.now() - 1 },
    }),
  );
  const statuses = await Promise.all(
    [
      { of: id, headers: as(vendorToken) },
      { of: id, headers: as(operatorToken) },
      { of: id, headers: as(token) },
      { of: id, headers: as(other.token) },
      { of: expired.id, headers: as(expired.token) },
      { of: id, headers: { authorization: 'Bearer wrong' } },
      { of: 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T', headers: as(vendorToken) },
    ].map(async ({ of, headers }) => (await reviewAnswer(testStack, of, headers)).status),
  );
  expect(statuses).toEqual([200, 200, 200, 404, 401, 401, 404]);
});

test('the stack is that of the access, in the status awaiting_access and afterwards', async () => {
  const { tenant, id, access, token } = await waiting();
  const { launchRegion: _, ...offer } = access ?? {};
  const stack = { ...offer, name: expect.stringMatching(/^latchkey-tutum-/) };
  expect((await reviewIn(testStack, id, as(token))).stack).toEqual(stack);
  await testStack.launch(tenant);
  await testStack.provision(id);
  const ready = await reviewIn(testStack, id, as(token));
  expect([ready.status, ready.stack]).toEqual(['ready', stack]);
  await testStack.claim(id);
  expect(await reviewIn(testStack, id, as(token))).toMatchObject({ status: 'claimed', stack });
  await testStack.offboard(id);
  expect(await reviewIn(testStack, id)).toMatchObject({ status: 'offboarded', stack });
});

test('a link that may only see gets neither the stack nor the external ID, also from the onboarding itself', async () => {
  const { tenant, id, token } = await waiting({ link: { may: ['see'] } });
  const { text, review } = await reviewAnswer(testStack, id, as(token));
  expect([review?.stack, review?.retired]).toEqual([null, undefined]);
  expect(text).not.toContain(await externalIdOf(tenant.tenantId, tenant.accountId));
  expect(review?.preview?.stack.parameters['ExternalId']).toBe('{externalId}');
  expect(review?.preview?.placeholders.map((each) => each.split(' ')[0])).toEqual(['{externalId}']);
  const read = await testStack.request('GET', `/v1/onboardings/${id}`, undefined, as(token));
  expect([read.status, read.body.access]).toEqual([200, undefined]);
});

test.each([
  { problem: 'trust-policy-open', may: ['see'], has: false },
  { problem: 'trust-policy-open', may: ['see', 'launch'], has: true },
  { problem: 'stack-outdated', may: ['see'], has: false },
  { problem: 'stack-outdated', may: ['see', 'launch'], has: true },
])('a link that may $may reads of $problem with the external ID: $has', async ({ problem, may, has }) => {
  const tenant = testStack.nextTenant();
  const { externalId } = await testStack.launch(tenant, problem === 'stack-outdated' ? { region: 'us-west-2' } : {});
  if (problem === 'trust-policy-open') await testStack.openTrust(tenant, ({ Condition: _, ...statement }) => statement);
  const id = (await testStack.create(tenant)).body.onboarding ?? '';
  const { token } = (await testStack.request('POST', `/v1/onboardings/${id}/link`, { may })).body;
  const read = await testStack.request('GET', `/v1/onboardings/${id}`, undefined, as(String(token)));
  expect(read.body.problem?.type).toBe(`urn:latchkey:problem:${problem}`);
  expect(read.text.includes(externalId)).toBe(has);
});

test('while the access is being retired, no review contains it', async () => {
  const { tenant, id } = await waiting();
  const key = { pk: `access#${tenant.tenantId}#${tenant.accountId}`, sk: 'access' };
  await testStack.changeItem(key, (before) => ({ ...before, retiringUntil: Date.now() + 60_000 }));
  expect(await reviewIn(testStack, id)).toMatchObject({ stack: null, retired: 'access' });
});

test.each(catalog)(
  'the preview of $name is that of the blueprint, with the names that are known',
  async (blueprint) => {
    const parameters = requiredParameters(blueprint, 2);
    const { tenant, id, access } = await waiting({ blueprint: blueprint.name, parameters });
    const { preview } = await reviewIn(testStack, id);
    const before = await previewOf(testStack, blueprint.name, { ...tenant, parameters });
    const known = JSON.stringify({ ...before, placeholders: [], sizes: [] })
      .replaceAll('{onboardingId}', id)
      .replaceAll('{externalId}', access?.externalId ?? '');
    expect({ ...preview, placeholders: [], sizes: [] }).toEqual(JSON.parse(known));
    expect([preview?.placeholders, preview?.sizes]).toEqual([[], before.sizes]);
  },
);

test.each(catalog)('the template of $name is the published one, with its SHA-256', async (blueprint) => {
  const { id, access } = await waiting({ blueprint: blueprint.name, parameters: requiredParameters(blueprint, 2) });
  const { template } = await reviewIn(testStack, id);
  expect(template?.url).toBe(access?.templateUrl);
  expect(template?.body).toBe(await (await fetch(template?.url ?? '')).text());
  expect(template?.sha256).toBe(sha256(template?.body ?? ''));
});

test('the boundary in the review is the newest one that a launch link named', async () => {
  const { tenant, id } = await waiting({ parameters: { region: 'us-west-2' } });
  const ask = (region: string | null) =>
    testStack.request('POST', `/v1/tenants/${tenant.tenantId}/access`, {
      accountId: tenant.accountId,
      blueprint: 'tutum',
      parameters: { region },
    });
  await ask(null);
  await ask('us-west-2');
  const { preview, stack } = await reviewIn(testStack, id);
  const { BoundaryDigest, Generation } = preview?.stack.parameters ?? {};
  expect(stack?.cliCommand).toContain(`ParameterKey=Generation,ParameterValue=${String(Generation)} `);
  expect(preview?.boundary.name.endsWith(`-${String(BoundaryDigest)}-${String(Generation)}`)).toBe(true);
});

test('the review names the users and sessions as AWS does, and no secret, token or hash', async () => {
  const tenant = await testStack.newTenant();
  const created = await testStack.create(tenant);
  const { secretAccessKey, accessKeyId } = keyOf(created);
  const { id } = created.body;
  const { text, review } = await reviewAnswer(testStack, id);
  expect(review?.revoke).toEqual({ stackName: review?.stack?.name, userNames: ['tutum'] });
  const { Arn } = await testStack.stsWith({ accessKeyId, secretAccessKey }).getCallerIdentity({});
  expect(review?.cloudTrail.userArns).toEqual([Arn]);
  const { principal } = await testStack.untilCalled(tenant, 'iam:CreateUser');
  expect(review?.cloudTrail.sessionArn).toBe(principal);
  for (const secret of [secretAccessKey, accessKeyId]) expect(text).not.toContain(secret);
});

test('the review of a link has neither its token nor its hash', async () => {
  const { id, token } = await waiting({ link: { delivers: 'tenant' } });
  const { text } = await reviewAnswer(testStack, id, as(token));
  const [kept] = (await testStack.read(id)).links ?? [];
  for (const each of [token, 'lkl_', kept?.sha256 ?? 'no link', vendorToken]) expect(text).not.toContain(each);
});

test('a review makes no call in the account of the tenant, and changes nothing', async () => {
  const { tenant, id, token } = await waiting();
  const before = [await testStack.read(id), await testStack.calls(tenant)];
  await reviewIn(testStack, id, as(token));
  expect([await testStack.read(id), await testStack.calls(tenant)]).toEqual(before);
});
