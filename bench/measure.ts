import { isDeepStrictEqual } from 'node:util';
import { callMs } from './callMs.ts';
import { underOtherNames, type BenchCase } from './cases.ts';
import { expectedCalls, longestChain, type Situation } from './expected.ts';
import type { Call, Stack } from './stack.ts';
import { median } from './median.ts';
import { blueprintOf, boundaryArnOf, planOf } from './plans.ts';
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
  /** The median of the runs, and the shortest: other programs on this machine only lengthen a run. */
  readonly ms: number;
  readonly shortestMs: number;
  readonly scriptMs: number;
  readonly writes: Awaited<ReturnType<Stack['onboard']>>['writes'];
}

/**
 * Measures one case `runs` times. Each run makes a first and a second onboarding in a new account. The script runs once,
 * in another new account.
 */
export async function measure(stack: Stack, each: BenchCase, runs: number): Promise<readonly Measured[]> {
  const { blueprint: name, parameters, label } = each;
  const blueprint = blueprintOf(name);
  const results: Record<Situation, Awaited<ReturnType<Stack['onboard']>>[]> = { first: [], again: [] };
  for (let run = 0; run < runs; run += 1) {
    const tenant = await stack.newTenant(name, parameters);
    results.first.push(await stack.onboard(tenant, name, parameters));
    results.again.push(await stack.onboard(tenant, name, underOtherNames(blueprint, parameters)));
  }
  const scriptMs = await runScriptOnce(stack, each);
  const plan = planOf(each);
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
      shortestMs: Math.min(...all.map(({ ms }) => ms)),
      scriptMs,
      writes: all.reduce((most, { writes }) => (writes.requests > most.requests ? writes : most), one.writes),
    };
  });
}

/** Returns how long a script takes that makes one call after another, in milliseconds. */
async function runScriptOnce(stack: Stack, each: BenchCase): Promise<number> {
  const { access, ...tenant } = await stack.newTenant(each.blueprint, each.parameters);
  const boundaryArn = boundaryArnOf(each, tenant);
  const before = performance.now();
  await runScript({ plan: planOf(each, tenant), access, boundaryArn, endpoint: stack.awsUrl });
  return performance.now() - before;
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
