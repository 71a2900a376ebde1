import { join } from 'node:path';
import { eventsOf } from './coldEvents.ts';
import type { ColdCase } from './coldRuns.ts';
import type { Stack } from './stack.ts';

const blueprint = 'tutum';

/** Returns the functions to measure, whose bundles are in the folder, with requests for the stack. */
export async function coldCases(stack: Stack, token: string, folder: string): Promise<readonly ColdCase[]> {
  const event = eventsOf(token);
  const { tenantId, accountId } = await stack.newTenant(blueprint, {});
  const { id } = await stack.onboard({ tenantId, accountId }, blueprint, {});
  const read = () => Promise.resolve(event('GET', `/v1/onboardings/${id}`));
  const create = async () => {
    const { access: _, ...tenant } = await stack.newTenant(blueprint, {});
    return event('POST', '/v1/onboardings', { ...tenant, blueprint });
  };
  const bundle = (name: string) => join(folder, `${name}.cjs`);
  return [
    { name: 'empty', bundle: bundle('empty'), status: 200, event: read },
    { name: 'GetItem by hand', bundle: bundle('signedGetItem'), status: 200, event: read },
    {
      name: 'health',
      bundle: bundle('health'),
      status: 200,
      event: () => Promise.resolve(event('GET', '/v1/health')),
    },
    { name: 'read', bundle: bundle('getOnboarding'), status: 200, event: read },
    { name: 'create', bundle: bundle('createOnboarding'), status: 201, event: create },
  ];
}
