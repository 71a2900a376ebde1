import { pricesOf } from '../bench/prices.ts';
import { costTable, limitsTable } from '../bench/simulate/tables.ts';
import { readTraces } from '../bench/simulate/trace.ts';
import { markdownTable } from './markdown.ts';

/** Returns the table of docs/scale.md that says what one deployment carries. */
export function scaleLimitsPart(): string {
  const { head, rows } = limitsTable(readTraces());
  return markdownTable(head, rows);
}

/** Returns the table of docs/scale.md that says what onboardings cost. */
export function scaleCostsPart(): string {
  const { head, rows } = costTable();
  return `Prices of us-east-1, as published in ${pricesOf}, without free tiers ([the bill](first-tenant.md#what-it-costs)).\n\n${markdownTable(head, rows)}`;
}
