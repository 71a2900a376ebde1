import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { problems, type ProblemSlug } from '../../lib/core/errors.ts';
import { withoutLinks } from '../markdown.ts';
import { problemTexts } from '../problemTexts/index.ts';

/** A request ID of API Gateway. */
const requestId = 'JKJaXmPLvHcESHA=';

const isSlug = (name: string): name is ProblemSlug => Object.hasOwn(problems, name);
/** Every problem, in the order of lib/core/errors.ts. */
export const problemSlugs = Object.keys(problems).filter(isSlug);

/** What a problem document says besides what lib/core/errors.ts says. Each is from an answer of the service. */
const given = z.record(
  z.enum(problemSlugs),
  z.strictObject({
    detail: z.string(),
    errors: z.optional(z.array(z.strictObject({ pointer: z.string(), detail: z.string() }))),
    onboarding: z.optional(z.string()),
    conflictsWith: z.optional(z.string()),
  }),
);

/** Returns the `type` of a problem. */
export const urnOf = (slug: ProblemSlug) => `urn:latchkey:problem:${slug}`;

interface ProblemExample {
  readonly summary: string;
  /** What happened, and what to do, in Markdown. */
  readonly description: string;
  readonly value: object;
}

/** Returns an example of each problem document, by the end of its type. */
export function problemExamples(): Readonly<Record<string, ProblemExample>> {
  const examples = given.parse(JSON.parse(readFileSync('scripts/openapi/problemExamples.json', 'utf8')));
  return Object.fromEntries(
    problemSlugs.map((slug) => {
      const { status, title, retryable } = problems[slug];
      const { detail, ...members } = examples[slug];
      const value = { type: urnOf(slug), title, status, detail, ...members, retryable, requestId };
      return [slug, { summary: title, description: descriptionOf(slug), value }];
    }),
  );
}

/** The page of a problem is not where the document is, so the document has its most important parts. */
function descriptionOf(slug: ProblemSlug): string {
  const { happened, toDo } = problemTexts[slug];
  return withoutLinks(`${happened}\n\n${toDo.map((each) => `- ${each}`).join('\n')}`);
}
