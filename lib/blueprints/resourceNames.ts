import type { Blueprint } from '../../catalog/blueprint.ts';
import { nameLimits } from '../core/names.ts';
import { fillText, parametersIn } from './substitution.ts';
import type { ParameterValues } from './parameterValues.ts';

/** The values of the onboarding, which are always as long as these, or shorter. */
const samples = { accountId: '0'.repeat(12), partition: 'aws-us-gov' };

type ResourceType = 'user' | 'group' | 'policy';

/**
 * Fills in the parameters of a name. A name that contains a list parameter becomes one name for each entry of the list.
 */
export function fillNames(template: string, values: ParameterValues): readonly string[] {
  const list = parametersIn(template).find((name) => Array.isArray(values[name]));
  const entries = list === undefined ? undefined : values[list];
  if (list === undefined || !Array.isArray(entries)) return [fillText(template, values)];
  return entries.flatMap((entry) =>
    typeof entry === 'string' ? [fillText(template, { ...values, [list]: entry })] : [],
  );
}

/** Returns the names that become too long or equal with these values, each with a parameter that they depend on. */
export function resourceNameFaults(
  blueprint: Blueprint,
  values: ParameterValues,
): readonly { readonly parameter: string; readonly wrong: string }[] {
  const groups: readonly { readonly type: ResourceType; readonly templates: readonly string[] }[] = [
    { type: 'user', templates: blueprint.users.map(({ name }) => name) },
    { type: 'group', templates: blueprint.groups.map(({ name }) => name) },
    { type: 'policy', templates: blueprint.policies.map(({ name }) => name) },
  ];
  return groups.flatMap(({ type, templates }) => {
    const taken = new Set<string>();
    return templates.flatMap((template) => {
      const parameter = parametersIn(template)[0] ?? '';
      return fillNames(template, { ...samples, ...values }).flatMap((name) => {
        if (name.length > nameLimits[type])
          return [
            {
              parameter,
              wrong: `makes the ${type} ${name}, whose name has more than ${String(nameLimits[type])} characters.`,
            },
          ];
        const key = name.toLowerCase();
        if (taken.has(key))
          return [
            {
              parameter,
              wrong: `makes a second ${type} ${name}: to IAM, names that differ only in case are the same.`,
            },
          ];
        taken.add(key);
        return [];
      });
    });
  });
}
