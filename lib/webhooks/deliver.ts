import { updateMetadata } from '../record/advance.ts';
import type { WebhookEvent } from '../record/metadata.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { CommonDeps } from '../record/ports.ts';
import { enqueueDelivery, nextEvent, withNextEvents } from './outbox.ts';
import type { DeliveryDeps, SenderDeps, SendResult } from './ports.ts';
import { retrying } from '../core/retrying.ts';
import { payloadOf } from './payload.ts';
import { afterTry, leasedUntil, webhookOf } from './eventUpdates.ts';
import { leaseTry, releaseTry, tryMs } from './tryLease.ts';

/**
 * If a message arrives before its try is due, by this many milliseconds at most, the clock of this machine may be
 * behind. The message is then queued again.
 */
const clockSkewMs = 2000;

/**
 * Delivers the events of an onboarding one after the other, until the next event is not due yet. Before each try is
 * sent, its lease is written to the record. Its result is written before the next try. So two deliverers do not send
 * the same event at the same time, and no event is lost in a crash: the try is repeated with the same `webhook-id`.
 *
 * `deadline` is a reading of the monotonic clock. Throws if a try could not be made, or its result could not be
 * written. SQS then delivers the message again.
 */
export async function deliver(deps: DeliveryDeps & SenderDeps, onboardingId: string, deadline: number): Promise<void> {
  const { store, clock } = deps;
  const owner = deps.newOwner();
  const read = () => retrying(clock, deadline, () => store.get(onboardingId));
  let hasTried = false;
  let record = await read();
  while (record !== undefined) {
    const found = record;
    const from = await retrying(clock, deadline, () => withNextEvents(deps, found));
    if (from === undefined) {
      record = await read();
      continue;
    }
    const event = nextEvent(from);
    if (event === undefined) return;
    const now = clock.now();
    const underWayUntil = leasedUntil(event, now);
    const waitMs = (underWayUntil ?? event.nextAt ?? event.at) - now;
    if (waitMs > 0) {
      // The process that makes a try queues the next one, unless it crashes. A message that arrives between two tries
      // needs no successor.
      const comesBack = hasTried || underWayUntil !== undefined || waitMs <= clockSkewMs;
      if (comesBack) await enqueueDelivery(deps, onboardingId, waitMs);
      return;
    }
    // No try is started whose result could not be written before the function's deadline.
    if (clock.monotonic() + tryMs(deps) > deadline) return enqueueDelivery(deps, onboardingId);
    const leased = await retrying(clock, deadline, () => leaseTry(deps, from, event, owner));
    const tried = leased && (await tryOnce(deps, leased, { id: event.id, owner, deadline }));
    hasTried ||= leased !== undefined;
    // Undefined: another deliverer has written to the record meanwhile, or the answer to this process's own write was
    // lost.
    record = tried ?? (await read());
  }
}

/** The event of a try and the owner of its lease. `deadline` is a reading of the monotonic clock. */
interface Try {
  readonly id: string;
  readonly owner: string;
  readonly deadline: number;
}

/** Sends an event once and writes the result. Returns undefined if the result did not have to be written. */
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

/**
 * Counts and logs an event that is given up. Logs only the host of the URL, because path and query may contain a
 * secret.
 */
function giveUp({ log, metrics }: CommonDeps, url: string, { id, type }: WebhookEvent): void {
  metrics.put([{ name: 'EventsGivenUp', value: 1, dimensions: {} }]);
  log.warn('an event is given up; it is sent again only on request', {
    webhookId: id,
    event: type,
    host: URL.parse(url)?.host ?? '',
  });
}
