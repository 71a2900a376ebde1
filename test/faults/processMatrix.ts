import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellName, runCell } from './cell.ts';
import { allPhases, phasesWith, cellsOf, oneInEachPhase, sampleOf } from './cells.ts';
import { discover } from './discover.ts';
import { openEnvironments } from './environments.ts';
import { bundleService } from './processes.ts';
import { startReport } from './report.ts';
import { processCells, readSample, sampleFile } from './sample.ts';

export interface MatrixOptions {
  /** Part of the names of the wanted cells. */
  readonly only: string;
  /** Run only the cells of the sample. */
  readonly sample: boolean;
  /** Run only the cells of the sample that `npm run test:long` runs in processes of their own. */
  readonly few: boolean;
  /** Choose a new sample. This is necessary if the calls of a phase have changed. */
  readonly choose: boolean;
}

/**
 * Runs the fault matrix in real processes, and prints the cells that are not green. If a blueprint was added after the
 * sample was chosen, one cell in each of its phases is run in addition to the sample.
 */
export async function runMatrix(options: MatrixOptions): Promise<boolean> {
  /** Whether to run a phase without faults first. `create` always runs: it shows what a complete onboarding makes. */
  function isWanted(each: (typeof allPhases)[number]): boolean {
    const { blueprint, phase } = each;
    // The names of the sample's cells are in a file, so the calls of the phases need not be found first.
    if (options.few) return phase.leavesAll && !isNew(blueprint);
    if (options.sample) return phase.leavesAll || isNew(blueprint);
    return phase.leavesAll || named.includes(each);
  }

  const report = startReport(options.only);
  const named = phasesWith(options.only);
  if (named.length === 0) return report.end(0, 0);
  const isSample = options.sample || options.few;
  const sample = options.few ? processCells(readSample()) : options.sample ? readSample() : [];
  const isNew = (blueprint: string) => sample.every((cell) => cell.blueprint !== blueprint);

  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'));
  // One environment more than there are cores, because a call that hangs uses no CPU time. For the sample the start
  // of one more would take longer than it saves, and beside the other tests one is enough.
  const count = options.few ? 1 : availableParallelism() + (isSample ? 0 : 1);
  const environments = openEnvironments(count, await bundleService(directory));
  const wantedPhases = allPhases.filter(isWanted);
  const countPhase = report.count(wantedPhases.length, 'phases run without a fault');
  const runs = await environments.everywhere(wantedPhases, async ({ testStack }, { blueprint, phase }) => {
    const run = await discover(testStack, blueprint, phase);
    countPhase();
    return run;
  });
  const completeShapes = new Map(
    runs.filter(({ phase }) => phase.leavesAll).map(({ blueprint, shape }) => [blueprint, shape]),
  );
  const all = isSample
    ? [...sample, ...oneInEachPhase(runs.filter(({ blueprint }) => isNew(blueprint)))]
    : cellsOf(runs);
  const wanted = all.filter((cell) => cellName(cell).includes(options.only));
  if (options.choose) writeFileSync(sampleFile, `${JSON.stringify(sampleOf(all).map(cellName), null, 2)}\n`);
  const cells = options.choose ? [] : wanted;

  const countCell = report.count(cells.length, 'cells');
  const outcomes = await environments.everywhere(cells, async ({ testStack, controlTenant }, cell) => {
    const faults = await runCell(testStack, controlTenant, cell, completeShapes.get(cell.blueprint) ?? '');
    countCell();
    if (faults.length > 0) console.log([cellName(cell), ...faults].join('\n    '));
    return faults.length === 0;
  });
  await environments.stop();
  rmSync(directory, { recursive: true, force: true });

  if (options.choose) {
    console.log(`${sampleFile} is chosen anew.`);
    return true;
  }
  return report.end(outcomes.filter((isGreen) => isGreen).length, cells.length);
}
