import type { EventType } from '../../lib/webhooks/eventSchemas.ts';
import { eventMeanings } from '../webhookEventsDoc.ts';
import { eventName, eventTypes, refTo } from './schemas.ts';

const text = { type: 'string' } as const;

/** The headers of every event (Standard Webhooks 1.0). */
const parameters = [
  {
    name: 'webhook-id',
    in: 'header',
    required: true,
    description: 'ID of the event, the same for every try. Answer 2xx and do nothing if it was handled before.',
    schema: text,
  },
  {
    name: 'webhook-timestamp',
    in: 'header',
    required: true,
    description: 'Time of this try, in seconds since the epoch. Refuse the event if it is more than five minutes off.',
    schema: { type: 'string', pattern: '^\\d+$' },
  },
  {
    name: 'webhook-signature',
    in: 'header',
    required: true,
    description: 'Signatures, separated by spaces: `v1,` HMAC-SHA256 and `v1a,` Ed25519. One valid one is enough.',
    schema: text,
  },
];

const ofAllEvents =
  'The description of the tag “Webhooks” says how to verify an event, how to answer, and when it is sent again.';

/** `webhookTest` would be the schema `WebhookTest` and the operation `testWebhook` in languages that write names otherwise. */
const operationIdOf = (type: EventType) =>
  type === 'webhook.test'
    ? 'receiveTestEvent'
    : type.replaceAll(/[._](\w)/g, (_, letter: string) => letter.toUpperCase());

/** Returns the events that Latchkey sends to the vendor's endpoint, by their types. */
export function webhooks(): Readonly<Record<string, object>> {
  return Object.fromEntries(
    eventTypes.map((type) => [
      type,
      {
        post: {
          operationId: operationIdOf(type),
          summary: type,
          description: `${eventMeanings[type]}\n\n${ofAllEvents}`,
          tags: ['Webhooks'],
          security: [],
          parameters,
          requestBody: { required: true, content: { 'application/json': { schema: refTo(eventName(type)) } } },
          responses: {
            '2XX': { description: 'The event is delivered.' },
            '410': { description: 'The endpoint is gone: no further event of this onboarding is sent.' },
            default: { description: 'The event is sent again later.' },
          },
        },
      },
    ]),
  );
}
