import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { withBlueprint } from '../support/blueprintVersions.ts';
import { tenantFor } from '../support/onboarded.ts';
import { inventory, keyOf, later } from '../support/testStack.ts';
import { useDeployableStack } from '../support/useDeployableStack.ts';
import type { VirtualStack } from '../support/virtualStack.ts';

let testStack: VirtualStack;
useDeployableStack((started) => {
  testStack = started;
});

const others = catalog.filter(({ name }) => name !== 'tutum');
const none = { users: [], policies: [] };
const offboard = async (id: string) => (await testStack.request('DELETE', `/v1/onboardings/${id}`)).body.status;

describe('a blueprint that a deploy no longer has', () => {
  test('its onboardings can be read, looked at, rotated and offboarded, and not updated', async () => {
    const tenant = await tenantFor(testStack, 'tutum');
    const created = await testStack.create(tenant, { blueprint: 'tutum' });
    const path = `/v1/onboardings/${created.body.id}`;
    testStack.deploy(others);
    expect((await testStack.request('GET', path)).body).toMatchObject({ status: 'claimed', outdated: false });
    expect((await testStack.ask('GET', `${path}/review`)).status).toBe(200);
    expect((await testStack.request('GET', `${path}/health`)).body.result).toMatch(/^(as_planned|incomplete)$/);
    const replaces = keyOf(created).accessKeyId;
    const rotated = await testStack.request('POST', `${path}/credentials/rotate`, { replaces });
    expect([rotated.status, rotated.body.credentials]).toEqual([200, [expect.anything()]]);
    for (const route of ['update', 'update/preview'])
      expect((await testStack.request('POST', `${path}/${route}`, {})).body.type).toBe(
        'urn:latchkey:problem:not-updatable',
      );
    expect(await offboard(created.body.id)).toBe('offboarded');
    expect(await inventory(testStack, tenant)).toEqual(none);
  });

  test('a ready onboarding can be claimed, and one that waits for its stack be removed', async () => {
    const tenant = await tenantFor(testStack, 'tutum');
    const { body } = await testStack.create(tenant, { blueprint: 'tutum' }, later);
    const read = () => testStack.request('GET', `/v1/onboardings/${body.id}`);
    await testStack.eventually(async () => ((await read()).body.status === 'ready' ? true : undefined), 'not ready');
    const waiting = await testStack.create(testStack.nextTenant(), { blueprint: 'tutum' });
    testStack.deploy(others);
    expect((await testStack.request('POST', `/v1/onboardings/${body.id}/credentials`)).body.status).toBe('claimed');
    const provision = await testStack.request('POST', `/v1/onboardings/${waiting.body.id}/provision`);
    expect(provision.status).toBeLessThan(500);
    for (const route of ['', '/review', '/events'])
      expect((await testStack.ask('GET', `/v1/onboardings/${waiting.body.id}${route}`)).status).toBe(200);
    expect((await testStack.request('DELETE', `/v1/onboardings/${waiting.body.id}`)).status).toBeLessThan(300);
    expect([await offboard(body.id), await inventory(testStack, tenant)]).toEqual(['offboarded', none]);
  });
});

describe('the parameters of another version', () => {
  const schema = z.object({ parameters: z.record(z.string(), z.unknown()) });
  const update = (id: string, parameters: object = {}) =>
    testStack.request('POST', `/v1/onboardings/${id}/update`, { parameters });

  /** Tutum without the parameter for a region. */
  const withoutRegion = withBlueprint('tutum', (tutum) => {
    const { region: _, ...parameters } = tutum.parameters;
    const documents = [
      { Version: '2012-10-17' as const, Statement: [{ Effect: 'Allow' as const, Action: 'ec2:*', Resource: '*' }] },
    ];
    return { ...tutum, parameters, policies: tutum.policies.map((each) => ({ ...each, documents })) };
  });

  test('a parameter that it does not have any more is dropped, and comes back with the version that has it', async () => {
    const tenant = await tenantFor(testStack, 'tutum');
    const created = await testStack.create(tenant, { blueprint: 'tutum', parameters: { region: 'us-west-2' } });
    const { id } = created.body;
    testStack.deploy(withBlueprintBoundaryOf(withoutRegion));
    await testStack.launch(tenant, {}, 'tutum', true);
    expect((await update(id, { region: 'us-west-2' })).body.errors).toEqual([
      { pointer: '/parameters/region', detail: expect.any(String) },
    ]);
    const { body } = await update(id);
    expect([body.status, Object.keys(schema.parse(body).parameters)]).toEqual(['claimed', ['userName', 'policyName']]);
    testStack.deploy(catalog);
    await testStack.launch(tenant, {}, 'tutum', true);
    const back = await update(id, { region: 'us-west-2' });
    expect([back.status, schema.parse(back.body).parameters['region']]).toEqual([200, 'us-west-2']);
    expect((await inventory(testStack, tenant)).policies).toEqual(['tutum-policy-v3']);
    expect([await offboard(id), await inventory(testStack, tenant)]).toEqual(['offboarded', none]);
  });

  test('a parameter that every request must send is 422, and the update succeeds with it', async () => {
    const tenant = await tenantFor(testStack, 'tutum');
    const { id } = (await testStack.create(tenant, { blueprint: 'tutum' })).body;
    testStack.deploy(
      withBlueprint('tutum', (tutum) => ({
        ...tutum,
        parameters: { ...tutum.parameters, team: { kind: 'text', pattern: '[a-z]+', description: 'A team.' } },
      })),
    );
    expect((await update(id)).body.errors).toEqual([{ pointer: '/parameters/team', detail: expect.any(String) }]);
    expect((await update(id, { team: 'a' })).body).toMatchObject({ status: 'claimed', outdated: false });
  });
});

/** A boundary without the parameter, as a version without it has to have. */
function withBlueprintBoundaryOf(versions: typeof catalog) {
  return versions.map((each) =>
    each.name === 'tutum'
      ? {
          ...each,
          permissionsBoundary: [
            {
              Version: '2012-10-17' as const,
              Statement: [{ Effect: 'Allow' as const, Action: ['ec2:*', 'iam:*'], Resource: '*' }],
            },
          ],
        }
      : each,
  );
}
