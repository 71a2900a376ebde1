import * as z from 'zod';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { withBlueprint, withPolicies } from '../support/blueprintVersions.ts';
import { tenantFor } from '../support/onboarded.ts';
import { changeRolePolicy } from '../support/rolePolicy.ts';
import { inventory, type Tenant } from '../support/testStack.ts';
import { useDeployableStack } from '../support/useDeployableStack.ts';
import type { VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
useDeployableStack((started) => {
  testStack = started;
});

const UserName = 'tutum';

/** Tutum whose user and policy have these tags, and whose callers can add some. */
const tagged = (tags: Readonly<Record<string, string>>, more: (tutum: Blueprint) => Partial<Blueprint> = () => ({})) =>
  withBlueprint('tutum', (tutum) => {
    const own = { kind: 'tags', max: 5, default: null, description: 'Tags.' } as const;
    const changed = { ...tutum, ...more(tutum), parameters: { ...tutum.parameters, own } };
    return {
      ...changed,
      users: changed.users.map((user) => ({ ...user, tags })),
      policies: changed.policies.map((policy) => ({ ...policy, tags })),
    };
  });

const first = tagged({ team: 'data', stage: 'one' });
const second = tagged({ team: 'science', since: '2026' });

/** Returns an onboarding with the first version, when the second one is deployed. */
async function outdated(deployed: readonly Blueprint[] = second) {
  testStack.deploy(first);
  const tenant = await tenantFor(testStack, 'tutum');
  const { body } = await testStack.create(tenant, { blueprint: 'tutum' });
  testStack.deploy(deployed);
  return { tenant, id: body.id };
}

const update = (id: string, parameters: object = {}) =>
  testStack.request('POST', `/v1/onboardings/${id}/update`, { parameters });

/** Returns the tags of the user and of the policies of a tenant, without those of Latchkey. */
async function tagsOf(tenant: Tenant) {
  const iam = testStack.root(tenant);
  const { Policies = [] } = await iam.listPolicies({ Scope: 'Local' });
  const own = Policies.filter(({ Path }) => Path?.startsWith('/latchkey/tutum/'));
  const lists = [
    (await iam.listUserTags({ UserName })).Tags,
    ...(await Promise.all(own.map(async ({ Arn }) => (await iam.listPolicyTags({ PolicyArn: Arn })).Tags))),
  ];
  return lists.map((list = []) =>
    list
      .filter(({ Key }) => Key?.startsWith('latchkey:') === false)
      .map(({ Key, Value }) => `${String(Key)}=${String(Value)}`)
      .toSorted(),
  );
}

const one = ['stage=one', 'team=data'];
const two = ['since=2026', 'team=science'];
const inChange = /^iam:(Create|Attach|Detach|Delete|Put|Tag|Untag)/;
const changesIn = async (tenant: Tenant) =>
  (await testStack.calls(tenant)).map(({ operation }) => operation).filter((operation) => inChange.test(operation));

const refuseOnce = (operation: string) =>
  testStack.fault({ operation, kind: 'answer', status: 409, code: 'LimitExceeded', message: 'No more.', times: 1 });

/** Returns how an update ended, when a worker may have continued it. */
async function ended(id: string, parameters: object = {}) {
  const { status } = await update(id, parameters);
  const { body } = await testStack.eventually(async () => {
    const answer = await testStack.request('GET', `/v1/onboardings/${id}`);
    return answer.body.status === 'claimed' ? answer : undefined;
  }, 'not ended');
  return { status, outcome: body.lastUpdate?.outcome, problem: body.lastUpdate?.problem };
}

describe('a version of the blueprint with other tags', () => {
  test('brings them to the user and to the policy that stays, and the tags of Latchkey and of others stay', async () => {
    const { tenant, id } = await outdated();
    await testStack.root(tenant).tagUser({ UserName, Tags: [{ Key: 'theirs', Value: 'stays' }] });
    await testStack.sandbox('DELETE', 'calls');
    const { status, body } = await update(id);
    expect([status, body.outdated]).toEqual([200, false]);
    expect(await tagsOf(tenant)).toEqual([[...two, 'theirs=stays'].toSorted(), two]);
    const { Tags = [] } = await testStack.root(tenant).listUserTags({ UserName });
    expect(Tags.filter(({ Key }) => Key?.startsWith('latchkey:'))).toHaveLength(3);
    // The first removal proves that an undo could remove what is added.
    const ofOne = (type: string) => [`iam:Untag${type}`, `iam:Tag${type}`, `iam:Untag${type}`];
    expect((await changesIn(tenant)).toSorted()).toEqual([...ofOne('User'), ...ofOne('Policy')].toSorted());
    const { body: health } = await testStack.request('GET', `/v1/onboardings/${id}/health`);
    expect(JSON.stringify(health)).not.toContain('"drifted"');
    expect((await testStack.request('DELETE', `/v1/onboardings/${id}`)).body.status).toBe('offboarded');
  });

  test('is shown by the preview, with the steps', async () => {
    const { id } = await outdated();
    const { text } = await testStack.ask('POST', `/v1/onboardings/${id}/update/preview`, {});
    const sets = two.map((tag) => tag.split('=')).map(([key, value]) => ({ key, value }));
    expect(JSON.parse(text)).toMatchObject({
      tags: [
        { type: 'policy', name: 'tutum-policy', sets: expect.arrayContaining(sets), removes: ['stage'] },
        { type: 'user', name: 'tutum', sets: expect.arrayContaining(sets), removes: ['stage'] },
      ],
      steps: [
        'set-tags policy tutum-policy',
        'remove-tags policy tutum-policy',
        'set-tags user tutum',
        'remove-tags user tutum',
      ],
    });
  });

  test('with another policy too: its tags are there from its creation, and the user gets its own before the old policy goes', async () => {
    const both = tagged({ team: 'science' }, (tutum) => withPolicies(tutum, 'ec2:DescribeInstances'));
    const { tenant, id } = await outdated(both);
    await testStack.sandbox('DELETE', 'calls');
    expect((await update(id)).status).toBe(200);
    expect(await tagsOf(tenant)).toEqual([['team=science'], ['team=science']]);
    expect(await changesIn(tenant)).toEqual([
      'iam:CreatePolicy',
      'iam:AttachUserPolicy',
      'iam:TagUser',
      'iam:UntagUser',
      'iam:DetachUserPolicy',
      'iam:DeletePolicy',
    ]);
  });
});

test('the description of a blueprint, and its preview, list the tags', async () => {
  testStack.deploy(first);
  const asList = (tags: readonly string[]): unknown =>
    expect.arrayContaining(tags.map((tag) => ({ key: tag.split('=')[0], value: tag.split('=')[1] })));
  const { text } = await testStack.ask('GET', '/v1/blueprints/tutum');
  expect(JSON.parse(text)).toMatchObject({
    creates: [
      { type: 'user', tags: asList(one) },
      { type: 'policy', tags: asList(one) },
    ],
  });
  const asked = {
    accountId: '111122223333',
    tenantId: 'acme',
    parameters: { own: [{ key: 'cost', value: '1' }] },
  };
  const preview = await testStack.ask('POST', '/v1/blueprints/tutum/preview', asked);
  const all = asList([...one, 'cost=1', 'latchkey:tenant=acme', 'latchkey:blueprint=tutum']);
  expect(JSON.parse(preview.text)).toMatchObject({ users: [{ tags: all }], policies: [{ tags: all }] });
});

test('a parameter of the kind tags sets, changes and removes tags', async () => {
  const { tenant, id } = await outdated(first);
  const own = (tags: Readonly<Record<string, string>>) => ({
    own: Object.entries(tags).map(([key, value]) => ({ key, value })),
  });
  for (const tags of [{ cost: '1', owner: 'ann' }, { cost: '2' }, {}]) {
    expect((await update(id, own(tags))).status).toBe(200);
    const all = [...one, ...Object.entries(tags).map((tag) => tag.join('='))].toSorted();
    expect(await tagsOf(tenant)).toEqual([all, all]);
  }
});

test('a tag of the create request that the new version also sets is 422, with a pointer to a field of an update', async () => {
  testStack.deploy(first);
  const tenant = await tenantFor(testStack, 'tutum');
  const tags = [{ key: 'since', value: '1999' }];
  const { body: created } = await testStack.create(tenant, { blueprint: 'tutum', tags });
  testStack.deploy(second);
  const { status, text } = await testStack.ask('POST', `/v1/onboardings/${created.id}/update`, {});
  expect([status, JSON.parse(text)]).toMatchObject([422, { errors: [{ pointer: '/parameters' }] }]);
});

test('a key in other letters is another tag of the policy and the same tag of the user, also when the update is undone', async () => {
  const { tenant, id } = await outdated(tagged({ Team: 'data', stage: 'one' }));
  const { Policies = [] } = await testStack.root(tenant).listPolicies({ Scope: 'Local' });
  const PolicyArn = Policies.find(({ PolicyName }) => PolicyName === 'tutum-policy')?.Arn;
  await testStack.root(tenant).tagPolicy({ PolicyArn, Tags: [{ Key: 'STAGE', Value: 'theirs' }] });
  await refuseOnce('iam:TagUser');
  expect(await ended(id)).toMatchObject({ outcome: 'undone' });
  expect(await tagsOf(tenant)).toEqual([one, ['STAGE=theirs', ...one]]);
  expect((await update(id)).status).toBe(200);
  const other = ['Team=data', 'stage=one'];
  expect(await tagsOf(tenant)).toEqual([other, ['STAGE=theirs', ...other]]);
});

test('a tag that the parameter and the blueprint would both set is 422, and nothing is changed', async () => {
  const { tenant, id } = await outdated(first);
  const { status, body } = await update(id, { own: [{ key: 'Team', value: 'x' }] });
  expect([status, body.detail]).toEqual([422, expect.stringContaining('not valid')]);
  expect(await tagsOf(tenant)).toEqual([one, one]);
});

describe('a tag that somebody else has set', () => {
  const setByOthers = async (tenant: Tenant, Key: string, Value: string) => {
    await testStack.root(tenant).tagUser({ UserName, Tags: [{ Key, Value }] });
  };

  test.each([
    { what: 'with the key of a new one', key: 'since', value: '1999' },
    { what: 'with the key of a new one in other letters', key: 'Since', value: '1999' },
    { what: 'in place of the planned value', key: 'team', value: 'sales' },
  ])('$what: the update is 409 before anything is changed', async ({ key, value }) => {
    const { tenant, id } = await outdated();
    await setByOthers(tenant, key, value);
    const before = await tagsOf(tenant);
    const { status, body } = await update(id);
    expect([status, body.type]).toEqual([409, 'urn:latchkey:problem:not-updatable']);
    expect(body.detail).toContain(`${key}=${value}`);
    expect(await tagsOf(tenant)).toEqual(before);
    await testStack.root(tenant).untagUser({ UserName, TagKeys: [key] });
    expect((await update(id)).status).toBe(200);
    expect(await tagsOf(tenant)).toEqual([two, two]);
  });

  test('with the new value already stays after an update that is undone', async () => {
    const { tenant, id } = await outdated();
    await setByOthers(tenant, 'since', '2026');
    await refuseOnce('iam:UntagUser');
    expect(await ended(id)).toMatchObject({ outcome: 'undone' });
    expect(await tagsOf(tenant)).toEqual([[...one, 'since=2026'].toSorted(), one]);
  });

  test('in place of one that the update would remove stays', async () => {
    const { tenant, id } = await outdated();
    await setByOthers(tenant, 'stage', 'theirs');
    expect((await update(id)).status).toBe(200);
    expect(await tagsOf(tenant)).toEqual([[...two, 'stage=theirs'].toSorted(), two]);
  });
});

describe('an update that AWS refuses', () => {
  test.each(['iam:TagUser', 'iam:UntagUser', 'iam:TagPolicy', 'iam:UntagPolicy'])(
    'at %s leaves the tags of before',
    async (operation) => {
      const { tenant, id } = await outdated();
      await refuseOnce(operation);
      expect(await ended(id)).toMatchObject({ outcome: 'undone', problem: { type: expect.stringContaining('quota') } });
      expect(await tagsOf(tenant)).toEqual([one, one]);
      expect((await update(id)).status).toBe(200);
      expect(await tagsOf(tenant)).toEqual([two, two]);
    },
  );

  test('because the role is of an earlier stack, which may not remove tags: the answer has the command, and nothing is changed', async () => {
    const { tenant, id } = await outdated();
    await changeRolePolicy(testStack, tenant, (statements) => statements.filter(({ Sid }) => Sid !== 'UntagOwn'));
    const { problem, outcome } = await ended(id);
    expect([outcome, problem?.type]).toEqual(['undone', 'urn:latchkey:problem:stack-outdated']);
    expect(problem?.detail).toMatch(/may not call iam:Untag.*aws cloudformation update-stack/);
    expect(await tagsOf(tenant)).toEqual([one, one]);
  });

  test('before it changes tags, when the role is of an earlier stack: what it has created is removed', async () => {
    const both = tagged({ team: 'data', stage: 'one', since: '2026' }, (tutum) =>
      withPolicies(tutum, 'ec2:DescribeInstances'),
    );
    const { tenant, id } = await outdated(both);
    await changeRolePolicy(testStack, tenant, (statements) => statements.filter(({ Sid }) => Sid !== 'UntagOwn'));
    const before = await inventory(testStack, tenant);
    await refuseOnce('iam:AttachUserPolicy');
    expect(await ended(id)).toMatchObject({ outcome: 'undone', problem: { type: expect.stringContaining('quota') } });
    expect(await inventory(testStack, tenant)).toEqual(before);
  });

  test('with an explicit deny of an organization: nothing is changed', async () => {
    const { tenant, id } = await outdated();
    await changeRolePolicy(testStack, tenant, (statements) => [
      ...statements,
      { Sid: 'NoTags', Effect: 'Deny', Action: ['iam:TagUser', 'iam:TagPolicy'], Resource: '*' },
    ]);
    expect(await ended(id)).toMatchObject({ outcome: 'undone' });
    expect(await tagsOf(tenant)).toEqual([one, one]);
  });
});

test('a user or policy that was deleted does not stop the tags of the others', async () => {
  const { tenant, id } = await outdated();
  const iam = testStack.root(tenant);
  const { Policies = [] } = await iam.listPolicies({ Scope: 'Local' });
  const PolicyArn = Policies.find(({ PolicyName }) => PolicyName === 'tutum-policy')?.Arn;
  await iam.detachUserPolicy({ UserName, PolicyArn });
  await iam.deletePolicy({ PolicyArn });
  expect(z.object({ outcome: z.string() }).parse(await ended(id)).outcome).toBe('updated');
  expect(await tagsOf(tenant)).toEqual([two]);
});
