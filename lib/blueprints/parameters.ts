import type { Blueprint } from '../../catalog/blueprint.ts';
import type { FieldError } from '../core/errors.ts';
import type { Place } from './arn.ts';
import { checkValue } from './checkValue.ts';
import { documentFaults } from './documentFaults.ts';
import { resourceNameFaults } from './resourceNames.ts';
import type { ParameterValue, ParameterValues } from './parameterValues.ts';

export { labelPattern, labelRule } from './checkValue.ts';

/**
 * Returns the values of a blueprint's parameters, including defaults, or an error for each invalid field.
 *
 * @param place the partition, and the account that is onboarded, which ARNs have to fit
 */
export function readParameters(
  blueprint: Blueprint,
  given: Readonly<Record<string, unknown>>,
  place: Place,
): { readonly values: ParameterValues } | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const values: Record<string, ParameterValue> = {};
  for (const name of Object.keys(given).filter((each) => !Object.hasOwn(blueprint.parameters, each))) {
    const known = Object.keys(blueprint.parameters).join(', ') || 'none';
    errors.push({ pointer: pointer(name), detail: `is not a parameter of ${blueprint.name}, which has ${known}.` });
  }
  for (const [name, parameter] of Object.entries(blueprint.parameters)) {
    // Null means that the parameter is not given.
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const checked = checkValue(parameter, value ?? undefined, place);
    if ('value' in checked) values[name] = checked.value;
    else errors.push(...checked.faults.map(({ wrong, entry }) => ({ pointer: pointer(name, entry), detail: wrong })));
  }
  if (errors.length > 0) return { errors };
  const faults = [...resourceNameFaults(blueprint, values), ...documentFaults(blueprint, values)];
  if (faults.length === 0) return { values };
  return { errors: faults.map(({ parameter, wrong }) => ({ pointer: pointer(parameter), detail: wrong })) };
}

/** Returns the parameter with the names of a type of resource, or undefined if the names cannot be chosen. */
export function nameParameter(blueprint: Blueprint, type: 'user' | 'group' | 'policy'): string | undefined {
  return Object.entries(blueprint.parameters).find(
    ([, each]) => (each.kind === 'name' && each.of === type) || (each.kind === 'userNames' && type === 'user'),
  )?.[0];
}

function pointer(name: string, entry?: number): string {
  const parameter = `/parameters/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return entry === undefined ? parameter : `${parameter}/${String(entry)}`;
}
