import { askToTell } from './outbox.ts';
import { ask } from './park.ts';
import { measuresOfSweep } from './measure.ts';
import type { Deps, Due } from './ports.ts';

/** How many one sweep hands out; the next one finds the rest. */
const mostAtOnce = 1000;
/** Messages on their way at once. */
const together = 10;

/** What a sweep handed out. */
export interface Swept {
  /** Onboardings for the worker. */
  readonly due: number;
  /** Onboardings with an event that nobody took care of. */
  readonly untold: number;
}

/** Asks for work on what is due, and for the deliveries that are. A message too many does no harm: nothing is due then. */
export async function sweep(deps: Deps<'store' | 'queue' | 'deliveryQueue'>): Promise<Swept> {
  const now = deps.clock.now();
  const { store } = deps;
  const [due, untold, inAttention] = await Promise.all([
    store.due(now, mostAtOnce),
    store.untold(now, mostAtOnce),
    store.inAttention(mostAtOnce),
  ]);
  deps.metrics.put(measuresOfSweep(now, { due, untold, inAttention }));
  await inTurns(due, (id) => ask(deps, id));
  await inTurns(untold, (id) => askToTell(deps, id));
  if (due.length > 0) deps.log.info('due onboardings handed to workers', { due: due.length });
  if (untold.length > 0) deps.log.info('events handed to the delivery', { untold: untold.length });
  return { due: due.length, untold: untold.length };
}

async function inTurns(due: readonly Due[], send: (id: string) => Promise<void>): Promise<void> {
  for (let from = 0; from < due.length; from += together) {
    await Promise.all(due.slice(from, from + together).map(({ id }) => send(id)));
  }
}
