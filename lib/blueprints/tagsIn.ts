import type { Blueprint } from '../../catalog/blueprint.ts';
import type { ParameterValues, Tag } from './parameterValues.ts';
import { fillText } from './substitution.ts';

/**
 * Returns the tags of a user or policy of a plan: those that the blueprint gives it, and those of the caller's parameters
 * of the kind `tags`, which every user and policy gets.
 */
export function tagsIn(
  { parameters }: Blueprint,
  tags: Readonly<Record<string, string>> | undefined,
  values: ParameterValues,
): readonly Tag[] {
  return [
    ...Object.entries(tags ?? {}).map(([key, value]) => ({
      key: fillText(key, values),
      value: fillText(value, values),
    })),
    ...Object.keys(parameters).flatMap((name) => (parameters[name]?.kind === 'tags' ? givenTags(values[name]) : [])),
  ];
}

function givenTags(value: ParameterValues[string] | undefined): readonly Tag[] {
  return Array.isArray(value) ? value.flatMap((each: string | Tag) => (typeof each === 'string' ? [] : [each])) : [];
}
