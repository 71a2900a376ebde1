/**
 * The hand-written part of a problem's page, in Markdown. Links are relative to docs/problems. The rest of the page comes
 * from lib/core/errors.ts, lib/http/contract.ts and scripts/openapi/problemExamples.json.
 */
export interface ProblemText {
  /** What happened, in a paragraph. */
  readonly happened: string;
  /** The possible causes, the most frequent first. */
  readonly why: readonly [string, ...string[]];
  /** What to do, in the order in which to do it. */
  readonly toDo: readonly [string, ...string[]];
}
