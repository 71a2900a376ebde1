/** One parameter of a blueprint, read from the JSON Schema of its parameters. */
export interface ParameterSchema {
  readonly name: string;
  readonly kind: 'text' | 'flag' | 'list' | 'tags';
  readonly isRequired: boolean;
  readonly otherwise: unknown;
  readonly description: string;
  /** The values that it can have, as a text, if they are few, or else an example. */
  readonly values: string;
}

/** More values than this, such as all regions, are not listed. */
const mostValues = 8;

/** Returns the parameters that the JSON Schema of a blueprint describes. */
export function parametersOf(schema: Readonly<Record<string, unknown>>): readonly ParameterSchema[] {
  const required = arrayOf(schema['required']);
  return Object.entries(objectOf(schema['properties'])).map(([name, value]) => {
    const property = objectOf(value);
    const types = arrayOf(property['type']).concat(property['type']);
    const values = arrayOf(property['enum']).filter((each) => each !== null);
    const isFlag =
      types.includes('boolean') || (values.length > 0 && values.every((each) => typeof each === 'boolean'));
    const description: unknown = property['description'];
    return {
      name,
      kind: isTags(property) ? 'tags' : types.includes('array') ? 'list' : isFlag ? 'flag' : 'text',
      isRequired: required.includes(name),
      otherwise: property['default'],
      description: typeof description === 'string' ? description : '',
      values: isFlag ? 'true, false' : values.length > mostValues ? '' : textOfValue(values) || exampleOf(property),
    };
  });
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** Returns an example of the value, or of an entry of the list. The placeholders in it say what stands there. */
function exampleOf(property: Readonly<Record<string, unknown>>): string {
  const examples = arrayOf(property['examples']).concat(arrayOf(objectOf(property['items'])['examples']));
  return textOfValue(examples);
}

/** Whether the entries of a list are objects, as only tags are. */
const isTags = (property: Readonly<Record<string, unknown>>) => objectOf(property['items'])['type'] === 'object';

/** The default and the allowed values of a parameter are texts, truth values or lists of texts. */
export function textOfValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOfValue).join(', ');
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}

const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
