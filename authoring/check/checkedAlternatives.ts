import type { Blueprint } from '../../catalog/blueprint.ts';
import { alternativesOf, TooManyAlternatives, type Alternative } from '../policy/alternatives.ts';
import type { BlueprintProblem } from '../problem.ts';

/** Returns the alternatives of a blueprint. Empty if there are too many, which is a problem of its own. */
export function checkedAlternatives(blueprint: Blueprint): readonly Alternative[] {
  try {
    return alternativesOf(blueprint);
  } catch (error) {
    if (error instanceof TooManyAlternatives) return [];
    throw error;
  }
}

export function alternativeProblems(blueprint: Blueprint): readonly BlueprintProblem[] {
  if (checkedAlternatives(blueprint).length > 0) return [];
  return [
    {
      path: [],
      problem: 'the parameters in "when" have more than 512 combinations of values, so that not all can be checked',
      remedy: 'Use fewer parameters in "when", or make two blueprints of this one.',
      severity: 'error',
    },
  ];
}
