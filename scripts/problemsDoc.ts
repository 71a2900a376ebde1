import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { problems } from '../lib/core/errors.ts';

export const problemsFile = join('docs', 'problems.md');

const introduction = `# Problems

Every error is answered as \`application/problem+json\` (RFC 9457). \`type\` and \`status\` are for programs; \`detail\` says
what is wrong, where, and what to do; \`errors\` points at the fields that are meant; \`onboarding\` names the onboarding
that is concerned; \`requestId\` is the one in the log. An onboarding that ended badly carries the same document, without
\`requestId\`, as its \`problem\`.

\`retryable\` means that the same request may succeed later with nothing changed; a \`Retry-After\` header, where there is
one, says when. API Gateway answers in a form of its own what never reaches a function: requests over its rate limit,
and bodies over 10 MB.

This page is \`lib/core/errors.ts\` as a table: \`npx node scripts/problemsDoc.ts\` writes it.
`;

/** A Markdown table with its columns padded, as Prettier wants it. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const [head, ...body] = rows.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))));
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}

/** The page as the table of problems has it: what the file must hold. */
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
