import type { Blueprint, Difference } from '../../catalog/blueprint.ts';
import type { ParameterValues } from '../blueprints/policyDocument.ts';

/**
 * Returns the differences between the onboarding and the vendor's guide: those of the blueprint, those that the request
 * causes, and those that all blueprints have in common.
 */
export function differencesOf(
  blueprint: Blueprint,
  values: ParameterValues,
  names: { readonly boundaryName: string; readonly path: string },
): readonly Difference[] {
  return [...blueprint.differences, ...requestedNames(blueprint, values), ...common(names)];
}

function requestedNames({ parameters }: Blueprint, values: ParameterValues): readonly Difference[] {
  return Object.entries(parameters).flatMap(([name, parameter]) => {
    const value = values[name];
    if (parameter.kind !== 'name' || typeof value !== 'string' || value === parameter.default) return [];
    return [
      {
        guide: `The ${parameter.of} is called ${parameter.default}.`,
        here: `It is called ${value}.`,
        why: `The request asks for it, with ${name}.`,
      },
    ];
  });
}

function common({ boundaryName, path }: { boundaryName: string; path: string }): readonly Difference[] {
  return [
    {
      guide: 'A user made in the console has no permissions boundary, unless somebody sets one.',
      here: `Each user carries the boundary ${boundaryName}, which only the tenant can change.`,
      why: 'Whoever breaks into the vendor can give these users no more than the tenant agreed to.',
    },
    {
      guide: 'What is made in the console has the path / and no tags.',
      here: `Everything has the path ${path}; users and policies have the tags latchkey:onboarding, latchkey:tenant and latchkey:blueprint.`,
      why: "The path is in every ARN: the vendor's role may change nothing outside it, and what was made is found and removed again.",
    },
    {
      guide: 'A person reads the keys from the console, and copies or downloads them.',
      here: 'They are in the answer to the one call that issues them, once, and stored nowhere on the way.',
      why: 'Nobody has to copy a secret by hand, and what is not kept cannot be stolen later.',
    },
  ];
}
