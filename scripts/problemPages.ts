import { problems, type ProblemSlug } from '../lib/core/errors.ts';
import { contract, problemsOf, routeNames } from '../lib/http/contract.ts';
import { routeKey, routes } from '../lib/http/routes.ts';
import { problemExamples, problemSlugs, urnOf } from './openapi/problemExamples.ts';
import { problemTexts } from './problemTexts/index.ts';

/** Returns the file of a problem's page. */
const problemPageFile = (slug: ProblemSlug): string => `docs/problems/${slug}.md`;

/** Returns every problem's page, by its file. */
export function problemPages(): Readonly<Record<string, string>> {
  const examples = problemExamples();
  return Object.fromEntries(
    problemSlugs.map((slug) => [problemPageFile(slug), problemPage(slug, examples[slug]?.value)]),
  );
}

function problemPage(slug: ProblemSlug, example: unknown): string {
  const { status, title, retryable } = problems[slug];
  const { happened, why, toDo } = problemTexts[slug];
  return `# ${title}

- Type: \`${urnOf(slug)}\`
- Status: ${String(status)}
- ${retryable ? 'The same request can succeed later.' : 'The same request fails again until something has changed.'}

## What happened

${happened}

## Why

${why.map((each) => `- ${each}`).join('\n')}

## What to do

${toDo.map((each, index) => `${String(index + 1)}. ${each}`).join('\n')}

## Example

\`\`\`json
${JSON.stringify(example, undefined, 2)}
\`\`\`

## Calls that answer so

${callsWith(slug)}

All problems are in [Problems](../problems.md), the words of Latchkey in the [glossary](../glossary.md).

\`npm run docs\` writes this page. The texts are in \`scripts/problemTexts\`.
`;
}

function callsWith(slug: ProblemSlug): string {
  const names = routeNames.filter((name) => problemsOf(name).includes(slug));
  if (names.length === 0) return 'Requests whose path or method the API does not have.';
  if (names.length === routeNames.length) return 'Every call.';
  const withoutToken = routeNames.filter((name) => routes[name].callers === 'anybody');
  if (names.length === routeNames.length - withoutToken.length && withoutToken.every((name) => !names.includes(name)))
    return 'Every call that needs a token.';
  return names.map((name) => `- \`${routeKey(routes[name])}\`: ${contract[name].title.toLowerCase()}`).join('\n');
}
