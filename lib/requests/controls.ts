import { retrying } from '../core/retrying.ts';
import type { ControlledAction, Controls, RequestDeps } from './ports.ts';

/** What reading and changing the controls needs. */
export type ControlDeps = Pick<RequestDeps, 'clock' | 'actor'> & {
  readonly store: Pick<RequestDeps['store'], 'getControls' | 'saveControls' | 'archiveActions'>;
};

/** What reading the controls needs. */
export interface ReadControlsDeps {
  readonly clock: ControlDeps['clock'];
  readonly store: Pick<ControlDeps['store'], 'getControls'>;
}

/** How many audit entries the item of the controls contains. Every create reads the item, so it stays small. */
const keptActions = 5;

/** Returns the controls. Before the first change there are no stops. `deadline`: a reading of the monotonic clock. */
export async function readControls({ clock, store }: ReadControlsDeps, deadline: number): Promise<Controls> {
  const stored = await retrying(clock, deadline, () => store.getControls());
  return stored ?? { stops: [], actions: [], version: 0 };
}

/**
 * Stores what `change` returns for the controls, together with an audit entry, so that no change is stored without its
 * entry. Does nothing if `change` returns undefined. Older entries move to items of their own before the write, so that
 * none is lost if the process stops in between.
 *
 * @param change is called again if another process has written the controls since they were read
 */
export async function changeControls(
  deps: ControlDeps,
  deadline: number,
  change: (before: Controls) => (Partial<Controls> & Pick<ControlledAction, 'scope' | 'reason'>) | undefined,
): Promise<void> {
  const { store, clock, actor } = deps;
  for (;;) {
    const before = await readControls(deps, deadline);
    const changed = change(before);
    if (changed === undefined) return;
    const { scope, reason, ...controls } = changed;
    const { by, action, requestId } = actor;
    const n = (before.actions.at(-1)?.n ?? 0) + 1;
    const entry = { n, at: clock.now(), by, action, scope, reason, requestId };
    const actions = [...(controls.actions ?? before.actions), entry];
    const older = actions.slice(0, -keptActions);
    if (older.length > 0) await retrying(clock, deadline, () => store.archiveActions(older));
    const after = { ...before, ...controls, actions: actions.slice(-keptActions), version: before.version + 1 };
    if (await retrying(clock, deadline, () => store.saveControls(after))) return;
  }
}

/** How many audit entries are returned. */
const maxActions = 100;

/** Returns the newest 100 audit entries, newest first. */
export async function newestActions(
  { clock, store }: Pick<RequestDeps, 'clock' | 'store'>,
  { actions }: Controls,
  deadline: number,
): Promise<readonly ControlledAction[]> {
  const first = actions[0]?.n ?? 1;
  const archived = first === 1 ? [] : await retrying(clock, deadline, () => store.archivedActions(maxActions));
  // Entries are archived before the write that removes them from the controls. If that write fails, they are in both.
  return [...actions.toReversed(), ...archived.filter(({ n }) => n < first)].slice(0, maxActions);
}
