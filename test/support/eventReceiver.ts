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

/** A delivery whose signature the official library has verified. */
interface VerifiedDelivery {
  readonly webhookId: string;
  readonly path: string | undefined;
  readonly event: z.infer<typeof payload>;
  readonly body: string;
}

/** Returns the answer to the nth delivery at an endpoint, from 0. */
export type Answering = (delivery: VerifiedDelivery, nth: number) => ReceiverAnswer | Promise<ReceiverAnswer>;

/** A vendor's webhook endpoint: verifies deliveries with the official library and stores them in order. */
export async function startEventReceiver() {
  const verifier = new Webhook(hmacSecret);
  const came: VerifiedDelivery[] = [];
  const refused: string[] = [];
  const answering = new Map<string, Answering>();
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
    return answering.get(url ?? '')?.(one, nth) ?? { status: 204 };
  });
  const of = (id: string) => came.filter(({ event }) => event.data.id === id);
  const eventsOf = (id: string) => of(id).filter(({ webhookId }, at, all) => firstOf(webhookId, all) === at);
  return {
    ...receiver,
    came,
    /** The errors of deliveries that were not verified. */
    refused,
    /** All deliveries for an onboarding, in order. */
    of,
    /** Returns the onboarding's events, in the order of their first delivery. */
    eventsOf,
    /** Returns the types of an onboarding's events, in the order of their first delivery. */
    typesOf: (id: string) => eventsOf(id).map(({ event }) => event.type),
    /** Returns the URL of an endpoint with this path, and sets its answers; by default they are 204. */
    endpoint: (path: string, answer?: Answering): string => {
      if (answer !== undefined) answering.set(path, answer);
      return `${receiver.url}${path}`;
    },
  };
}

const firstOf = (id: string, all: readonly VerifiedDelivery[]) => all.findIndex(({ webhookId }) => webhookId === id);
