import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import * as z from 'zod/mini';
import type { Figure } from './figures.ts';

/** The figures of the last run of each bench with `--write`. docs/performance.md shows them. */
const file = 'bench/figures.json';

const kept = z.record(
  z.string(),
  z.strictObject({
    measuredOn: z.string(),
    node: z.string(),
    machine: z.string(),
    figures: z.array(z.strictObject({ name: z.string(), measured: z.string(), goal: z.string(), isMet: z.boolean() })),
  }),
);

/** The figures that one command measured, with the day and the machine. */
export type KeptFigures = z.infer<typeof kept>[string];

/** Returns the kept figures by the command that measured them. */
export function readKeptFigures(): Readonly<Record<string, KeptFigures>> {
  return kept.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Keeps the figures of a command in place of its earlier ones. After that, `npm run docs` writes docs/performance.md. */
export function keepFigures(command: string, figures: readonly Figure[]): void {
  const run = {
    measuredOn: new Date().toISOString().slice(0, 10),
    node: process.version,
    machine: `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}`,
    figures,
  };
  writeFileSync(file, `${JSON.stringify({ ...readKeptFigures(), [command]: run }, undefined, 2)}\n`);
}
