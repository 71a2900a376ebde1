import { readFileSync } from 'node:fs';
import { costsOfMonth, costsOfOnboardings, dollarsOf, unitsOfOnboarding, type Cost } from '../../bench/costs.ts';
import { prices } from '../../bench/prices.ts';
import { serverless } from '../infra/definition.ts';

const sumOf = (costs: readonly Cost[]) => costs.reduce((sum, each) => sum + dollarsOf(each), 0);

test('a line costs its amount times the price of its unit', () => {
  const cost = { what: '', from: '', amount: 3_000_000, price: 'writeUnit' } as const;
  expect(dollarsOf(cost)).toBe(3 * prices.writeUnit.dollars);
});

test('each counted unit is in the bill of the onboardings', () => {
  const now = sumOf(costsOfOnboardings(1, unitsOfOnboarding));
  const { metrics, ...billed } = unitsOfOnboarding;
  expect(metrics).toBeGreaterThan(0);
  for (const unit of Object.keys(billed)) {
    const more = { ...unitsOfOnboarding, [unit]: 1000 };
    expect({ unit, isMore: sumOf(costsOfOnboardings(1, more)) > now }).toEqual({ unit, isMore: true });
  }
});

test('the way in which the reader computes an amount gives this amount', () => {
  for (const { from, amount } of costsOfOnboardings(1000, unitsOfOnboarding).slice(0, -1)) {
    const [, count, each] = /^(\d+) × (?:.* = \d+ × )?([\d.]+)$/.exec(from) ?? [];
    expect([from, Number(count) * Number(each)]).toEqual([from, amount]);
  }
  expect(costsOfMonth({ alarmMetrics: 20, metrics: 5 }).map(({ amount }) => amount)).not.toContain(NaN);
});

test('the functions have the memory, processor and schedule with which the costs are computed', () => {
  const definition = readFileSync('serverless.yml', 'utf8');
  expect(definition.match(/memorySize: \d+|architecture: \w+/g)).toEqual(['architecture: arm64', 'memorySize: 1024']);
  expect(serverless.functions['sweep']?.events).toEqual([{ schedule: 'rate(1 minute)' }]);
});
