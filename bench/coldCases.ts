import { join } from 'node:path';
import * as z from 'zod';
import { apiAt, newIdempotencyKey } from './callApi.ts';
import { eventsOf } from './coldEvents.ts';
import type { ColdCase } from './coldRuns.ts';
import type { Stack } from './stack.ts';

const blueprint = 'tutum';

/** Returns the functions to measure, whose bundles are in the folder, with requests for the stack. */
export async function coldCases(stack: Stack, token: string, folder: string): Promise<readonly ColdCase[]> {
  const event = eventsOf(token);
  const id = await onboarded(stack, token);
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

const created = z.object({ id: z.string(), status: z.literal('claimed') });

/** Onboards a new tenant with the service that the bench runs. Returns the ID of the onboarding. */
async function onboarded(stack: Stack, token: string): Promise<string> {
  const { access: _, ...tenant } = await stack.newTenant(blueprint, {});
  const answer = await apiAt(stack.url, token)(
    'POST',
    '/v1/onboardings',
    { ...tenant, blueprint },
    newIdempotencyKey(),
  );
  return created.parse(answer).id;
}
