import type { Blueprint } from '../../catalog/blueprint.ts';
import type { BlueprintProblem } from '../problem.ts';
import { actionProblems } from './actionProblems.ts';
import { alternativeProblems } from './checkedAlternatives.ts';
import { conditionProblems } from './conditionProblems.ts';
import { coverageProblems } from './coverageProblems.ts';
import type { CheckDeps } from './deps.ts';
import { grammarProblems } from './grammarProblems.ts';
import { managedProblems } from './managedProblems.ts';
import { nameProblems } from './nameProblems.ts';
import { noteProblems } from './noteProblems.ts';
import { partitionProblems } from './partitionProblems.ts';
import { resourceProblems } from './resourceProblems.ts';
import { sizeProblems } from './sizeProblems.ts';
import { widestProblems } from './widestProblems.ts';

/**
 * Returns the mistakes of a blueprint: what it says and AWS does not do, and what it does without saying so. Empty: its
 * permissions boundary covers its policies for all values of its parameters, AWS has every action, condition key and
 * managed policy that it names, IAM accepts its names and documents, and its notes mention every published escalation
 * method that its keys allow. Has no side effects. `loadCheckDeps` gives the dependencies.
 */
export function checkBlueprint(blueprint: Blueprint, deps: CheckDeps): readonly BlueprintProblem[] {
  return [
    ...alternativeProblems(blueprint),
    ...nameProblems(blueprint),
    ...grammarProblems(blueprint),
    ...managedProblems(blueprint, deps),
    ...actionProblems(blueprint, deps.actions),
    ...resourceProblems(blueprint, deps.actions),
    ...conditionProblems(blueprint, deps.actions),
    ...partitionProblems(blueprint),
    ...sizeProblems(blueprint),
    ...coverageProblems(blueprint, deps),
    ...widestProblems(blueprint),
    ...noteProblems(blueprint, deps),
  ];
}
