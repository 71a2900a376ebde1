import type { Blueprint, Parameter } from '../../catalog/blueprint.ts';
import { nameLimits, namePattern } from '../core/names.ts';
import { labelPattern } from './parameters.ts';
import { partitions, type Partition } from '../core/partitions.ts';

/** A JSON Schema document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Returns the JSON Schema (2020-12) of a blueprint's parameters in a partition. `readParameters` accepts what this
 * schema accepts, with one exception that JSON Schema cannot express: it refuses user names that differ only in case.
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
          ...('default' in parameter ? orNull(schemaOf(parameter, partition)) : schemaOf(parameter, partition)),
          ...('default' in parameter ? { default: parameter.default } : {}),
        },
      ]),
    ),
    required: parameters.filter(([, parameter]) => !('default' in parameter)).map(([name]) => name),
    additionalProperties: false,
  };
}

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
    case 'regions':
    case 'text':
    case 'tags':
      return { enum: [] };
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

function nameSchema(maxLength: number): JsonSchema {
  return { type: 'string', maxLength, pattern: namePattern.source };
}
