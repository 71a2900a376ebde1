import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { catalog } from '../../catalog/index.ts';
import { cellName, runCell } from './cell.ts';
import { cellsOf, sampleOf } from './cells.ts';
import { discover } from './discover.ts';
import { phases, type Phase } from './phases.ts';
import { openPlaces } from './places.ts';
import { bundleService } from './processes.ts';

// The fault matrix: `--only "<name>"` runs the cells whose name holds that text, `--sample` the few that stand for all.
const { values: options } = parseArgs({
  options: { only: { type: 'string' }, sample: { type: 'boolean', default: false } },
});

/** Of the courses, `create` is needed always: it says what a whole onboarding leaves in an account. */
function isWanted({ blueprint, phase }: { readonly blueprint: string; readonly phase: Phase }): boolean {
  const begin = `${blueprint} / ${phase.name} / `;
  return (
    options.only === undefined || phase.leavesAll || begin.includes(options.only) || options.only.startsWith(begin)
  );
}

const startedAt = performance.now();
const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'));
// One place more than there are cores, because a call that hangs needs none.
const places = openPlaces(availableParallelism() + 1, await bundleService(directory));
const courses = await places.everywhere(
  catalog.flatMap(({ name }) => phases.map((phase) => ({ blueprint: name, phase }))).filter(isWanted),
  ({ house }, { blueprint, phase }) => discover(house, blueprint, phase),
);
const whole = new Map(courses.filter(({ phase }) => phase.leavesAll).map(({ blueprint, shape }) => [blueprint, shape]));
const every = cellsOf(courses);
const chosen = options.sample ? sampleOf(every) : every;
const cells = chosen.filter((cell) => cellName(cell).includes(options.only ?? ''));

const outcomes = await places.everywhere(cells, async ({ house, bystander }, cell) => {
  const faults = await runCell(house, bystander, cell, whole.get(cell.blueprint) ?? '');
  if (faults.length > 0) console.log([cellName(cell), ...faults].join('\n    '));
  return faults.length === 0;
});
await places.stop();
rmSync(directory, { recursive: true, force: true });

const green = outcomes.filter((isGreen) => isGreen).length;
const seconds = Math.round((performance.now() - startedAt) / 1000);
console.log(`in ${String(seconds)} s`);
console.log(`cells ${String(cells.length)}, green ${String(green)}`);
process.exitCode = green === cells.length && cells.length > 0 ? 0 : 1;
