import type { Scenario } from './scenario.ts';
import type { Phase, Trace, Traces } from './trace.ts';

/** What one onboarding takes, with the request for the access and its events, until its keys are handed over. */
export interface PerOnboarding {
  readonly requests: number;
  readonly messages: number;
  /** Calls that count for the vendor's account. */
  readonly assumeRole: number;
  /** Calls to IAM in the tenant's account. */
  readonly iam: number;
  /** Strongly consistent reads of the controls, the one item that has the operator's stops. */
  readonly controlsReads: number;
  /** Write units of the table without its indexes. */
  readonly tableUnits: number;
  /** Write units of the busiest partition key, among those that are divided into shards. */
  readonly busiestKeyUnits: number;
}

/** Returns the phases that run for one onboarding, in their order. */
export function phasesOf({ way, situation }: Pick<Scenario, 'way' | 'situation'>): readonly Phase[] {
  return way === 'now'
    ? ['access', `createNow${situation}`, 'deliver']
    : ['access', `createLater${situation}`, `work${situation}`, 'deliver', `claim${situation}`, 'deliver'];
}

/** Counts what the recorded calls of one onboarding take. */
export function perOnboarding(traces: Traces, of: Pick<Scenario, 'way' | 'situation'>): PerOnboarding {
  const run = phasesOf(of);
  const calls: Trace = run.flatMap((phase) => traces[phase]);
  const count = (pattern: RegExp) => calls.filter(({ operation }) => pattern.test(operation)).length;
  const writes = new Map<string, number>();
  for (const [name, units] of calls.flatMap((call) => Object.entries(call.writes ?? {})))
    writes.set(name, (writes.get(name) ?? 0) + units);
  const shared = [...writes].filter(([name]) => name !== 'table' && !name.endsWith('/own'));
  return {
    requests: run.filter((phase) => /^(access|create|claim)/.test(phase)).length,
    messages: count(/^sqs:SendMessage$/),
    assumeRole: count(/^sts:AssumeRole$/),
    iam: count(/^iam:/),
    controlsReads: calls.reduce((sum, { sharedReads = {} }) => sum + (sharedReads['controls'] ?? 0), 0),
    tableUnits: writes.get('table') ?? 0,
    busiestKeyUnits: Math.max(0, ...shared.map(([, units]) => units)),
  };
}
