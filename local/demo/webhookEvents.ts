import { tryForgeries } from './forgeries.ts';
import type { Receiver } from './receiver.ts';
import { formatTable } from './table.ts';

/** How long the demo waits for the events, in milliseconds. */
const timeoutMs = 30_000;

/** The events of each onboarding in the demo, in this order. */
const expectedTypes = ['onboarding.ready', 'onboarding.claimed', 'onboarding.offboarded'];

/** The receiver and the secret with which it verifies events. */
export interface DemoWebhook {
  readonly receiver: Receiver;
  readonly secret: string;
}

/**
 * Waits for the events of these onboardings and prints them. Then sends forged and repeated events to the receiver.
 * @throws if an event is missing or out of order, or if the receiver accepts a forged or repeated one.
 */
export async function printWebhookEvents(
  { receiver, secret }: DemoWebhook,
  onboardings: readonly { readonly id: string; readonly blueprint: string }[],
  print: (text: string) => void,
): Promise<void> {
  await receiver.until(onboardings.length * expectedTypes.length, timeoutMs);
  const rows = onboardings.map(({ id, blueprint }) => {
    const events = receiver.accepted.filter(({ onboardingId }) => onboardingId === id);
    const types = events.map(({ type }) => type);
    if (types.join() !== expectedTypes.join())
      throw new Error(`The webhook got wrong events for ${blueprint}: ${types.join(', ')}.`);
    const slowest = Math.max(...events.map(({ ms }) => ms));
    return [blueprint, types.map((type) => type.replace('onboarding.', '')).join(' → '), String(slowest)];
  });
  print('\nEach event that came to the webhook was verified with the official Standard Webhooks library:');
  print(formatTable(['blueprint', 'events', 'at most ms after'], rows));
  const forgeries = await tryForgeries(receiver, secret);
  print('\nThe receiver refuses forged events, and ignores a repeated one:');
  print(
    formatTable(
      ['sent', 'status', 'the receiver says'],
      forgeries.map(({ what, status, says }) => [what, String(status), says]),
    ),
  );
}
