import { ask } from './park.ts';
import type { Deps } from './ports.ts';

/** How many one sweep hands out; the next one finds the rest. */
const mostAtOnce = 200;
/** Messages on their way at once. */
const together = 10;

/** Asks for work on what is due, and says how much that was. A message too many does no harm: a worker finds nothing due. */
export async function sweep(deps: Deps<'store' | 'queue'>): Promise<number> {
  const due = await deps.store.due(deps.clock.now(), mostAtOnce);
  for (let from = 0; from < due.length; from += together) {
    await Promise.all(due.slice(from, from + together).map((id) => ask(deps, id)));
  }
  if (due.length > 0) deps.log.info('due onboardings handed to workers', { due: due.length });
  return due.length;
}
