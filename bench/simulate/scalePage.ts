import { markdownTable, withPart } from '../../scripts/markdown.ts';
import { digestOfInputs, storedCounts } from './inputs.ts';
import { loads, underLoad, ways } from './loads.ts';
import { lookSteps } from './lookSteps.ts';
import { stepsOf, type Step } from './steps.ts';
import { looksTable, stepsTable, usageTable } from './tables.ts';
import type { Traces } from './trace.ts';

/** What was simulated for docs/scale.md. */
export interface Simulated {
  /** For each load and way. */
  readonly steps: readonly (readonly Step[])[];
  /** For each number of claimed onboardings. */
  readonly looks: readonly (readonly Step[])[];
}

/** Simulates every load, and every number of claimed onboardings. Takes about half a minute. */
export function simulateAll(traces: Traces): Simulated {
  return {
    steps: loads.flatMap((load) => ways.map((way) => stepsOf(underLoad(load, way), traces))),
    looks: storedCounts.map((stored) => lookSteps({ ...underLoad(1, 'later'), stored }, traces)),
  };
}

const command = 'npm run simulate -- --write';

/** Returns docs/scale.md with the tables of a simulation. */
export function withSimulation(page: string, { steps, looks }: Simulated, traces: Traces): string {
  const digest = `<!-- simulated: ${digestOfInputs(traces)} -->`;
  const parts = { loads: stepsTable(steps), usage: usageTable(steps), looks: looksTable(looks) };
  return Object.entries(parts).reduce(
    (text, [part, { head, rows }]) => withPart(text, part, `${digest}\n\n${markdownTable(head, rows)}`, command),
    page,
  );
}
