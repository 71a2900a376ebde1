import type { EventType } from '../lib/webhooks/eventSchemas.ts';
import { eventName, eventTypes, namedSchemas } from './openapi/schemas.ts';

const introduction = `# Webhook events

This page has the JSON Schema (2020-12) of the body of each event. [Webhooks](webhooks.md) describes how Latchkey sends
events and how a receiver verifies them.

Later versions of Latchkey can add fields, so a receiver must ignore fields that it does not know. A version that removes a
field will have another value in \`version\`.

\`npm run docs\` writes this page from \`lib/webhooks/eventSchemas.ts\`.
`;

/** What each event says, in Markdown. */
export const eventMeanings: Readonly<Record<EventType, string>> = {
  'onboarding.ready': 'Latchkey has created everything that the blueprint needs. The keys can be claimed.',
  'onboarding.claimed':
    'Latchkey has handed the keys over, in its answer to the claim or to the create. The event has only their IDs.',
  'onboarding.failed': 'The onboarding failed, and Latchkey has removed what it had created.',
  'onboarding.needs_attention': 'A person has to look at the onboarding. Resources of it may be left in the account.',
  'onboarding.expired':
    'The stack was not launched within 7 days, so the onboarding has ended. Nothing was created. Only a new create can continue.',
  'onboarding.offboarded':
    'The onboarding has ended. The receipt lists everything that it created, and what became of it.',
  'onboarding.updated':
    'An update has ended: the onboarding has the plan of the deployed blueprint, or of other parameters. Its keys are the same.',
  'onboarding.update_failed':
    'An update could not be carried out, and Latchkey has removed what it had added. The onboarding has the plan from before it, and its keys work.',
  'onboarding.drifted':
    'The daily look, or a call of `GET /v1/onboardings/{id}/health`, found the account of a `claimed` onboarding different from the plan. It is sent once for each change of the differences, and not when there are none any more.',
  'onboarding.access_lost':
    'AWS has refused Latchkey the bootstrap role of a `claimed` onboarding for longer than a delay of AWS can explain. The keys still work.',
  'credentials.exposed':
    'AWS has attached a quarantine policy to users of a `claimed` onboarding, because one of their keys was found in public. Replace the keys of these users at once, and follow the support case of AWS in the account of the tenant.',
  'credentials.unused': 'Keys that were handed over at least 90 days ago have not been used for 90 days.',
  'credentials.old_key_in_use':
    'The grace time of an old key is over, and the key still works, because `keptBecause` says why it may be needed. Latchkey looks again at `lookAgainAt`. This is sent once, and again when the reason, the service or the region changes.',
  'credentials.old_key_deactivated':
    'An old key is deactivated. `POST /v1/onboardings/{id}/credentials/{accessKeyId}/reactivate` activates it again until `endsAt`, when Latchkey deletes it.',
  'credentials.old_key_reactivated': 'An old key works again, until `endsAt` or for as long as it is in use.',
  'credentials.old_key_removed': 'An old key is deleted, by Latchkey or by somebody else.',
  'credentials.rotation_due':
    'Keys should be replaced soon. This is sent once for each key: 14 days before its `rotateBy`, or at half of its time if that is less than 28 days.',
  'credentials.rotated':
    'Latchkey has handed over a new key in the place of another one, in its answer to the rotation; or an operator has rotated it, and the new key is sealed for the back end, which fetches it with its recipient key. The event has only their IDs. The replaced key works until `endsAt`.',
  'webhook.test': 'Somebody called `POST /v1/webhooks/test`.',
};

const dialect = 'https://json-schema.org/draft/2020-12/schema';

/** Returns the page, generated from the schemas. Prettier sets the line breaks. */
export function webhookEventsPage(): string {
  const schemas = namedSchemas();
  const sections = eventTypes.map((type) => {
    const schema = JSON.stringify({ $schema: dialect, ...schemas[eventName(type)] }, undefined, 2);
    return `## \`${type}\`\n\n${eventMeanings[type]}\n\n\`\`\`json\n${schema}\n\`\`\`\n`;
  });
  return [introduction, ...sections].join('\n');
}
