import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { RouteName } from '../../lib/http/routes.ts';

/** An answer of the service. What is random in it is replaced. */
const recordedAnswer = z.object({
  /** The name of the route. */
  route: z.string(),
  /** HTTP status. */
  status: z.int(),
  /** What the example shows, in a few words. */
  summary: z.string(),
  answer: z.unknown(),
});
export type RecordedAnswer = z.infer<typeof recordedAnswer>;

/** The file with the recorded answers. test/scripts/openapi/answerExamples.test.ts says how to record them again. */
export const answersFile = 'scripts/openapi/answerExamples.json';

const recorded = z.array(recordedAnswer).parse(JSON.parse(readFileSync(answersFile, 'utf8')));

/** Returns the member `examples` with the recorded answers of a route with a status. Empty if there are none. */
export function answerExamples(route: RouteName, status: number): object {
  const fitting = recorded.filter((each) => each.route === route && each.status === status);
  if (fitting.length === 0) return {};
  const named = fitting.map(({ summary, answer }): [string, object] => [
    summary.replaceAll(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()),
    { summary, value: answer },
  ]);
  return { examples: Object.fromEntries(named) };
}
