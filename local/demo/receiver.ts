import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import * as z from 'zod';

const payload = z.object({ type: z.string(), timestamp: z.string(), data: z.object({ id: z.string() }) });
const signed = z.object({ 'webhook-id': z.string(), 'webhook-timestamp': z.string(), 'webhook-signature': z.string() });

/** An event as it came: the signed headers, and the body to the byte. */
export interface Taken {
  readonly headers: z.output<typeof signed>;
  readonly body: string;
  readonly type: string;
  readonly onboardingId: string;
  /** From what it tells of to its arrival. */
  readonly ms: number;
}

/** The vendor's end of the webhook. */
export interface Receiver {
  readonly url: string;
  /** What was taken, in the order in which it came. */
  readonly taken: readonly Taken[];
  /** Waits until so many events were taken, at most `patienceMs`. */
  until(count: number, patienceMs: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Takes what verifies with the official library of Standard Webhooks, each event once: one that it knows is answered
 * like the first time, or a retry of Latchkey's would never end, and is not acted on.
 */
export async function startReceiver(secret: string): Promise<Receiver> {
  const verifier = new Webhook(secret);
  const taken: Taken[] = [];
  const waiting: { readonly count: number; readonly enough: () => void }[] = [];
  const take = (given: unknown, body: string): { readonly status: number; readonly says: string } => {
    const headers = signed.safeParse(given).data;
    if (headers === undefined) return { status: 400, says: 'the headers of Standard Webhooks are missing' };
    try {
      verifier.verify(body, headers);
    } catch (error) {
      if (error instanceof WebhookVerificationError) return { status: 401, says: error.message };
      throw error;
    }
    if (taken.some((each) => each.headers['webhook-id'] === headers['webhook-id']))
      return { status: 200, says: 'known already, nothing done' };
    const { type, timestamp, data } = payload.parse(JSON.parse(body));
    taken.push({ headers, body, type, onboardingId: data.id, ms: Date.now() - Date.parse(timestamp) });
    for (const { count, enough } of waiting) if (taken.length >= count) enough();
    return { status: 200, says: 'taken' };
  };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { status, says } = take(request.headers, body);
      response.writeHead(status, { 'content-type': 'text/plain' }).end(says);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver got no port.');
  return {
    url: `http://127.0.0.1:${address.port}/hooks/latchkey`,
    taken,
    until: async (count, patienceMs) => {
      if (taken.length >= count) return;
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      const tooLong = () => reject(new Error(`${taken.length} of ${count} events came within ${patienceMs / 1000} s.`));
      const timer = setTimeout(tooLong, patienceMs);
      waiting.push({ count, enough: () => resolve(undefined) });
      await promise.finally(() => clearTimeout(timer));
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
