import type { Blueprint } from '../catalog/blueprint.ts';
import { languageProblems } from '../lib/blueprints/languageProblems.ts';
import type { BlueprintProblem } from './problem.ts';

/** Finds what is wrong with blueprints whose parts are right: a list for each. */
export type CheckBlueprints = (
  blueprints: readonly Blueprint[],
) => Promise<readonly (readonly BlueprintProblem[])[]> | readonly (readonly BlueprintProblem[])[];

/** Every check of blueprints, which a deploy, the local stack and `latchkey blueprint check` make. */
export const checkBlueprints: CheckBlueprints = (blueprints) =>
  blueprints.map((blueprint) => languageProblems(blueprint).map((each) => ({ ...each, severity: 'error' })));
