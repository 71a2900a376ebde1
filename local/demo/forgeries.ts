import { Webhook } from 'standardwebhooks';
import type { Receiver, Taken } from './receiver.ts';

/** Older than the five minutes that the official library allows, in milliseconds. */
const tooOldMs = 10 * 60_000;

/** What somebody else could send to the webhook, and what its receiver made of it. */
interface Forgery {
  readonly what: string;
  readonly status: number;
  readonly says: string;
}

/**
 * Sends what was taken once more: with another body, signed but old, and as it was.
 * @throws where the receiver acted on any of it.
 */
export async function tryForgeries({ url, taken }: Receiver, secret: string): Promise<readonly Forgery[]> {
  const [genuine] = taken;
  if (genuine === undefined) throw new Error('No event came, so that there is nothing to forge.');
  const { headers, body } = genuine;
  const before = taken.length;
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
  if (taken.length > before) throw new Error('The receiver acted on what was no new event of Latchkey’s.');
  return results;
}

async function post(url: string, headers: Taken['headers'], body: string) {
  const answer = await fetch(url, { method: 'POST', headers, body });
  return { status: answer.status, says: await answer.text() };
}
