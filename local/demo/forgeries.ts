import { Webhook } from 'standardwebhooks';
import type { AcceptedEvent, Receiver } from './receiver.ts';

/** More than the five minutes that the official library allows, in milliseconds. */
const tooOldMs = 10 * 60_000;

/** What an attacker could send to the webhook, and how the receiver answered. */
interface Forgery {
  readonly what: string;
  readonly status: number;
  readonly says: string;
}

/**
 * Sends a received event again: with another body, with an old timestamp and a valid signature, and unchanged.
 * @throws if the receiver accepts one of them as a new event.
 */
export async function tryForgeries({ url, accepted }: Receiver, secret: string): Promise<readonly Forgery[]> {
  const [genuine] = accepted;
  if (genuine === undefined) throw new Error('The receiver got no event that could be forged.');
  const { headers, body } = genuine;
  const before = accepted.length;
  const oldAt = new Date(Date.now() - tooOldMs);
  const signature = new Webhook(secret).sign('msg_old', oldAt, body);
  const old = {
    'webhook-id': 'msg_old',
    'webhook-timestamp': String(Math.floor(oldAt.getTime() / 1000)),
    'webhook-signature': signature,
  };
  const results = [
    { what: 'a tampered body', ...(await post(url, headers, body.replace('"acme"', '"evil"'))) },
    { what: 'a stale timestamp', ...(await post(url, old, body)) },
    { what: 'a replay', ...(await post(url, headers, body)) },
  ];
  if (accepted.length > before) throw new Error('The receiver accepted a forged or repeated event.');
  return results;
}

async function post(url: string, headers: AcceptedEvent['headers'], body: string) {
  const answer = await fetch(url, { method: 'POST', headers, body });
  return { status: answer.status, says: await answer.text() };
}
