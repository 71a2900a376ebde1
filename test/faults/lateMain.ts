import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import type { LagProfile } from '../../local/sandbox/lag/profile.ts';

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
  const { cellsOf } = await import('./cells.ts');
  await warmUp();
  const startedAt = performance.now();
  const elapsed = () => String(Math.round((performance.now() - startedAt) / 1000));
  const runs = await discoverLate({ profile, seed }, ({ blueprint, phase }) => {
    const begin = `${blueprint} / ${phase.name} / `;
    return phase.leavesAll || begin.includes(only) || only.startsWith(begin);
  });
  const shapes = new Map(runs.filter(({ phase }) => phase.leavesAll).map(({ blueprint, shape }) => [blueprint, shape]));
  const wanted = cellsOf(runs).filter((cell) => cellName(cell).includes(only));
  const cells = wanted.filter((_, index) => index >= first && (index - first) % every === 0);
  let ran = 0;
  let green = 0;
  for (const cell of cells) {
    const faults = await runLateCell({ profile, seed }, cell, shapes.get(cell.blueprint) ?? '');
    ran += 1;
    if (faults.length === 0) green += 1;
    else console.log([cellName(cell), ...faults].join('\n    '));
    if (ran % 250 === 0) console.log(`${String(ran)} of ${String(cells.length)}, after ${elapsed()} s`);
  }
  console.log(
    `${profile}, seed ${String(seed)}: ${String(cells.length)} of ${String(wanted.length)} cells, in ${elapsed()} s`,
  );
  console.log(`cells ${String(cells.length)}, green ${String(green)}`);
  return cells.length > 0 && green === cells.length;
}
