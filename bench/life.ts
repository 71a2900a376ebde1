import * as z from 'zod';
import { apiAt, newIdempotencyKey } from './callApi.ts';
import { lambdaContext } from '../local/api/lambda.ts';
import { onboardingMessages } from '../local/api/triggers.ts';
import type { MeteredUnits } from './costs.ts';
import type { Stack } from './stack.ts';

const created = z.object({ id: z.string() });
const found = z.object({ status: z.string() });
const log = z.object({ calls: z.array(z.object({ operation: z.string() })) });

/**
 * Runs one onboarding from the request for access to the offboarding, as the command line does, with a webhook. Returns
 * the units that AWS bills for it.
 * @throws an error if the onboarding does not take the expected path, because then the units say nothing.
 */
export async function measureLife(stack: Stack, apiToken: string): Promise<MeteredUnits> {
  let httpRequests = 0;
  const api = apiAt(stack.url, apiToken);
  const call = (method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) => {
    httpRequests += 1;
    return api(method, path, body, headers);
  };
  let messages = 0;
  const deliver = async (id: string) => {
    messages += 1;
    await stack.functions.deliverWebhooks(onboardingMessages([id]), lambdaContext('deliverWebhooks', 90_000));
    if (stack.receiver.received() !== before + messages - 1)
      throw new Error(`The receiver got ${stack.receiver.received() - before} events, not ${messages - 1}.`);
  };
  const expectStatus = (answer: unknown, wanted: string) => {
    const { status } = found.parse(answer);
    if (status !== wanted) throw new Error(`The onboarding is ${status}, not ${wanted}.`);
  };

  // The first onboarding of a blueprint stores its version, for all others.
  await stack.onboard(await stack.newTenant('tutum', {}), 'tutum', {});
  const { tenantId, accountId } = await stack.newTenant('tutum', {});
  const before = stack.receiver.received();
  await fetch(`${stack.awsUrl}/_sandbox/calls`, { method: 'DELETE' });
  stack.take();

  await call('POST', `/v1/tenants/${tenantId}/access`, { accountId, blueprint: 'tutum' });
  const body = { tenantId, accountId, blueprint: 'tutum', webhook: { url: stack.receiver.url } };
  const { id } = created.parse(
    await call('POST', '/v1/onboardings', body, { prefer: 'respond-async', ...newIdempotencyKey() }),
  );
  const path = `/v1/onboardings/${id}`;
  expectStatus(await call('GET', path), 'provisioning');
  messages += 1;
  await stack.functions.work(onboardingMessages([id]), lambdaContext('work', 120_000));
  expectStatus(await call('GET', path), 'ready');
  await deliver(id);
  expectStatus(await call('POST', `${path}/credentials`, undefined, newIdempotencyKey()), 'claimed');
  await deliver(id);
  expectStatus(await call('DELETE', path), 'offboarded');
  await deliver(id);

  const { calls } = log.parse(await (await fetch(`${stack.awsUrl}/_sandbox/calls`)).json());
  const sent = calls.filter(({ operation }) => operation === 'sqs:SendMessage').length;
  if (sent !== messages) throw new Error(`${sent} messages were sent, and ${messages} were worked on.`);
  const { units, progressUnits, readUnits } = stack.take();
  return { httpRequests, messages, writeUnits: units, progressUnits, readUnits, metrics: stack.metricsWritten() };
}
