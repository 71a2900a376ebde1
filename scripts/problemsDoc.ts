import { problems } from '../lib/core/errors.ts';
import { markdownTable } from './markdown.ts';
import { gatewayAnswers } from './openapi/gatewayAnswers.ts';

const introduction = `# Problems

Latchkey answers every error with a problem document, \`application/problem+json\` (RFC 9457):

- \`type\` and \`status\` identify the problem for programs.
- \`title\` and \`detail\` are for people. \`detail\` says what is wrong, where, and what to do.
- \`errors\` lists the fields of the request that are wrong, each with a JSON Pointer (RFC 6901).
- \`onboarding\` is the ID of the onboarding that the request created or names, or of another one of the same tenant
  that the request conflicts with.
- \`requestId\` is the ID of the request in the log.
- \`retryable\` is true if the same request can succeed later without a change. A \`Retry-After\` header says after how many
  seconds to send it again. Only an answer that is \`retryable\` has this header. Without it, something else has to happen
  first, such as the launch of the stack: a program that repeats requests by itself must not repeat this one.

Each type has a page, to which the table links: what happened, why, what to do, an example, and the calls that answer so.
\`type\` stays a name (a URN), which is the same for every deployment. If the setting \`LATCHKEY_HELP_URL\` says where these
pages are published, the answer also has a header \`Link\` with the page's address (\`rel="help"\`).

An onboarding that stopped because of a problem has the same document, without \`requestId\`, in its field \`problem\`.

\`npm run docs\` writes this page from the table in \`lib/core/errors.ts\`.
`;

const ofGateway = `## What API Gateway answers itself

Some requests never reach a function, or their function does not answer. API Gateway then answers itself, with a body such
as \`{"message":"Too Many Requests"}\` and without a problem document. The access log of the API has these requests,
unless there are very many; the log of a function has none of them, or how it stopped.
`;

/** When API Gateway answers so, and what to do. By status. */
const gatewayMeanings: Readonly<Record<number, readonly [string, string]>> = {
  403: [
    'Callers sign (`auth=sigv4`), and the signature is missing or wrong, or the principal may not make this call.',
    'Check the clock, the region and the credentials of the caller, and its permission `execute-api:Invoke`.',
  ],
  413: ['The body is larger than 10 MB.', 'Send a smaller body. No valid one has more than 32 KB.'],
  429: [
    'The API gets more requests than its stage or the account allows.',
    'Send the request again, more slowly. See [caller-throttles](operating.md#caller-throttles).',
  ],
  500: [
    'The function could not start, stopped, or ran out of its own time.',
    'Send the request again. If it lasts, see [api-errors](operating.md#api-errors).',
  ],
  503: [
    'The function did not answer within 30 seconds, or Lambda had no capacity for it.',
    'Read the onboarding before you repeat a claim. If it lasts, see [function-throttles](operating.md#function-throttles).',
  ],
};

function gatewayTable(): string {
  const rows = [...gatewayAnswers({ callers: [] })].map(([status, message]) => {
    const meaning = gatewayMeanings[status];
    if (meaning === undefined) throw new Error(`scripts/problemsDoc.ts does not say what ${String(status)} means`);
    return [String(status), message, ...meaning];
  });
  return markdownTable(['status', 'message', 'when', 'what to do'], rows);
}

/** Returns the page, generated from the table of problems. */
export function problemsPage(): string {
  const rows = Object.entries(problems).map(([slug, { status, title, retryable }]) => [
    `[\`urn:latchkey:problem:${slug}\`](problems/${slug}.md)`,
    String(status),
    title,
    retryable ? 'yes' : 'no',
  ]);
  const table = markdownTable(['type', 'status', 'title', 'retryable'], rows);
  return `${introduction}\n${table}\n\n${ofGateway}\n${gatewayTable()}\n`;
}
