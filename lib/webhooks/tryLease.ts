import { updateMetadata } from '../record/advance.ts';
import type { WebhookEvent } from '../record/metadata.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { leasedUntil, withEvent } from './eventUpdates.ts';
import { nextEvent } from './outbox.ts';
import type { DeliveryDeps, SenderDeps } from './ports.ts';

/**
 * How much longer than the timeout of the try its lease lasts, in milliseconds: for the writes before and after the
 * try, and for clock differences.
 */
const reserveMs = 5000;

/** Returns how long one try may take, from the write of its lease to the write of its result, in milliseconds. */
export function tryMs({ webhooks }: Pick<SenderDeps, 'webhooks'>): number {
  return webhooks.timeoutMs + reserveMs;
}

/**
 * Writes the lease of the next try of `event` for `owner`, so that no other process sends the event meanwhile. Returns
 * undefined if another deliverer has started or ended a try of it since `from` was read. Throws if the table does not
 * answer.
 */
export function leaseTry(
  deps: DeliveryDeps & SenderDeps,
  from: Onboarding,
  event: WebhookEvent,
  owner: string,
): Promise<Onboarding | undefined> {
  return updateMetadata(deps, from, (stored) => {
    const next = nextEvent(stored);
    const now = deps.clock.now();
    if (next === undefined || next.id !== event.id || next.nextAt !== event.nextAt) return undefined;
    // If the lease already has this owner, the answer to the write of the lease was lost.
    if (leasedUntil(next, now) !== undefined && next.lease?.owner !== owner) return undefined;
    return withEvent(stored, { ...next, lease: { owner, expiresAt: now + tryMs(deps) } });
  });
}

/** Releases the lease of a try that was not sent. Throws if the table does not answer. The lease then expires. */
export async function releaseTry(deps: DeliveryDeps, from: Onboarding, id: string, owner: string): Promise<void> {
  await updateMetadata(deps, from, (stored) => {
    const event = stored.events.find((each) => each.id === id);
    return event?.lease?.owner === owner ? withEvent(stored, { ...event, lease: undefined }) : undefined;
  });
}
