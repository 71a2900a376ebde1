import * as z from 'zod/mini';
import { eventSchemas, payloadSchema, type EventType } from '../lib/webhooks/eventSchemas.ts';

const introduction = `# Webhook events

The body of each event, as JSON Schema (2020-12). What these name stays; later versions of Latchkey may send more beside it,
so ignore what you do not know. A change that takes something away would raise \`version\`. How events arrive, and how to
verify them: [webhooks](webhooks.md).

This page is \`lib/webhooks/eventSchemas.ts\` as JSON Schema: \`npm run docs\` writes it.
`;

const meanings: Readonly<Record<EventType, string>> = {
  'onboarding.ready': 'All that the blueprint needs is made; its keys can be claimed.',
  'onboarding.claimed':
    'The keys were handed out, in the answer to whoever claimed them: the event has their IDs alone.',
  'onboarding.failed': 'It could not be done, and what had been made is removed again.',
  'onboarding.needs_attention': 'It could not be done, and a person has to look: something is left in the account.',
  'onboarding.offboarded': 'What the onboarding made is removed; the receipt names all of it.',
  'webhook.test': 'Somebody called `POST /v1/webhooks/test`.',
};

/** The types of events in the order of the page. */
const types = Object.keys(eventSchemas).filter((name): name is EventType => name in eventSchemas);

/** As what a receiver may be sent: what a schema does not name may be there. */
const jsonSchemaOf = (type: EventType): object => z.toJSONSchema(payloadSchema(type), { io: 'input' });

/** The page as the schemas have it. */
export function webhookEventsPage(): string {
  const sections = types.map(
    (type) =>
      `## \`${type}\`\n\n${meanings[type]}\n\n\`\`\`json\n${JSON.stringify(jsonSchemaOf(type), undefined, 2)}\n\`\`\`\n`,
  );
  return [introduction, ...sections].join('\n');
}
