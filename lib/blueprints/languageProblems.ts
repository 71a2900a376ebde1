import type { Blueprint } from '../../catalog/blueprint.ts';
import { documentsProblems } from './language/documentProblems.ts';
import { parameterProblems } from './language/parameterProblems.ts';
import type { LanguageProblem } from './language/problem.ts';
import { resourceProblems } from './language/resourceProblems.ts';

export type { LanguageProblem } from './language/problem.ts';

/**
 * Returns the mistakes of a blueprint that its schema cannot express, each with its place: reserved names, names of
 * parameters that do not exist, a list inside a text, a parameter that may be omitted where a value is needed, references
 * to policies and groups that are not there, and tags that IAM would refuse. A blueprint without such a mistake can be
 * planned for all values that `readParameters` accepts.
 */
export function languageProblems(blueprint: Blueprint): readonly LanguageProblem[] {
  const { parameters, permissionsBoundary } = blueprint;
  return [
    ...parameterProblems(blueprint),
    ...resourceProblems(blueprint),
    ...('managed' in permissionsBoundary
      ? []
      : documentsProblems(parameters, permissionsBoundary, ['permissionsBoundary'])),
  ];
}
