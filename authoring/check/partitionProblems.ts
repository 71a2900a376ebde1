import type { Blueprint } from '../../catalog/blueprint.ts';
import type { BlueprintProblem } from '../problem.ts';
import { textsOf, writtenStatements } from './writtenStatements.ts';

/** Returns a warning for each ARN with a partition written out: in the other partitions it matches nothing. */
export function partitionProblems(blueprint: Blueprint): readonly BlueprintProblem[] {
  return writtenStatements(blueprint).flatMap((written) =>
    (['Resource', 'NotResource'] as const).flatMap((element) =>
      textsOf(written, element).flatMap(({ text, path }): BlueprintProblem[] => {
        const [, partition] = /^arn:(aws[a-z-]*):/.exec(text) ?? [];
        if (partition === undefined) return [];
        return [
          {
            path,
            problem: `"${text}" names the partition ${partition}, so that it matches nothing in accounts of another`,
            remedy: `Write "${text.replace(`arn:${partition}:`, 'arn:${partition}:')}".`,
            severity: 'warning',
          },
        ];
      }),
    ),
  );
}
