import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import * as z from 'zod';

const payload = z.object({ type: z.string(), timestamp: z.string(), data: z.object({ id: z.string() }) });
const signed = z.object({ 'webhook-id': z.string(), 'webhook-timestamp': z.string(), 'webhook-signature': z.string() });

/** A verified event, with the signed headers and the body exactly as received. */
export interface AcceptedEvent {
  readonly headers: z.output<typeof signed>;
  readonly body: string;
  readonly type: string;
  readonly onboardingId: string;
  /** Milliseconds between what the event reports and its arrival. */
  readonly ms: number;
}

/** The vendor's webhook receiver. */
export interface Receiver {
  readonly url: string;
  /** The accepted events, in the order of their arrival. */
  readonly accepted: readonly AcceptedEvent[];
  /** Waits until `count` events were accepted. Throws after `timeoutMs` milliseconds. */
  until(count: number, timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a receiver that verifies events with the official library of Standard Webhooks. It accepts each event once. It
 * answers a repeated event with 200 as well, because Latchkey would otherwise send it again.
 */
export async function startReceiver(secret: string): Promise<Receiver> {
  const verifier = new Webhook(secret);
  const accepted: AcceptedEvent[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const receive = (given: unknown, body: string): { readonly status: number; readonly says: string } => {
    const headers = signed.safeParse(given).data;
    if (headers === undefined) return { status: 400, says: 'the headers of Standard Webhooks are missing' };
    try {
      verifier.verify(body, headers);
    } catch (error) {
      if (error instanceof WebhookVerificationError) return { status: 401, says: error.message };
      throw error;
    }
    if (accepted.some((each) => each.headers['webhook-id'] === headers['webhook-id']))
      return { status: 200, says: 'already known, ignored' };
    const { type, timestamp, data } = payload.parse(JSON.parse(body));
    accepted.push({ headers, body, type, onboardingId: data.id, ms: Date.now() - Date.parse(timestamp) });
    for (const each of waiting) if (accepted.length >= each.count) each.resolve();
    return { status: 200, says: 'accepted' };
  };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { status, says } = receive(request.headers, body);
      response.writeHead(status, { 'content-type': 'text/plain' }).end(says);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver got no port.');
  return {
    url: `http://127.0.0.1:${address.port}/hooks/latchkey`,
    accepted,
    until: async (count, timeoutMs) => {
      if (accepted.length >= count) return;
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      const rejectLate = () =>
        reject(new Error(`${accepted.length} of ${count} events arrived within ${timeoutMs / 1000} s.`));
      const timer = setTimeout(rejectLate, timeoutMs);
      waiting.push({ count, resolve: () => resolve(undefined) });
      await promise.finally(() => clearTimeout(timer));
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
