import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { apiAt, newIdempotencyKey } from '../callApi.ts';
import { median } from '../median.ts';
import type { Tenant } from '../stack.ts';
import type { Writes } from '../watchedTable.ts';
import type { LoadStack } from './loadStack.ts';
import type { Scenario } from './scenario.ts';

/** What a load on the local stack took. */
export interface MeasuredLoad {
  /** From the first arrival to the last keys, in milliseconds. */
  readonly lastDoneAt: number;
  readonly medianMs: number;
  readonly meanMs: number;
  /** The accepted calls to STS and IAM, and those to STS that were throttled. */
  readonly sts: number;
  readonly iam: number;
  readonly throttled: number;
  readonly writes: Writes;
  /** The median time of single reads of the table during the load, in milliseconds: how busy the machine was. */
  readonly bareMs: number;
  /** CPU time of this process, which has all functions and the load, in milliseconds. */
  readonly cpuMs: number;
}

const created = z.object({ id: z.string(), status: z.string() });
const event = z.object({ type: z.string(), data: z.object({ id: z.string() }) });
const log = z.object({ calls: z.array(z.object({ operation: z.string(), outcome: z.string() })) });

/** How long the back end waits for the event, in milliseconds. */
const longestMs = 90_000;

async function within(ms: number, work: Promise<void>, orThrow: string): Promise<void> {
  const late = sleep(ms, true, { ref: false });
  if ((await Promise.race([work, late])) === true) throw new Error(`${orThrow} in ${ms} ms.`);
}

/** How often the table is read during a load, in milliseconds. */
const probeEveryMs = 200;

/**
 * After how long the back end claims, in milliseconds. A claim that reads the record before the delivery of the event has stored
 * its result has to store its own state twice.
 */
export const claimAfterMs = 300;

/** A back end that onboards, and claims when it gets the event `onboarding.ready`. */
export function backEnd(apiToken: string) {
  const waiting = new Map<string, (body: string) => void>();
  const early = new Set<string>();
  const ready = (id: string) =>
    new Promise<void>((resolve) => {
      if (early.has(id)) resolve();
      else
        waiting.set(id, () => {
          resolve();
        });
    });
  return {
    /** The receiver of the webhooks. */
    accept: (body: string) => {
      const { type, data } = event.parse(JSON.parse(body));
      if (type === 'onboarding.ready') {
        early.add(data.id);
        waiting.get(data.id)?.(body);
      }
      return Promise.resolve();
    },
    /** Onboards a tenant until its keys are handed over. */
    onboard: async (stack: LoadStack, { tenantId, accountId }: Tenant, way: Scenario['way']) => {
      const body = { tenantId, accountId, blueprint: 'tutum', webhook: { url: stack.receiver.url } };
      const call = apiAt(stack.url, apiToken);
      const headers = { ...newIdempotencyKey(), ...(way === 'later' && { prefer: 'respond-async' }) };
      const one = created.parse(await call('POST', '/v1/onboardings', body, headers));
      if (way === 'now' && one.status === 'claimed') return;
      await within(longestMs, ready(one.id), `${one.id} got no event onboarding.ready`);
      await sleep(claimAfterMs);
      await call('POST', `/v1/onboardings/${one.id}/credentials`, undefined, newIdempotencyKey());
    },
  };
}

/** Onboards new tenants at these times (ms), and returns what that took, with the delivery of all events. */
export async function measureLoad(
  stack: LoadStack,
  { onboard }: ReturnType<typeof backEnd>,
  way: Scenario['way'],
  arrivalsAt: readonly number[],
): Promise<MeasuredLoad> {
  const tenants: Tenant[] = [];
  for (let each = 0; each < arrivalsAt.length; each += 1) tenants.push(await stack.newTenant('tutum', {}));
  const events = stack.receiver.received() + arrivalsAt.length * (way === 'now' ? 1 : 2);
  await fetch(`${stack.awsUrl}/_sandbox/calls`, { method: 'DELETE' });
  stack.take();
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const bare: number[] = [];
  const probing = setInterval(() => {
    void stack.bareRead().then((ms) => bare.push(ms));
  }, probeEveryMs);
  const times = await Promise.all(
    tenants.map(async (tenant, index) => {
      await sleep(arrivalsAt[index]);
      const before = performance.now();
      await onboard(stack, tenant, way);
      return performance.now() - before;
    }),
  );
  const lastDoneAt = performance.now() - startedAt;
  clearInterval(probing);
  while (stack.receiver.received() < events) await sleep(20);
  // The function writes the result after the receiver has answered.
  await sleep(500);
  const { user, system } = process.cpuUsage(cpuBefore);
  const { calls } = log.parse(await (await fetch(`${stack.awsUrl}/_sandbox/calls`)).json());
  const count = (of: (call: (typeof calls)[number]) => boolean) => calls.filter(of).length;
  const isThrottled = ({ outcome }: (typeof calls)[number]) => outcome === 'Throttling';
  return {
    lastDoneAt,
    medianMs: median(times),
    meanMs: times.reduce((sum, ms) => sum + ms, 0) / times.length,
    sts: count((call) => call.operation.startsWith('sts:') && !isThrottled(call)),
    iam: count((call) => call.operation.startsWith('iam:')),
    throttled: count(isThrottled),
    writes: stack.take(),
    bareMs: median(bare),
    cpuMs: (user + system) / 1000,
  };
}
