import { problems } from '../lib/core/errors.ts';
import { markdownTable } from './markdown.ts';

const introduction = `# Problems

Every error is answered as \`application/problem+json\` (RFC 9457). \`type\` and \`status\` are for programs; \`detail\` says
what is wrong, where, and what to do; \`errors\` points at the fields that are meant; \`onboarding\` names the onboarding
that is concerned; \`requestId\` is the one in the log. An onboarding that ended badly carries the same document, without
\`requestId\`, as its \`problem\`.

\`retryable\` means that the same request may succeed later with nothing changed; a \`Retry-After\` header, where there is
one, says when. API Gateway answers in a form of its own what never reaches a function: requests over its rate limit,
and bodies over 10 MB.

This page is \`lib/core/errors.ts\` as a table: \`npm run docs\` writes it.
`;

/** The page as the table of problems has it. */
export function problemsPage(): string {
  const rows = Object.entries(problems).map(([slug, { status, title, retryable }]) => [
    `\`urn:latchkey:problem:${slug}\``,
    String(status),
    title,
    retryable ? 'yes' : 'no',
  ]);
  return `${introduction}\n${markdownTable(['type', 'status', 'title', 'retryable'], rows)}\n`;
}
