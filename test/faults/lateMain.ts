import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import type { LagProfile } from '../../local/sandbox/lag/profile.ts';
import { startReport } from './report.ts';

export interface LateOptions {
  readonly profile: LagProfile;
  /** Decides the delays. */
  readonly seed: number;
  /** Part of the names of the wanted cells. */
  readonly only: string;
  /** Run only every n-th of the wanted cells. This is n. */
  readonly every: number;
  /** Index of the first cell to run. */
  readonly first: number;
}

/** Runs the fault matrix in virtual time with a late AWS, and prints the cells that are not green. */
export async function runLateMatrix({ profile, seed, only, every, first }: LateOptions): Promise<boolean> {
  // The handlers read their settings when they are imported. The cells do not use them.
  enterEnvironment({ ...localEnvironment('http://127.0.0.1:9', 'none', {}), POWERTOOLS_LOG_LEVEL: 'SILENT' });
  const { discoverLate, runLateCell } = await import('./lateMatrix.ts');
  const { warmUp } = await import('../model/scenario.ts');
  const { cellName } = await import('./cell.ts');
  const { cellsOf, phasesWith } = await import('./cells.ts');
  const report = startReport(only);
  const named = phasesWith(only);
  if (named.length === 0) return report.end(0, 0);
  await warmUp();
  const runs = await discoverLate(
    { profile, seed },
    ({ blueprint, phase }) =>
      phase.leavesAll || named.some((each) => each.blueprint === blueprint && each.phase === phase),
  );
  const shapes = new Map(runs.filter(({ phase }) => phase.leavesAll).map(({ blueprint, shape }) => [blueprint, shape]));
  const wanted = cellsOf(runs).filter((cell) => cellName(cell).includes(only));
  const cells = wanted.filter((_, index) => index >= first && (index - first) % every === 0);
  if (wanted.length > 0 && cells.length === 0) {
    console.log(`--first ${first} is after the last cell: there are ${wanted.length}, and the first one is --first 0.`);
    return false;
  }
  if (every > 1 || first > 0) console.log(`${cells.length} of the ${wanted.length} cells`);
  const countCell = report.count(cells.length, 'cells');
  let green = 0;
  for (const cell of cells) {
    const faults = await runLateCell({ profile, seed }, cell, shapes.get(cell.blueprint) ?? '');
    if (faults.length === 0) green += 1;
    else console.log([cellName(cell), ...faults].join('\n    '));
    countCell();
  }
  console.log(`profile ${profile}, seed ${seed}`);
  return report.end(green, cells.length);
}
