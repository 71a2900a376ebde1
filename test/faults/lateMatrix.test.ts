import type { LagProfile } from '../../local/sandbox/lag/profile.ts';
import { warmUp } from '../model/scenario.ts';
import { cellName } from './cell.ts';
import { someInEachPhase } from './cells.ts';
import { kinds } from './kinds.ts';
import { discoverLate, runLateCell } from './lateMatrix.ts';
import { phases } from './phases.ts';

const cellsInEachPhase = 3;

beforeAll(warmUp);

// `npm run test:faults -- --profile bad` runs every fault at every call.
test.each<{ profile: LagProfile; blueprint: string }>([
  { profile: 'usual', blueprint: 'tutum' },
  { profile: 'bad', blueprint: 'koding' },
])(
  'in an AWS whose lag is $profile, the invariants hold after each fault of a sample of $blueprint once worker and sweep have run, and the caller still gets working keys',
  async ({ profile, blueprint }) => {
    const lateness = { profile, seed: 1 };
    const runs = await discoverLate(lateness, (run) => run.blueprint === blueprint);
    const complete = runs.find(({ phase }) => phase.leavesAll)?.shape ?? '';
    const cells = someInEachPhase(runs, cellsInEachPhase);
    const faults: (readonly string[])[] = [];
    for (const cell of cells) {
      const found = await runLateCell(lateness, cell, complete);
      if (found.length > 0) faults.push([cellName(cell), ...found]);
    }
    expect(faults).toEqual([]);
    expect(new Set(cells.map(({ inject }) => inject.kind))).toEqual(new Set(kinds));
    expect(cells).toHaveLength(phases.length * cellsInEachPhase);
  },
  120_000,
);
