import { onOneLine, printable } from '../output/printable.ts';
import type { WayOn } from '../flow/refusedKeyChange.ts';
import type { Style } from '../output/style.ts';
import { wrap } from '../output/wrap.ts';
import { nextStep } from './nextStep.ts';

/** A problem document, of an answer or of an onboarding. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  readonly onboarding?: string | undefined;
  readonly conflictsWith?: string | undefined;
  readonly retryable: boolean;
  readonly requestId?: string | undefined;
  /** The operation of an answer. */
  readonly call?: string | undefined;
}

/** Problems of these types have a page in the documentation. */
const described = 'urn:latchkey:problem:';

/** How a problem is written. */
export interface Surroundings {
  readonly style: Style;
  /** Lines are broken at this many characters. */
  readonly width: number;
  /** What the header Retry-After of the answer said. */
  readonly retryAfterSeconds?: number | undefined;
  /** Commands with which one can go on, if the command knows better ones than the type of the problem says. */
  readonly waysOn?: readonly WayOn[] | undefined;
}

/**
 * Returns a problem as text: what happened, the wrong fields of the request, what to do, and the ID by which the log of
 * the service has it.
 */
export function problemText(
  problem: ProblemDocument,
  { style, width, retryAfterSeconds, waysOn = [] }: Surroundings,
): string {
  const { type, title, status, detail, errors = [], onboarding, requestId } = problem;
  const todo = waysOn.length === 0 ? nextStep(problem, retryAfterSeconds) : undefined;
  const slug = onOneLine(type.slice(type.lastIndexOf(':') + 1));
  const request = requestId === undefined ? '' : `, request ID ${onOneLine(requestId)}`;
  return [
    style.red(style.bold(`${onOneLine(title)}.`)),
    ...wrap(printable(detail), width),
    // With a single wrong field, the detail is about it.
    ...errors
      .filter((each) => !detail.includes(each.detail))
      .flatMap((each) => wrap(`  ${onOneLine(each.pointer || 'body')}: ${onOneLine(each.detail)}`, width)),
    ...(onboarding === undefined ? [] : [`Onboarding: ${onOneLine(onboarding)}`]),
    ...(todo === undefined ? [] : wrap(todo, width)),
    // The commands are copied, so they stay on one line.
    ...waysOn.flatMap(({ when, command }) => [...wrap(`${when}:`, width), `  ${command}`]),
    style.dim(`Problem: ${slug} (HTTP ${status})${request}`),
    ...(type.startsWith(described) ? [style.dim(`What it means: docs/problems/${slug}.md`)] : []),
  ].join('\n');
}
