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
        why: `The request has this name in the parameter ${name}.`,
      },
    ];
  });
}

function common({ boundaryName, path }: { boundaryName: string; path: string }): readonly Difference[] {
  return [
    {
      guide: 'A user that is created in the console has no permissions boundary, unless somebody sets one.',
      here: `Each user has the boundary ${boundaryName}, which only the tenant can change.`,
      why: "An attacker with access to the vendor's systems cannot give these users more permissions than the tenant agreed to.",
    },
    {
      guide: 'Resources that are created in the console have the path / and no tags.',
      here: `Every resource has the path ${path}; users and policies have the tags latchkey:onboarding, latchkey:tenant and latchkey:blueprint, and those that the create request names.`,
      why: "The path is in every ARN. The vendor's role cannot change anything outside it, and everything that was created can be found and removed by it.",
    },
    {
      guide: 'A person reads the keys from the console, and copies or downloads them.',
      here: 'They are in the answer to the call that issues them, once, and are not stored anywhere.',
      why: 'Nobody has to copy a secret by hand, and a secret that is not stored cannot be stolen later.',
    },
  ];
}
