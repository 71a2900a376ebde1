import type { Blueprint } from '../../client/index.ts';
import type { Output } from '../context.ts';
import { formatDetails } from '../output/details.ts';
import { formatTable } from '../output/table.ts';
import { parametersOf, textOfValue, type ParameterSchema } from '../flags/parameterSchema.ts';

/** Returns the catalogue as a table. */
export function blueprintsText(blueprints: readonly Blueprint[], output: Output): string {
  const rows = blueprints.map(({ name, title, parameters }) => [
    name,
    title,
    parametersOf(parameters)
      .map((parameter) => parameter.name)
      .join(', '),
  ]);
  return formatTable(['BLUEPRINT', 'TITLE', 'PARAMETERS'], rows, output);
}

/** Returns what a blueprint creates, its parameters, and its differences from the guide. */
export function blueprintText(blueprint: Blueprint, output: Output): string {
  const { name, title, source, creates, parameters, differences, notes } = blueprint;
  const parts = [
    formatDetails([
      ['Blueprint', name],
      ['Title', title],
      ['Source', source],
    ]),
    formatTable(
      ['CREATES', 'NAME', 'POLICIES', 'GROUPS'],
      creates.map((each) => [
        each.type,
        each.name,
        (each.policies ?? []).map((policy) => policy.name).join(', '),
        (each.groups ?? []).join(', '),
      ]),
      output,
    ),
    formatTable(
      ['PARAMETER', 'DEFAULT', 'VALUES', 'DESCRIPTION'],
      parametersOf(parameters).map((parameter) => [
        parameter.name,
        defaultOf(parameter),
        parameter.values,
        parameter.description,
      ]),
      output,
    ),
    differencesText(differences, output),
    notes.map((note) => `Note: ${note}\n`).join(''),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** Returns what differs from the guide of the product, and why. */
export function differencesText(
  differences: readonly Readonly<Blueprint['differences'][number]>[],
  output: Output,
): string {
  return differences
    .map(({ guide, here, why }) =>
      formatDetails(
        [
          ['Guide', guide],
          ['Here', here],
          ['Why', why],
        ],
        output,
      ),
    )
    .join('\n');
}

const defaultOf = ({ isRequired, otherwise }: ParameterSchema) => (isRequired ? '(required)' : textOfValue(otherwise));
