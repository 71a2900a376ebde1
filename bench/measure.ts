import { isDeepStrictEqual } from 'node:util';
import { catalog } from '../catalog/index.ts';
import { boundaryName, boundaryValues } from '../lib/blueprints/permissionsBoundary.ts';
import { config } from '../lib/gateways/config/config.ts';
import { iamArn, tenantToken } from '../lib/core/names.ts';
import { readParameters } from '../lib/blueprints/parameters.ts';
import { planOnboarding } from '../lib/blueprints/plan.ts';
import { callMs } from './callMs.ts';
import { underOtherNames, type BenchCase } from './cases.ts';
import { expectedCalls, longestChain, type Situation } from './expected.ts';
import type { Call, Stack } from './stack.ts';
import { median } from './median.ts';
import { runScript } from './script.ts';

export interface Measured {
  readonly label: string;
  readonly situation: Situation;
  readonly users: number;
  readonly calls: number;
  readonly expected: number;
  /** Whether every run made exactly the expected calls. */
  readonly isAsExpected: boolean;
  readonly depth: number;
  readonly chain: number;
  readonly ms: number;
  /** CPU time of this process in milliseconds, which includes the bench's HTTP client. */
  readonly cpuMs: number;
  readonly scriptMs: number;
  readonly writes: Awaited<ReturnType<Stack['onboard']>>['writes'];
}

/**
 * Measures one case `runs` times. Each run makes a first and a second onboarding in a new account, and runs the script
 * in another new account.
 */
export async function measure(stack: Stack, each: BenchCase, runs: number): Promise<readonly Measured[]> {
  const { blueprint: name, parameters, label } = each;
  const blueprint = blueprintOf(name);
  const results: Record<Situation, Awaited<ReturnType<Stack['onboard']>>[]> = { first: [], again: [] };
  const scriptMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const tenant = await stack.newTenant(name, parameters);
    results.first.push(await stack.onboard(tenant, name, parameters));
    results.again.push(await stack.onboard(tenant, name, underOtherNames(blueprint, parameters)));

    const { tenantId, accountId, access } = await stack.newTenant(name, parameters);
    const values = valuesOf(each);
    const boundary = boundaryName(namesOf(tenantId), blueprint, boundaryValues(blueprint, values), 1);
    const boundaryArn = iamArn(config.partition, accountId, `policy/${boundary}`);
    const before = performance.now();
    await runScript({ plan: planOf(each, { tenantId, accountId }), access, boundaryArn, endpoint: stack.awsUrl });
    scriptMs.push(performance.now() - before);
  }
  const plan = planOf(each, { tenantId: 'acme', accountId: '111122223333' });
  return (['first', 'again'] as const).map((situation) => {
    const expected = expectedCalls(blueprint, plan, situation);
    const all = results[situation];
    const [one] = all;
    if (one === undefined) throw new Error('Nothing was run.');
    return {
      label,
      situation,
      users: one.keys,
      calls: Math.max(...all.map(({ calls }) => calls.length)),
      expected: expected.length,
      isAsExpected: all.every(({ calls }) =>
        isDeepStrictEqual(calls.map(({ operation }) => operation).sort(), expected),
      ),
      depth: Math.max(...all.map(({ calls }) => serialDepth(calls))),
      chain: longestChain(plan, situation),
      ms: median(all.map(({ ms }) => ms)),
      cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
      scriptMs: median(scriptMs),
      writes: all.reduce((most, { writes }) => (writes.requests > most.requests ? writes : most), one.writes),
    };
  });
}

/**
 * Returns how many calls ran one after another, judged by when they arrived: a call that arrived while another one was
 * still running did not wait for that one.
 */
function serialDepth(calls: readonly Call[]): number {
  const started: { readonly endsAt: number; readonly depth: number }[] = [];
  for (const { at } of calls) {
    const startedAt = Date.parse(at);
    const before = started.filter(({ endsAt }) => endsAt <= startedAt).map(({ depth }) => depth);
    started.push({ endsAt: startedAt + callMs, depth: 1 + Math.max(0, ...before) });
  }
  return Math.max(0, ...started.map(({ depth }) => depth));
}

function blueprintOf(name: string) {
  const blueprint = catalog.find((each) => each.name === name);
  if (blueprint === undefined) throw new Error(`There is no blueprint ${name}.`);
  return blueprint;
}

function valuesOf({ blueprint, parameters }: BenchCase) {
  const read = readParameters(blueprintOf(blueprint), parameters, { partition: config.partition });
  if ('errors' in read) throw new Error(`The parameters of ${blueprint} are not right: ${JSON.stringify(read.errors)}`);
  return read.values;
}

function namesOf(tenantId: string) {
  return { namespace: config.namespace, tenantToken: tenantToken(tenantId) };
}

function planOf(each: BenchCase, { tenantId, accountId }: { tenantId: string; accountId: string }) {
  const { partition } = config;
  const onboardingId = 'ob_00000000000000000000000000';
  return planOnboarding({
    blueprint: blueprintOf(each.blueprint),
    values: valuesOf(each),
    ...namesOf(tenantId),
    partition,
    accountId,
    onboardingId,
  });
}
