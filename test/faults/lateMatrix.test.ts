import type { LagProfile } from '../../local/sandbox/lag/profile.ts';
import { warmUp } from '../model/scenario.ts';
import { cellName, type Cell } from './cell.ts';
import type { ScenarioRun } from './discover.ts';
import { cellOf, oneInEachPhase, someInEachPhase } from './cells.ts';
import { kinds } from './kinds.ts';
import { discoverLate, runLateCell, type Lateness } from './lateMatrix.ts';
import { phases } from './phases.ts';
import { isInProcesses, processCells, readSample } from './sample.ts';
import { sampledRows, testsAllRows } from '../support/sampledRows.ts';

beforeAll(warmUp);

/** Runs the cells, and returns what went wrong. */
async function faultsIn(lateness: Lateness, cells: readonly Cell[], runs: readonly ScenarioRun[]) {
  const faults: (readonly string[])[] = [];
  for (const cell of cells) {
    const complete = runs.find(({ blueprint, phase }) => phase.leavesAll && blueprint === cell.blueprint);
    const found = await runLateCell(lateness, cell, complete?.shape ?? '');
    if (found.length > 0) faults.push([cellName(cell), ...found]);
  }
  return faults;
}

test('after each fault of the sample, the invariants hold once worker and sweep have run, and the caller still gets working keys', async () => {
  const lateness = { profile: 'off', seed: 1 } as const;
  const sample = readSample();
  const isNew = (blueprint: string) => sample.every((cell) => cell.blueprint !== blueprint);
  const runs = await discoverLate(lateness, ({ blueprint, phase }) => phase.leavesAll || isNew(blueprint));
  const added = oneInEachPhase(runs.filter(({ blueprint }) => isNew(blueprint)));
  const others = sample.filter((cell) => !processCells(sample).includes(cell) && !isInProcesses(cell));
  const cells = [...sampledRows(others, 8), ...added];
  expect(await faultsIn(lateness, cells, runs)).toEqual([]);
  expect(cells.length).toBeGreaterThanOrEqual(8);
}, 120_000);

// `npm run test:faults -- --profile bad` runs every fault at every call.
test.each<{ profile: LagProfile; blueprint: string; inEachPhase: number }>([
  { profile: 'usual', blueprint: 'tutum', inEachPhase: testsAllRows ? 3 : 1 },
  { profile: 'bad', blueprint: 'koding', inEachPhase: testsAllRows ? 3 : 1 },
])(
  'in an AWS whose lag is $profile, the invariants hold after each fault of a sample of $blueprint once worker and sweep have run, and the caller still gets working keys',
  async ({ profile, blueprint, inEachPhase }) => {
    const lateness = { profile, seed: 1 };
    const runs = await discoverLate(lateness, (run) => run.blueprint === blueprint);
    const cells = someInEachPhase(runs, inEachPhase);
    expect(await faultsIn(lateness, cells, runs)).toEqual([]);
    expect(cells).toHaveLength(phases.length * inEachPhase);
    expect(new Set(cells.map(({ inject }) => inject.kind))).toEqual(new Set(kinds.slice(0, cells.length)));
  },
  120_000,
);

// `npm run test:faults -- --virtual --only look` runs every fault at every call of the looks.
test('a look whose process dies, or whose writes get no answer, is made good by the next one, and reports what it found once', async () => {
  const lateness = { profile: 'off', seed: 1 } as const;
  const runs = await discoverLate(lateness, ({ blueprint, phase }) => blueprint === 'tutum' && phase.leavesAll);
  const cells = ['look of a caller', 'daily look'].flatMap((phase) =>
    ['dynamodb:PutItem look', 'dynamodb:PutItem record claimed'].flatMap((call) =>
      ['dies before', 'dies after', 'answer lost'].flatMap(
        (kind) => cellOf(`tutum / ${phase} / ${call} / ${kind}`) ?? [],
      ),
    ),
  );
  expect(cells).toHaveLength(12);
  expect(await faultsIn(lateness, cells, runs)).toEqual([]);
}, 120_000);
