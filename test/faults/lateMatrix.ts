import { catalog } from '../../catalog/index.ts';
import type { LagProfile } from '../../local/sandbox/lag/profile.ts';
import { cellName, runCell, type Cell } from './cell.ts';
import { settleControlTenant } from './controlTenant.ts';
import { runClean, type ScenarioRun } from './discover.ts';
import { openLateStack } from './lateStack.ts';
import { phases } from './phases.ts';

/** How late AWS is in a cell. */
export interface Lateness {
  readonly profile: LagProfile;
  readonly seed: number;
}

async function inLateStack<T>(
  { profile, seed }: Lateness,
  work: (stack: ReturnType<typeof openLateStack>) => Promise<T>,
): Promise<T> {
  const stack = openLateStack(profile, seed);
  try {
    return await work(stack);
  } finally {
    stack.close();
  }
}

/** Returns what each phase of each blueprint calls without a fault, and what it makes. */
export async function discoverLate(
  lateness: Lateness,
  isWanted: (run: Pick<ScenarioRun, 'blueprint' | 'phase'>) => boolean,
): Promise<readonly ScenarioRun[]> {
  const found: ScenarioRun[] = [];
  for (const { name: blueprint } of catalog) {
    for (const phase of phases.filter((each) => isWanted({ blueprint, phase: each }))) {
      const { calls, shape } = await inLateStack(lateness, async (stack) => {
        await settleControlTenant(stack);
        return runClean(stack, blueprint, phase);
      });
      found.push({ blueprint, phase, calls: [...new Set(calls)], shape });
    }
  }
  return found;
}

/** Runs a cell in a world of its own. @returns what went wrong, as sentences */
export const runLateCell = (lateness: Lateness, cell: Cell, completeShape: string): Promise<readonly string[]> =>
  inLateStack(lateness, async (stack) => runCell(stack, await settleControlTenant(stack), cell, completeShape)).catch(
    (error: unknown) => [`${cellName(cell)}: ${String(error)}`],
  );
