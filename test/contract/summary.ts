import { problemsOf, routeNames } from '../../lib/http/contract.ts';
import { slugOf } from './answers.ts';
import { nameOf, openGoals } from './goals.ts';
import type { Outcome } from './outcome.ts';

/** How an outcome is counted: its status, and the type of its problem. */
const kindOf = ({ answer }: Outcome): string => {
  if (answer === undefined) return 'none';
  const slug = answer.status >= 400 ? slugOf(answer) : undefined;
  return [String(answer.status), ...(slug === undefined ? [] : [slug])].join(' ');
};

/** Counts how often each operation was answered in which way. */
export function openSummary() {
  const counts = new Map<string, Map<string, number>>();
  const goals = openGoals();
  return {
    add: (outcome: Outcome): void => {
      const { operation } = outcome;
      goals.add(outcome);
      const kinds = counts.get(operation) ?? new Map<string, number>();
      counts.set(operation, kinds);
      const kind = kindOf(outcome);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    },
    /** One line for each operation, with its answers. */
    lines: (): readonly string[] =>
      [...counts]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([operation, kinds]) => {
          const sorted = [...kinds].toSorted(([one], [other]) => (one < other ? -1 : 1));
          return `${operation.padEnd(20)} ${sorted.map(([kind, count]) => `${kind}: ${String(count)}`).join(', ')}`;
        }),
    /** The statuses of success that the contract has and no answer had, and the kinds of tokens that had no success. */
    missingSuccesses: (): readonly string[] => goals.missing().map(nameOf),
    /** The types of problems that no operation was answered with, of those that the contract has. */
    missingProblems: (): readonly string[] => {
      const seen = new Set(
        [...counts.values()].flatMap((kinds) => [...kinds.keys()]).map((kind) => kind.split(' ')[1]),
      );
      return [...new Set(routeNames.flatMap(problemsOf))].filter((slug) => !seen.has(slug));
    },
  };
}
