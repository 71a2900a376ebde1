import { catalog } from '../../catalog/index.ts';
import { cellName, type Cell } from './cell.ts';
import { progress } from './callNames.ts';
import type { ScenarioRun } from './discover.ts';
import { kinds } from './kinds.ts';
import { phases } from './phases.ts';

/** Returns a cell for every call and every fault, always in the same order. */
export function cellsOf(runs: readonly ScenarioRun[]): readonly Cell[] {
  return runs.flatMap(({ blueprint, phase, calls }) =>
    calls
      .filter((call) => call !== progress)
      .toSorted()
      .flatMap((call) => kinds.map((kind) => ({ blueprint, phase, inject: { call, kind } }))),
  );
}

/** A phase of a blueprint. */
type BlueprintPhase = Pick<ScenarioRun, 'blueprint' | 'phase'>;

export const allPhases: readonly BlueprintPhase[] = catalog.flatMap(({ name }) =>
  phases.map((phase) => ({ blueprint: name, phase })),
);

/**
 * Returns the phases of which a cell can have this text in its name, as far as this is known before they have run. A text
 * that names neither a blueprint nor a phase can be part of a call of any phase.
 */
export function phasesWith(text: string): readonly BlueprintPhase[] {
  const named = allPhases.filter(({ blueprint, phase }) => {
    const begin = `${blueprint} / ${phase.name} / `;
    return begin.includes(text) || text.startsWith(begin);
  });
  const [, fault = '', ...more] = text.split(' / ');
  const canBeCall = more.length === 0 && kinds.some((kind) => kind.startsWith(fault));
  return named.length === 0 && canBeCall ? allPhases : named;
}

/** Returns the cell with this name, or undefined if the name contains no known phase or fault. */
export function cellOf(name: string): Cell | undefined {
  const [blueprint, phaseName, call, fault] = name.split(' / ');
  const phase = phases.find((each) => each.name === phaseName);
  const kind = kinds.find((each) => each === fault);
  if (blueprint === undefined || phase === undefined || call === undefined || kind === undefined) return undefined;
  return { blueprint, phase, inject: { call, kind } };
}

/**
 * Returns a sample with every pair of fault and phase, fault and service, and blueprint and phase, and with every call
 * that changes the tenant's account. Of the cells that add the same number of pairs it takes the middle one, so that it
 * is not always the first call of a phase.
 */
export function sampleOf(cells: readonly Cell[]): readonly Cell[] {
  const left = new Map(cells.map((cell) => [cellName(cell), { cell, pairs: pairsOf(cell) }]));
  const missing = new Set([...left.values()].flatMap(({ pairs }) => pairs));
  const chosen: Cell[] = [];
  while (missing.size > 0) {
    const gains = [...left.values()].map((each) => ({
      ...each,
      gain: each.pairs.filter((pair) => missing.has(pair)).length,
    }));
    const most = Math.max(...gains.map(({ gain }) => gain));
    const best = gains.filter(({ gain }) => gain === most);
    const next = best[Math.floor(best.length / 2)];
    if (next === undefined) break;
    chosen.push(next.cell);
    left.delete(cellName(next.cell));
    for (const pair of next.pairs) missing.delete(pair);
  }
  return chosen;
}

/**
 * Returns one cell in each phase, for a blueprint that was added after the sample was chosen. Each phase gets another
 * kind of fault. The fault is at a call to IAM, or at another call if the phase does not call IAM.
 */
export function oneInEachPhase(runs: readonly ScenarioRun[]): readonly Cell[] {
  return runs.flatMap(({ blueprint, phase, calls }, index) => {
    const own = calls.filter((call) => call.startsWith('iam:'));
    const possible = (own.length > 0 ? own : calls.filter((call) => call !== progress)).toSorted();
    const call = possible[Math.floor(possible.length / 2)];
    const kind = kinds[index % kinds.length];
    return call === undefined || kind === undefined ? [] : [{ blueprint, phase, inject: { call, kind } }];
  });
}

const isUnclear = /dies|lost|denied/;

function pairsOf({ blueprint, phase, inject: { call, kind } }: Cell): readonly string[] {
  const service = call.split(':')[0] ?? '';
  const [operation = ''] = call.split(' ');
  const isChange = /^iam:(Create|Put|Attach|Add|Update|Delete|Detach|Remove)/.test(operation);
  return [
    ...(isChange ? [operation] : []),
    // `create` is the most frequent request, so that it gets every fault that may leave something behind.
    ...(phase.name === 'create' && isUnclear.test(kind) ? [`only create × ${kind}`] : []),
    `${phase.name} × ${kind}`.replace('create later', 'create'),
    `${service} × ${kind}`,
    `${blueprint} × ${phase.name}`,
  ];
}

/**
 * Returns a few cells of each phase: calls that are spread evenly over the phase, each with another fault.
 *
 * @param count how many cells of a phase
 */
export function someInEachPhase(runs: readonly ScenarioRun[], count: number): readonly Cell[] {
  return runs.flatMap(({ blueprint, phase, calls }, index) => {
    const possible = calls.filter((call) => call !== progress);
    return Array.from({ length: count }, (_, each) => {
      const call = possible[Math.floor((possible.length * (each + 0.5)) / count)] ?? '';
      const kind = kinds[(index * count + each) % kinds.length] ?? 'hangs';
      return { blueprint, phase, inject: { call, kind } };
    });
  });
}
