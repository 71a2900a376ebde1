import type { Blueprint } from '../catalog/blueprint.ts';
import { reservedName } from '../lib/blueprints/reservedNames.ts';
import type { BlueprintProblem } from './problem.ts';

/** Finds what is wrong with a blueprint whose parts are right. */
export type CheckBlueprint = (blueprint: Blueprint) => readonly BlueprintProblem[];

/** Every check of a blueprint, which a deploy, the local stack and `latchkey blueprint check` make. */
export const checkBlueprint: CheckBlueprint = ({ parameters }) =>
  Object.keys(parameters).flatMap((name): readonly BlueprintProblem[] => {
    const taken = reservedName(name);
    if (taken === undefined) return [];
    const problem = `the name ${JSON.stringify(name)} is reserved`;
    const remedy = `Call the parameter something else: Latchkey has a value ${taken} of its own.`;
    return [{ path: ['parameters', name], problem, remedy, severity: 'error' }];
  });
