import { awsLimits } from './awsLimits.ts';
import type { Demand } from './demand.ts';
import type { ResourceName } from './meter.ts';
import type { Scenario } from './scenario.ts';

/** A change of a deployment, and how a table describes it. */
export interface Remedy {
  readonly what: string;
  readonly scenario: Scenario;
}

/** A limit is raised to this many times what the busiest second of the sample needs. */
const reserve = 1.5;
/** What part of a quota a cell may use on average. */
const fullest = 0.7;

/** Returns a number that is easy to read, and not smaller. */
function roundUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1) * 5;
  return Math.ceil(value / unit) * unit;
}

/** Returns how many deployments the load needs because of limits that AWS does not raise. */
export function cellsFor(demand: Demand): number {
  return Math.max(
    Math.ceil(demand.sts / (fullest * awsLimits.sts.perSecond)),
    Math.ceil(demand.controlsItem / (fullest * awsLimits.partition.reads)),
  );
}

/**
 * Returns what an operator does about the resource that breaks first: changes a setting, requests a higher quota, or
 * divides the load over more deployments. Undefined if nothing helps but fewer onboardings.
 */
export function remedyFor(breaking: ResourceName, demand: Demand, scenario: Scenario): Remedy | undefined {
  const { settings, quotas, cells } = scenario;
  const inCell = (resource: ResourceName) => roundUp((reserve * demand[resource]) / cells);
  const set = (what: string, changed: Partial<Scenario['settings']>): Remedy => ({
    what,
    scenario: { ...scenario, settings: { ...settings, ...changed } },
  });
  const ask = (what: string, changed: Partial<Scenario['quotas']>): Remedy => ({
    what,
    scenario: { ...scenario, quotas: { ...quotas, ...changed } },
  });
  const more = cellsFor(demand);
  const divide = (count: number): Remedy => ({ what: `${count} cells`, scenario: { ...scenario, cells: count } });
  switch (breaking) {
    case 'apiStage': {
      const apiRate = inCell('apiStage');
      // API Gateway accepts no more at once for all APIs of an account.
      const apiBurst = Math.min(awsLimits.api.burst, 2 * apiRate);
      return set(`\`apiRate\` ${apiRate}, \`apiBurst\` ${apiBurst}`, { apiRate, apiBurst });
    }
    case 'workFunctions': {
      const workConcurrency = Math.min(awsLimits.pollers.mostBySetting, 2 * settings.workConcurrency);
      if (workConcurrency === settings.workConcurrency) return divide(2 * cells);
      return set(`\`workConcurrency\` ${workConcurrency}`, { workConcurrency });
    }
    case 'deliveryFunctions': {
      const deliveryConcurrency = Math.min(awsLimits.pollers.mostBySetting, 2 * settings.deliveryConcurrency);
      if (deliveryConcurrency === settings.deliveryConcurrency) return divide(2 * cells);
      return set(`\`deliveryConcurrency\` ${deliveryConcurrency}`, { deliveryConcurrency });
    }
    case 'partition': {
      const next = [4, 24, 64].find((shards) => shards > settings.indexShards);
      return next === undefined ? divide(2 * cells) : set(`\`indexShards\` ${next}`, { indexShards: next });
    }
    case 'apiQuota':
      if (more > cells) return divide(more);
      return ask(`quota ${awsLimits.api.code} ${inCell('apiQuota')}`, { api: inCell('apiQuota') });
    case 'lambdaConcurrency':
      if (more > cells) return divide(more);
      return ask(`quota ${awsLimits.lambda.code} ${2 * quotas.lambda}`, { lambda: 2 * quotas.lambda });
    case 'table':
    case 'index':
      if (more > cells) return divide(more);
      return ask(`quota ${awsLimits.table.code} ${2 * quotas.table}`, { table: 2 * quotas.table });
    case 'sts':
    case 'controlsItem':
    case 'lambdaScaling':
    case 'messagesInFlight':
      return divide(more > cells ? more : 2 * cells);
    case 'iam':
      return undefined;
  }
}
