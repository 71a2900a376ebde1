import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { problems } from '../lib/core/errors.ts';

export const problemsFile = join('docs', 'problems.md');

const introduction = `# Problems

Latchkey answers every error with a problem document, \`application/problem+json\` (RFC 9457):

- \`type\` and \`status\` identify the problem for programs.
- \`title\` and \`detail\` are for people. \`detail\` says what is wrong, where, and what to do.
- \`errors\` lists the fields of the request that are wrong, each with a JSON Pointer (RFC 6901).
- \`onboarding\` is the ID of the onboarding that the problem is about.
- \`requestId\` is the ID of the request in the log.
- \`retryable\` is true if the same request can succeed later without a change. A \`Retry-After\` header says after how many
  seconds to send it again; an answer with this header is always \`retryable\`, whatever the table says.

An onboarding that stopped because of a problem has the same document, without \`requestId\`, in its field \`problem\`.

Some requests never reach a function: those above the rate limit, those with a body above 10 MB, and, where callers sign
with SigV4, those without a valid signature. API Gateway answers these itself, in its own format.

\`npx node scripts/problemsDoc.ts\` writes this page from the table in \`lib/core/errors.ts\`.
`;

/** A Markdown table with padded columns, as Prettier formats it. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const [head, ...body] = rows.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))));
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}

/** The page, made from the table of problems. */
export function problemsPage(): string {
  const rows = Object.entries(problems).map(([slug, { status, title, retryable }]) => [
    `\`urn:latchkey:problem:${slug}\``,
    String(status),
    title,
    retryable ? 'yes' : 'no',
  ]);
  return `${introduction}\n${table([['type', 'status', 'title', 'retryable'], ...rows])}\n`;
}

if (process.argv[1]?.endsWith('problemsDoc.ts') === true) {
  writeFileSync(problemsFile, problemsPage());
}
