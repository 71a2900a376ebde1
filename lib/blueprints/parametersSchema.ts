import type { Blueprint, Parameter } from '../../catalog/blueprint.ts';
import { nameLimits, namePattern } from '../core/names.ts';
import { arnPattern } from './arn.ts';
import { listOf, wholePattern, type TextParameter } from './checkTexts.ts';
import { labelPattern } from './checkValue.ts';
import { tagLengths } from './tagRules.ts';
import { notGiven } from './notGiven.ts';
import { maxValueLength, refusedCharacters } from './valueCharacters.ts';
import { partitions, type Partition } from '../core/partitions.ts';

/** A JSON Schema document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Returns the JSON Schema (2020-12) of a blueprint's parameters in a partition. `readParameters` accepts what this
 * schema accepts, with exceptions that JSON Schema cannot express: it refuses names that differ only in case, the ARNs of
 * other accounts, values with which two condition keys become the same, and characters that IAM does not allow in tags and
 * policies (a pattern for these needs Unicode, which not every validator has).
 */
export function parametersSchema(blueprint: Blueprint, partition: Partition): JsonSchema {
  const parameters = Object.entries(blueprint.parameters);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Parameters of ${blueprint.name} in the partition ${partition}`,
    type: 'object',
    properties: Object.fromEntries(
      parameters.map(([name, parameter]) => [
        name,
        {
          description: parameter.description,
          ...(isOptional(parameter) ? orNull(schemaOf(parameter, partition)) : schemaOf(parameter, partition)),
          ...(isOptional(parameter) ? { default: parameter.default } : {}),
        },
      ]),
    ),
    required: parameters.filter(([, parameter]) => !isOptional(parameter)).map(([name]) => name),
    additionalProperties: false,
  };
}

const isOptional = (parameter: Parameter): parameter is Parameter & { readonly default: unknown } =>
  'default' in parameter && parameter.default !== undefined;

function schemaOf(parameter: Parameter, partition: Partition): JsonSchema {
  switch (parameter.kind) {
    case 'region': {
      const { regions, optIn } = partitions[partition];
      return { enum: [...regions, ...optIn] };
    }
    case 'flag':
      return parameter.onlyIn?.includes(partition) === false ? { enum: [false] } : { type: 'boolean' };
    case 'choice':
      return { enum: parameter.values };
    case 'label':
      return { type: 'string', pattern: labelPattern.source };
    case 'name':
      return nameSchema(nameLimits[parameter.of]);
    case 'userNames':
      return {
        type: 'array',
        items: nameSchema(nameLimits.user),
        minItems: parameter.min,
        maxItems: parameter.max,
        uniqueItems: true,
      };
    case 'arn':
    case 'resourceName':
    case 'text':
      return listSchema(listOf(parameter), textSchema(parameter, partition));
    case 'regions': {
      const { regions, optIn } = partitions[partition];
      return listSchema(parameter, { enum: [...regions, ...optIn] });
    }
    case 'tags':
      return {
        type: 'array',
        maxItems: parameter.max,
        items: {
          type: 'object',
          properties: { key: tagText(tagLengths.key, 1), value: tagText(tagLengths.value, 0) },
          required: ['key', 'value'],
          additionalProperties: false,
        },
      };
  }
}

/** Returns the schema of an optional parameter: null means that it is not given. */
function orNull({ type, enum: values, ...rest }: JsonSchema): JsonSchema {
  const listed: readonly unknown[] | undefined = Array.isArray(values) ? values : undefined;
  return {
    ...(type !== undefined && { type: [type, 'null'] }),
    ...(listed !== undefined && { enum: [...listed, null] }),
    ...rest,
  };
}

/** Returns the schema of a list, or that of an entry if the parameter takes one value. */
function listSchema(list: ReturnType<typeof listOf>, items: JsonSchema): JsonSchema {
  if (list === undefined) return items;
  return { type: 'array', items, minItems: list.min, maxItems: list.max, uniqueItems: true };
}

/**
 * Returns the schema of a text in a policy. A text has to match every rule, so the pattern has a lookahead for each of them
 * but the last.
 */
function textSchema(parameter: Exclude<TextParameter, { kind: 'regions' }>, partition: Partition): JsonSchema {
  const isInList = parameter.list !== undefined;
  const edge = `${refusedCharacters}\\s${isInList ? ',' : ''}`;
  const middle = `${refusedCharacters}\\u2028\\u2029${isInList ? ',' : ''}`;
  const own = wholePattern(parameter);
  const rules = [
    ...(parameter.default === null ? [`(?!${notGiven}$)`] : []),
    ...(own === undefined ? [] : [`(?=(?:${own})$)`]),
    ...(parameter.kind === 'arn' ? [`(?=${arnPattern(parameter, partition)}$)`] : []),
  ];
  return {
    type: 'string',
    maxLength: (parameter.kind === 'text' ? parameter.maxLength : undefined) ?? maxValueLength,
    pattern: `^${rules.join('')}[^${edge}](?:[^${middle}]*[^${edge}])?$`,
    ...(parameter.kind === 'arn' &&
      parameter.format !== undefined && { examples: [exampleOf(parameter.format, partition)] }),
  };
}

function exampleOf(format: string, partition: Partition): string {
  return format.replace('${Partition}', partition).replace('${Region}', partitions[partition].homeRegion);
}

function tagText(maxLength: number, minLength: number): JsonSchema {
  return { type: 'string', minLength, maxLength };
}

function nameSchema(maxLength: number): JsonSchema {
  return { type: 'string', maxLength, pattern: namePattern.source };
}
