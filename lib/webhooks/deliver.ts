import { updateMetadata } from '../record/advance.ts';
import type { WebhookEvent } from '../record/metadata.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { enqueueDelivery, nextEvent } from './outbox.ts';
import type { CoreDeps } from '../core/ports.ts';
import type { DeliveryDeps, SenderDeps, SendResult } from './ports.ts';
import { retrying } from '../core/retry.ts';
import { payloadOf } from './payload.ts';
import { afterTry, leasedUntil, webhookOf } from './eventUpdates.ts';
import { leaseTry, releaseTry, tryMs } from './tryLease.ts';

/** A message that comes earlier than its try by no more (ms) met a clock that is behind, and is put off. */
const clockSkewMs = 2000;

/**
 * Delivers what an onboarding has to tell, one event after the other, until the next one is not due yet. Each try is
 * leased in the record before it is sent, and its result is there before the next one: two deliverers do not send one
 * event at once, and a crash repeats a try, under the same `webhook-id`, and loses none.
 *
 * `deadline` is a reading of the monotonic clock. Throws where a try could not be made at all, or not be put on record:
 * the message comes back.
 */
export async function deliver(deps: DeliveryDeps & SenderDeps, onboardingId: string, deadline: number): Promise<void> {
  const { store, clock } = deps;
  const owner = deps.newOwner();
  const read = () => retrying(clock, deadline, () => store.get(onboardingId));
  let hasTried = false;
  let record = await read();
  while (record !== undefined) {
    const from = record;
    const event = nextEvent(from);
    if (event === undefined) return;
    const now = clock.now();
    const underWayUntil = leasedUntil(event, now);
    const waitMs = (underWayUntil ?? event.nextAt ?? event.at) - now;
    if (waitMs > 0) {
      // Whoever makes a try asks for the next one, unless it crashes. A message that comes between two tries ends here.
      const comesBack = hasTried || underWayUntil !== undefined || waitMs <= clockSkewMs;
      if (comesBack) await enqueueDelivery(deps, onboardingId, waitMs);
      return;
    }
    // None is begun that could not be put on record in the time of the function.
    if (clock.monotonic() + tryMs(deps) > deadline) return enqueueDelivery(deps, onboardingId);
    const leased = await retrying(clock, deadline, () => leaseTry(deps, from, event, owner));
    const tried = leased && (await tryOnce(deps, leased, { id: event.id, owner, deadline }));
    hasTried ||= leased !== undefined;
    // Undefined: another deliverer has written meanwhile, or the answer to our own write got lost.
    record = tried ?? (await read());
  }
}

/** The event of a try, and who makes it. `deadline` is a reading of the monotonic clock. */
interface Try {
  readonly id: string;
  readonly owner: string;
  readonly deadline: number;
}

/** Sends an event, once, and writes what came of it. Undefined where nothing of that had to be written. */
async function tryOnce(
  deps: DeliveryDeps & SenderDeps,
  leased: Onboarding,
  { id, owner, deadline }: Try,
): Promise<Onboarding | undefined> {
  const { clock, webhooks } = deps;
  const event = leased.events.find((each) => each.id === id);
  if (event === undefined) throw new Error(`${leased.id} has no event ${id}`);
  const { url } = webhookOf(leased);
  const at = clock.now();
  let result: SendResult;
  try {
    result = await webhooks.send({ url, id, at, body: payloadOf(event) });
  } catch (error) {
    await releaseTry(deps, leased, id, owner).catch(() => undefined);
    throw error;
  }
  const endedAt = clock.now();
  const after = await retrying(clock, deadline, () =>
    updateMetadata(deps, leased, (stored) => afterTry(stored, event, result, { at, endedAt, owner })),
  );
  if (after?.events.find((each) => each.id === id)?.state === 'dead') giveUp(deps, url, event);
  return after;
}

/** By its host: path and query of a URL may hold what lets somebody in. */
function giveUp({ log, metrics }: CoreDeps, url: string, { id, type }: WebhookEvent): void {
  metrics.put([{ name: 'EventsGivenUp', value: 1, dimensions: {} }]);
  log.warn('an event is given up, until it is asked for again', {
    webhookId: id,
    event: type,
    host: URL.parse(url)?.host ?? '',
  });
}
