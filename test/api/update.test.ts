import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { withBlueprint, withPolicies } from '../support/blueprintVersions.ts';
import { groupsOf, mayOf, tenantFor } from '../support/onboarded.ts';
import { inventory, later, type Answer, type Tenant } from '../support/testStack.ts';
import { useDeployableStack } from '../support/useDeployableStack.ts';
import type { VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
useDeployableStack((started) => {
  testStack = started;
});

const update = (id: string, parameters?: object, headers = {}) =>
  testStack.request('POST', `/v1/onboardings/${id}/update`, parameters && { parameters }, headers);

const read = async (id: string) => (await testStack.request('GET', `/v1/onboardings/${id}`)).body;

const previewSchema = z.object({
  isCurrent: z.boolean(),
  users: z.array(
    z.object({
      services: z.array(
        z.object({ service: z.string(), before: z.nullable(z.string()), after: z.nullable(z.string()) }),
      ),
    }),
  ),
  policies: z.array(z.object({ change: z.string(), arn: z.string(), replaces: z.string().optional() })),
  boundary: z.object({ changes: z.boolean(), needsConsent: z.boolean(), difference: z.nullable(z.string()) }),
  steps: z.array(z.string()),
});
const preview = async (id: string, parameters: object = {}) =>
  previewSchema.parse(
    JSON.parse((await testStack.ask('POST', `/v1/onboardings/${id}/update/preview`, { parameters })).text),
  );

const actions = ['ec2:RunInstances', 'iam:ListUsers', 'route53:CreateHostedZone'] as const;
const may = async (tenant: Tenant, answer: Answer) =>
  Object.entries(await mayOf(testStack, tenant, answer, ...actions)).flatMap(([name, isAllowed]) =>
    isAllowed ? [name] : [],
  );
const always = ['ec2:RunInstances', 'iam:ListUsers'];

const route53 = ['AmazonRoute53FullAccess', 'AmazonRoute53DomainsFullAccess'];
const stacks = ['AmazonEC2FullAccess', 'IAMReadOnlyAccess'];

describe('Koding gets Route 53 later, and loses it again', () => {
  let tenant: Tenant;
  let created: Answer;
  beforeAll(async () => {
    tenant = await tenantFor(testStack, 'koding', { route53: false });
    created = await testStack.create(tenant, { blueprint: 'koding' });
  });

  test('the preview says in words what changes, and that the tenant has to agree first', async () => {
    const { users, boundary, steps, isCurrent } = await preview(created.body.id, { route53: true });
    expect(isCurrent).toBe(false);
    const services = users.flatMap((each) => each.services);
    expect(services.find(({ service }) => service === 'route53')).toMatchObject({
      before: null,
      after: expect.stringContaining('Route 53'),
    });
    expect(boundary).toMatchObject({
      changes: true,
      needsConsent: true,
      difference: expect.stringContaining('Allow route53:*'),
    });
    expect(steps).toEqual([...route53.map((policy) => `attach ${policy} to Developers`), 'set-boundary koding-user']);
  });

  test('without the consent it is 409 with the difference and the command, and nothing is changed', async () => {
    const { status, body } = await update(created.body.id, { route53: true });
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:stack-outdated']);
    expect(body.detail).toContain('Allow route53:*');
    expect(body.detail).toContain('aws cloudformation update-stack');
    expect((await read(created.body.id)).status).toBe('claimed');
    expect((await groupsOf(testStack, tenant))[0]?.policies).toHaveLength(2);
  });

  test('after an update of the stack it succeeds, and the key is the same', async () => {
    await testStack.launch(tenant, { route53: true }, 'koding', true);
    const { status, body } = await update(created.body.id, { route53: true });
    expect([status, body.status]).toEqual([200, 'claimed']);
    expect(body).toMatchObject({ parameters: { route53: true }, lastUpdate: { outcome: 'updated' }, outdated: false });
    expect((await groupsOf(testStack, tenant))[0]?.policies.toSorted()).toEqual([...stacks, ...route53].toSorted());
    expect(await may(tenant, created)).toEqual([...always, 'route53:CreateHostedZone']);
    expect(body.accessKeys.map(({ accessKeyId }) => accessKeyId)).toEqual([created.body.credentials?.[0]?.accessKeyId]);
    expect(body.receipt?.resources).toContainEqual(expect.objectContaining({ type: 'permissions-boundary' }));
    const { body: health } = await testStack.request('GET', `/v1/onboardings/${created.body.id}/health`);
    expect(['as_planned', 'incomplete']).toContain(health.result);
  });

  test('the same update again changes nothing', async () => {
    await testStack.sandbox('DELETE', 'calls');
    const { status, body } = await update(created.body.id, { route53: true });
    expect([status, body.status]).toEqual([200, 'claimed']);
    expect((await testStack.calls(tenant)).filter(({ operation }) => operation.startsWith('iam:'))).toEqual([]);
  });

  test('back to a narrower plan needs no consent, and the wider boundary stays', async () => {
    const { boundary, steps } = await preview(created.body.id, { route53: false });
    expect(boundary).toMatchObject({ changes: false, needsConsent: false });
    expect(steps).toEqual(route53.map((policy) => `detach ${policy} from Developers`));
    const { status } = await update(created.body.id, { route53: false });
    expect(status).toBe(200);
    expect((await groupsOf(testStack, tenant))[0]?.policies.toSorted()).toEqual(stacks.toSorted());
    expect(await may(tenant, created)).toEqual(always);
  });

  test('offboarding removes everything', async () => {
    const { body } = await testStack.request('DELETE', `/v1/onboardings/${created.body.id}`);
    expect(body.status).toBe('offboarded');
    expect(await groupsOf(testStack, tenant)).toEqual([]);
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
  });
});

test('a user with the boundary of before the stack was updated gets the new policies, and then the new boundary', async () => {
  const tenant = await tenantFor(testStack, 'serverless', { permissions: 'deploy' });
  const created = await testStack.create(tenant, { blueprint: 'serverless', parameters: { permissions: 'deploy' } });
  await testStack.launch(tenant, { permissions: 'admin' }, 'serverless', true);
  const { status, body } = await update(created.body.id, { permissions: 'admin' });
  expect([status, body.status]).toEqual([200, 'claimed']);
  expect(await may(tenant, created)).toEqual([...actions]);
});

/** Tutum whose policy may read less. */
const smaller = withBlueprint('tutum', (tutum) => ({ ...tutum, ...withPolicies(tutum, 'ec2:DescribeInstances') }));

describe('a policy whose document a deploy changes', () => {
  test('becomes another policy, which is attached before the old one goes', async () => {
    const tenant = await tenantFor(testStack, 'tutum');
    const created = await testStack.create(tenant, { blueprint: 'tutum' });
    testStack.deploy(smaller);
    expect((await preview(created.body.id)).policies).toEqual([
      {
        change: 'changed',
        arn: expect.stringContaining('tutum-policy-v2'),
        replaces: expect.stringContaining('tutum-policy'),
      },
    ]);
    await testStack.sandbox('DELETE', 'calls');
    const { status, body } = await update(created.body.id);
    expect([status, body.status, body.outdated]).toEqual([200, 'claimed', false]);
    const changes = (await testStack.calls(tenant))
      .map(({ operation }) => operation)
      .filter((operation) => /^iam:(Create|Attach|Detach|Delete|Put)/.test(operation));
    expect(changes).toEqual(['iam:CreatePolicy', 'iam:AttachUserPolicy', 'iam:DetachUserPolicy', 'iam:DeletePolicy']);
    expect((await inventory(testStack, tenant)).policies).toEqual(['tutum-policy-v2']);
    testStack.deploy(catalog);
    await testStack.pass(15 * 60_000);
    expect((await update(created.body.id)).body.status).toBe('claimed');
    expect((await inventory(testStack, tenant)).policies).toEqual(['tutum-policy-v3']);
    const { body: health } = await testStack.request('GET', `/v1/onboardings/${created.body.id}/health`);
    expect(['as_planned', 'incomplete']).toContain(health.result);
    expect((await testStack.request('DELETE', `/v1/onboardings/${created.body.id}`)).body.status).toBe('offboarded');
    expect(await inventory(testStack, tenant)).toEqual({ users: [], policies: [] });
  });

  test('if the new one is refused, the old one is as before', async () => {
    const tenant = await tenantFor(testStack, 'tutum');
    const created = await testStack.create(tenant, { blueprint: 'tutum' });
    testStack.deploy(smaller);
    await testStack.fault({ operation: 'iam:AttachUserPolicy', kind: 'answer', status: 409, code: 'LimitExceeded' });
    const { status, body } = await update(created.body.id);
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:quota-exceeded']);
    await testStack.clearFaults();
    expect(await read(created.body.id)).toMatchObject({
      status: 'claimed',
      outdated: true,
      lastUpdate: { outcome: 'undone', problem: { type: 'urn:latchkey:problem:quota-exceeded' } },
    });
    expect((await inventory(testStack, tenant)).policies).toEqual(['tutum-policy']);
    expect((await update(created.body.id)).body.status).toBe('claimed');
    expect((await inventory(testStack, tenant)).policies).toEqual(['tutum-policy-v3']);
  });

  test('a worker does it for a caller that does not wait, and an event says so', async () => {
    const tenant = await tenantFor(testStack, 'tutum');
    const created = await testStack.create(tenant, { blueprint: 'tutum' });
    testStack.deploy(smaller);
    const { status, body } = await update(created.body.id, undefined, later);
    expect([status, body.status]).toEqual([202, 'updating']);
    const done = await testStack.eventually(async () => {
      const now = await read(created.body.id);
      return now.status === 'claimed' ? now : undefined;
    }, 'not updated');
    expect(done).toMatchObject({ outdated: false, lastUpdate: { outcome: 'updated' } });
  });

  test('a ready onboarding is ready again, and its keys can be claimed', async () => {
    const tenant = await tenantFor(testStack, 'tutum');
    const { body } = await testStack.create(tenant, { blueprint: 'tutum' }, later);
    await testStack.eventually(async () => ((await read(body.id)).status === 'ready' ? true : undefined), 'not ready');
    testStack.deploy(smaller);
    expect((await update(body.id)).body.status).toBe('ready');
    expect((await testStack.request('POST', `/v1/onboardings/${body.id}/credentials`)).body.status).toBe('claimed');
  });
});

describe('an update is refused', () => {
  test.each([
    { parameters: { userName: 'other' }, pointer: '/parameters/userName', says: 'cannot be changed by an update' },
    { parameters: { policyName: 'other' }, pointer: '/parameters/policyName', says: 'cannot be changed by an update' },
    { parameters: { colour: 'red' }, pointer: '/parameters/colour', says: 'is not a parameter of tutum' },
  ])('with $parameters: 422', async ({ parameters, pointer, says }) => {
    const created = await testStack.create(await tenantFor(testStack, 'tutum'), { blueprint: 'tutum' });
    const { status, body } = await update(created.body.id, parameters);
    expect([status, body.errors]).toEqual([422, [{ pointer, detail: expect.stringContaining(says) }]]);
  });

  test('if the deployed version has other users: 409 that names them', async () => {
    const created = await testStack.create(await tenantFor(testStack, 'tutum'), { blueprint: 'tutum' });
    testStack.deploy(
      withBlueprint('tutum', (tutum) => ({
        ...tutum,
        users: [...tutum.users, { name: 'second', groups: [], attach: [] }],
      })),
    );
    const { status, body } = await update(created.body.id);
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:not-updatable']);
    expect(body.detail).toContain('also has the user second');
  });

  test('if the blueprint is not deployed any more: 409', async () => {
    const created = await testStack.create(await tenantFor(testStack, 'tutum'), { blueprint: 'tutum' });
    testStack.deploy(catalog.filter(({ name }) => name !== 'tutum'));
    expect((await update(created.body.id)).body.type).toBe('urn:latchkey:problem:not-updatable');
  });

  test('of an onboarding that waits for its stack: 409', async () => {
    const { body } = await testStack.create(testStack.nextTenant(), { blueprint: 'tutum' });
    expect((await update(body.id)).body.type).toBe('urn:latchkey:problem:wrong-state');
  });
});
