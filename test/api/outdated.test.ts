import * as z from 'zod';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { catalog } from '../../catalog/index.ts';
import { groupsOf, tenantFor } from '../support/onboarded.ts';
import { useDeployableStack } from '../support/useDeployableStack.ts';
import type { VirtualStack } from '../support/virtualStack.ts';

const listSchema = z.object({ onboardings: z.array(z.object({ id: z.string() })), cursor: z.nullable(z.string()) });

let testStack: VirtualStack;
useDeployableStack((started) => {
  testStack = started;
});

/** Returns the catalogue with a change of the blueprint koding. */
const withKoding = (change: (koding: Blueprint) => Blueprint) =>
  catalog.map((each) => (each.name === 'koding' ? change(each) : each));

/** A version whose group may not use EC2. */
const narrower = withKoding((koding) => ({
  ...koding,
  groups: koding.groups.map((group) => ({ ...group, attach: [{ managed: 'IAMReadOnlyAccess' }] })),
}));

const created = async () => {
  const tenant = await tenantFor(testStack, 'koding');
  const { body } = await testStack.create(tenant, { blueprint: 'koding' });
  expect(body.status).toBe('claimed');
  return { tenant, id: body.id };
};

const listed = async (query: string) => {
  const { body } = await testStack.request('GET', `/v1/onboardings?${query}`);
  return listSchema.parse(body).onboardings.map(({ id }) => id);
};

test('an onboarding is outdated as soon as another version of its blueprint is deployed, until the old one is back', async () => {
  const { tenant, id } = await created();
  const outdated = async () => (await testStack.request('GET', `/v1/onboardings/${id}`)).body.outdated;
  expect([await outdated(), await listed('outdated=true')]).toEqual([false, []]);
  testStack.deploy(narrower);
  expect(await outdated()).toBe(true);
  const { body: newer } = await testStack.create(await tenantFor(testStack, 'koding'), { blueprint: 'koding' });
  expect(newer.outdated).toBe(false);
  expect(await listed('outdated=true')).toEqual([id]);
  expect(await listed(`outdated=true&tenantId=${tenant.tenantId}&status=claimed`)).toEqual([id]);
  expect(await listed(`outdated=true&accountId=${tenant.accountId}&status=ready`)).toEqual([]);
  testStack.deploy(catalog);
  expect([await outdated(), await listed('outdated=true')]).toEqual([false, [newer.id]]);
});

test('other texts make no other version', async () => {
  const { id } = await created();
  testStack.deploy(withKoding((koding) => ({ ...koding, title: 'Another title', notes: [] })));
  expect(await listed('outdated=true')).not.toContain(id);
});

test('the list of outdated onboardings has pages', async () => {
  const all = [await created(), await created(), await created()].map(({ id }) => id).toReversed();
  testStack.deploy(narrower);
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const path = `/v1/onboardings?outdated=true&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const { body } = await testStack.request('GET', path);
    const page = listSchema.parse(body);
    seen.push(...page.onboardings.map(({ id }) => id));
    cursor = page.cursor;
  }
  expect(seen.slice(0, 3)).toEqual(all);
});

test.each(['false', ''])('outdated=%j is 400', async (value) => {
  expect((await testStack.request('GET', `/v1/onboardings?outdated=${value}`)).status).toBe(400);
});

test('health and offboarding use the version that was planned, although another one is deployed', async () => {
  const { tenant, id } = await created();
  testStack.deploy(narrower);
  const { body } = await testStack.request('GET', `/v1/onboardings/${id}/health`);
  expect(body.result).toBe('as_planned');
  testStack.deploy(catalog.filter(({ name }) => name !== 'koding'));
  const ended = await testStack.request('DELETE', `/v1/onboardings/${id}`);
  expect(ended.body.status).toBe('offboarded');
  expect(await groupsOf(testStack, tenant)).toEqual([]);
});

test('a provisioning that a deploy interrupts continues with the version with which it began', async () => {
  const tenant = await tenantFor(testStack, 'koding');
  await testStack.fault({ operation: 'iam:AttachGroupPolicy', kind: 'answer', status: 503, times: 40 });
  const { body } = await testStack.create(tenant, { blueprint: 'koding' });
  expect(body.status).toBe('provisioning');
  testStack.deploy(narrower);
  await testStack.clearFaults();
  await testStack.eventually(async () => {
    const { body: now } = await testStack.request('GET', `/v1/onboardings/${body.id}`);
    return now.status === 'ready' ? now : undefined;
  }, 'not ready');
  const [group] = await groupsOf(testStack, tenant);
  expect(group?.policies.toSorted()).toEqual(['AmazonEC2FullAccess', 'IAMReadOnlyAccess']);
});

test('an onboarding that waits for its stack is provisioned with the version that is deployed by then', async () => {
  const tenant = testStack.nextTenant();
  const { body } = await testStack.create(tenant, { blueprint: 'koding' });
  expect(body.status).toBe('awaiting_access');
  testStack.deploy(narrower);
  await testStack.launch(tenant, {}, 'koding');
  const { body: after } = await testStack.request('POST', `/v1/onboardings/${body.id}/provision`);
  expect([after.status, after.outdated]).toEqual(['ready', false]);
  expect((await groupsOf(testStack, tenant))[0]?.policies).toEqual(['IAMReadOnlyAccess']);
});
