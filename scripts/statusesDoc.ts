import { statuses, transitions } from '../lib/record/onboarding.ts';
import { statusMeanings } from '../lib/record/statusMeanings.ts';
import { markdownTable } from './markdown.ts';

const introduction = `# Statuses

An onboarding has one of these statuses. \`GET /v1/onboardings/{id}\` returns it, each webhook event has it, and
\`GET /v1/onboardings?status=\` lists the onboardings with it. In every status, \`problem\` says what is wrong, if
something is, and \`waiting\` what Latchkey waits for.

\`npm run docs\` writes this page from \`lib/record/statusMeanings.ts\` and \`lib/record/onboarding.ts\`.
`;

/** Returns the page, generated from the statuses, their meanings and their transitions. */
export function statusesPage(): string {
  const rows = statuses.map((status) => {
    const { means, ends, toDo } = statusMeanings[status];
    const others = transitions[status].filter((next) => next !== status);
    return [`\`${status}\``, means, ends, others.map((next) => `\`${next}\``).join(', '), toDo];
  });
  const head = ['status', 'means', 'what ends it', 'the next status', 'what to do'];
  return `${introduction}\n${markdownTable(head, rows)}\n`;
}
