import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import { startReceiver, type ReceiverAnswer } from './receiver.ts';
import { hmacSecret } from './senders.ts';

const payload = z.strictObject({
  type: z.string(),
  version: z.literal(1),
  timestamp: z.string(),
  data: z.looseObject({ id: z.string(), status: z.string() }),
});

/** One try that came, with a signature that the official library found good. */
interface Came {
  readonly webhookId: string;
  readonly path: string | undefined;
  readonly event: z.infer<typeof payload>;
  readonly body: string;
}

export type Manners = (came: Came, nth: number) => ReceiverAnswer | Promise<ReceiverAnswer>;

/** What a vendor has behind its webhook: it verifies with the official library, and keeps all that came, in order. */
export async function startEventReceiver() {
  const verifier = new Webhook(hmacSecret);
  const came: Came[] = [];
  const refused: string[] = [];
  const manners = new Map<string, Manners>();
  const receiver = await startReceiver(({ headers, body, url }) => {
    try {
      verifier.verify(body, {
        'webhook-id': String(headers['webhook-id']),
        'webhook-timestamp': String(headers['webhook-timestamp']),
        'webhook-signature': String(headers['webhook-signature']),
      });
    } catch (error) {
      refused.push(String(error));
      return { status: 401 };
    }
    const event = payload.parse(JSON.parse(body));
    const one = { webhookId: String(headers['webhook-id']), path: url, event, body };
    const nth = came.filter(({ path }) => path === url).length;
    came.push(one);
    return manners.get(url ?? '')?.(one, nth) ?? { status: 204 };
  });
  const of = (id: string) => came.filter(({ event }) => event.data.id === id);
  const eventsOf = (id: string) => of(id).filter(({ webhookId }, at, all) => firstOf(webhookId, all) === at);
  return {
    ...receiver,
    came,
    /** What did not verify. */
    refused,
    /** All tries that came of an onboarding, in order. */
    of,
    /** Its events, each where it first came: an event comes at least once. */
    eventsOf,
    /** Their types. */
    typesOf: (id: string) => eventsOf(id).map(({ event }) => event.type),
    /** A URL of its own, with the manners it has there: the answer to the try that comes there as the nth, from 0. */
    endpoint: (path: string, behaves?: Manners): string => {
      if (behaves !== undefined) manners.set(path, behaves);
      return `${receiver.url}${path}`;
    },
  };
}

const firstOf = (id: string, all: readonly Came[]) => all.findIndex(({ webhookId }) => webhookId === id);
