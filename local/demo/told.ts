import { tryForgeries } from './forgeries.ts';
import type { Receiver } from './receiver.ts';
import { formatTable } from './table.ts';

/** Longer than this nothing takes to be told in the demo. */
const patienceMs = 30_000;

/** What each onboarding is told by here, in this order. */
const life = ['onboarding.ready', 'onboarding.claimed', 'onboarding.offboarded'];

export interface WebhookEnd {
  readonly receiver: Receiver;
  readonly secret: string;
}

/**
 * Waits for the events of these onboardings, prints them, and tries the receiver with what is none.
 * @throws where an event is missing or out of order.
 */
export async function printTold(
  { receiver, secret }: WebhookEnd,
  onboardings: readonly { readonly id: string; readonly blueprint: string }[],
  print: (text: string) => void,
): Promise<void> {
  await receiver.until(onboardings.length * life.length, patienceMs);
  const rows = onboardings.map(({ id, blueprint }) => {
    const events = receiver.taken.filter(({ onboardingId }) => onboardingId === id);
    const types = events.map(({ type }) => type);
    if (types.join() !== life.join()) throw new Error(`${blueprint} was told as ${types.join(', ')}.`);
    const slowest = Math.max(...events.map(({ ms }) => ms));
    return [blueprint, types.map((type) => type.replace('onboarding.', '')).join(' → '), String(slowest)];
  });
  print('\nEach event that came to the webhook was verified with the official Standard Webhooks library:');
  print(formatTable(['blueprint', 'events', 'at most ms after'], rows));
  const forgeries = await tryForgeries(receiver, secret);
  print('\nOn what is no new event of Latchkey’s the receiver does not act:');
  print(
    formatTable(
      ['sent', 'status', 'the receiver says'],
      forgeries.map(({ what, status, says }) => [what, String(status), says]),
    ),
  );
}
