import { updateMetadata } from '../record/advance.ts';
import type { WebhookEvent } from '../record/metadata.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { leasedUntil, withEvent } from './eventUpdates.ts';
import { nextEvent } from './outbox.ts';
import type { DeliveryDeps, SenderDeps } from './ports.ts';

/** How much longer than the try its lease holds, in milliseconds: for the two writes around it, and for clocks that differ. */
const reserveMs = 5000;

/** How long one try has, from the write of its lease to the write of its result, in milliseconds. */
export function tryMs({ webhooks }: Pick<SenderDeps, 'webhooks'>): number {
  return webhooks.timeoutMs + reserveMs;
}

/**
 * Writes that `owner` makes the next try of `event`, so that nobody else sends it meanwhile. Undefined where another
 * deliverer has begun or ended a try of it since `from` was read. Throws where the table does not answer.
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
    // One that is ours already is there because the answer to its write got lost.
    if (leasedUntil(next, now) !== undefined && next.lease?.owner !== owner) return undefined;
    return withEvent(stored, { ...next, lease: { owner, expiresAt: now + tryMs(deps) } });
  });
}

/** Takes the lease of a try back that was never sent. Throws where the table does not answer: then it expires. */
export async function releaseTry(deps: DeliveryDeps, from: Onboarding, id: string, owner: string): Promise<void> {
  await updateMetadata(deps, from, (stored) => {
    const event = stored.events.find((each) => each.id === id);
    return event?.lease?.owner === owner ? withEvent(stored, { ...event, lease: undefined }) : undefined;
  });
}
