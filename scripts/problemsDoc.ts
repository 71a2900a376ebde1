import { problems } from '../lib/core/errors.ts';
import { markdownTable } from './markdown.ts';

const introduction = `# Problems

Latchkey answers every error with a problem document, \`application/problem+json\` (RFC 9457):

- \`type\` and \`status\` identify the problem for programs.
- \`title\` and \`detail\` are for people. \`detail\` says what is wrong, where, and what to do.
- \`errors\` lists the fields of the request that are wrong, each with a JSON Pointer (RFC 6901).
- \`onboarding\` is the ID of the onboarding that the request created or names, or of another one of the same tenant
  that the request conflicts with.
- \`requestId\` is the ID of the request in the log.
- \`retryable\` is true if the same request can succeed later without a change. A \`Retry-After\` header says after how many
  seconds to send it again. Only an answer that is \`retryable\` has this header.

Each type has a page, to which the table links: what happened, why, what to do, an example, and the calls that answer so.
\`type\` stays a name (a URN), which is the same for every deployment. If the setting \`LATCHKEY_HELP_URL\` says where these
pages are published, the answer also has a header \`Link\` with the page's address (\`rel="help"\`).

An onboarding that stopped because of a problem has the same document, without \`requestId\`, in its field \`problem\`.

Some requests never reach a function: those above the rate limit, those with a body above 10 MB, and, where callers sign
with SigV4, those without a valid signature. API Gateway answers these itself, in its own format:
\`{"message":"Too Many Requests"}\`.

\`npm run docs\` writes this page from the table in \`lib/core/errors.ts\`.
`;

/** Returns the page, generated from the table of problems. */
export function problemsPage(): string {
  const rows = Object.entries(problems).map(([slug, { status, title, retryable }]) => [
    `[\`urn:latchkey:problem:${slug}\`](problems/${slug}.md)`,
    String(status),
    title,
    retryable ? 'yes' : 'no',
  ]);
  return `${introduction}\n${markdownTable(['type', 'status', 'title', 'retryable'], rows)}\n`;
}
