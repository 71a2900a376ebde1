import { readFileSync } from 'node:fs';
import { costsOfMonth, costsOfOnboardings, dollarsOf, unitsOfOnboarding, type Cost } from '../bench/costs.ts';
import { prices, pricesOf } from '../bench/prices.ts';
import { metricsOfSweep } from '../lib/record/recordMetrics.ts';
import { markdownTable } from './markdown.ts';

const onboardings = 1000;

/** Returns the two tables of docs/first-tenant.md: what 1,000 onboardings cost, and a month without any. */
export function costsPart(): string {
  const metrics = metricsOfSweep(0, { due: [], undelivered: [], needingAttention: 0 }).length;
  return [
    `${onboardings} onboardings, at AWS's prices in us-east-1 as published in ${pricesOf}, without free tiers:`,
    table(`${onboardings} onboardings`, costsOfOnboardings(onboardings, unitsOfOnboarding)),
    `CloudWatch also bills the metrics of each blueprint, for the hours in which they get values. The ${unitsOfOnboarding.metrics} metrics of \`tutum\` cost at most ${unitsOfOnboarding.metrics} × $${prices.metric.dollars} = ${inDollars(dollarsOf({ what: '', from: '', amount: unitsOfOnboarding.metrics, price: 'metric' }))} dollars a month.`,
    'A month of 30 days in which nobody is onboarded:',
    table('a month', costsOfMonth({ alarmMetrics: metricsInAlarms(), metrics })),
  ].join('\n\n');
}

/** AWS bills an alarm by the metrics that it reads. */
const metricsInAlarms = () => readFileSync('infra/alarms.yml', 'utf8').match(/\bMetricName:/g)?.length ?? 0;

function table(total: string, costs: readonly Cost[]): string {
  const rows = costs.map((each) => {
    const { dollars, per, unit, page } = prices[each.price];
    const price = `[$${dollars} per ${per === 1 ? '' : `${inWords(per)} `}${unit}](${page})`;
    return [each.what, each.from, price, inDollars(dollarsOf(each))];
  });
  const sum = costs.reduce((all, each) => all + dollarsOf(each), 0);
  return markdownTable(
    ['what', 'how much', 'price', 'US dollars'],
    [...rows, [`**${total}**`, '', '', `**${inDollars(sum)}**`]],
  );
}

const inWords = (per: number) => (per === 1_000_000 ? 'million' : String(per));
const inDollars = (dollars: number) => dollars.toFixed(3);
