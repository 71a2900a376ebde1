import { readFileSync } from 'node:fs';
import { costsOfMonth, costsOfOnboardings, dollarsOf, unitsOfOnboarding, type Cost } from '../bench/costs.ts';
import { prices, pricesOf } from '../bench/prices.ts';
import { metricsOfSweep } from '../lib/record/recordMetrics.ts';
import { markdownTable } from './markdown.ts';

const onboardings = 1000;

/** Returns the two tables of docs/first-tenant.md: what 1,000 onboardings cost, and a month without any. */
export function costsPart(): string {
  const nothing = { found: 0, oldestAt: undefined };
  const sweepMetrics = metricsOfSweep(0, { due: nothing, undelivered: nothing, needingAttention: 0 }).length;
  const perThousand = costsOfOnboardings(onboardings, unitsOfOnboarding);
  const perMonth = costsOfMonth({ alarmMetrics: metricsInAlarms(), metrics: sweepMetrics });
  const { metrics } = unitsOfOnboarding;
  const { dollars } = prices.metric;
  return [
    `${onboardings} onboardings cost about $${sumOf(perThousand).toFixed(2)}. A month without any costs about $${sumOf(perMonth).toFixed(2)}.\nThese are AWS's prices in us-east-1 as published in ${pricesOf}, without free tiers. The links lead to today's.`,
    table(`${onboardings} onboardings`, perThousand),
    table('30 days without onboardings', perMonth),
    `In a month with onboardings, the metrics of their blueprints are added. CloudWatch bills a metric only for the hours in\nwhich it gets values: the ${metrics} metrics of \`tutum\` cost at most ${metrics} × $${dollars} = $${(metrics * dollars).toFixed(2)} a month.`,
  ].join('\n\n');
}

const sumOf = (costs: readonly Cost[]) => costs.reduce((all, each) => all + dollarsOf(each), 0);

/** AWS bills an alarm by the metrics that it reads. */
const metricsInAlarms = () => readFileSync('infra/alarms.yml', 'utf8').match(/\bMetricName:/g)?.length ?? 0;

function table(total: string, costs: readonly Cost[]): string {
  const rows = costs.map((each) => {
    const { dollars, per, unit, page } = prices[each.price];
    const price = `[$${dollars} per ${per === 1 ? '' : `${inWords(per)} `}${unit}](${page})`;
    return [each.what, each.from, price, inDollars(dollarsOf(each))];
  });
  return markdownTable(
    ['what', 'how much', 'price', 'US dollars'],
    [...rows, [`**${total}**`, '', '', `**${inDollars(sumOf(costs))}**`]],
  );
}

const inWords = (per: number) => (per === 1_000_000 ? 'million' : String(per));
const inDollars = (dollars: number) => dollars.toFixed(3);
