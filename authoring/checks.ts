import type { Blueprint } from '../catalog/blueprint.ts';
import type { BlueprintProblem } from './problem.ts';

/** Finds what is wrong with a blueprint whose parts are right. */
export type CheckBlueprint = (blueprint: Blueprint) => readonly BlueprintProblem[];

/** Names that a parameter cannot have, ignoring case: the stack's template has a parameter of this name, or a plan a value. */
const reserved = ['accountId', 'partition', 'tenantName', 'tenantToken', 'generation', 'vendorAccountId', 'externalId'];

/** Every check of a blueprint, which a deploy, the local stack and `latchkey blueprint check` make. */
export const checkBlueprint: CheckBlueprint = ({ parameters }) =>
  Object.keys(parameters).flatMap((name): readonly BlueprintProblem[] => {
    const taken = reserved.find((each) => each.toLowerCase() === name.toLowerCase());
    if (taken === undefined) return [];
    const problem = `the name ${JSON.stringify(name)} is reserved`;
    const remedy = `Call the parameter something else: Latchkey has a value ${taken} of its own.`;
    return [{ path: ['parameters', name], problem, remedy, severity: 'error' }];
  });
