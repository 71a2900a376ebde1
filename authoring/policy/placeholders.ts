import type { Blueprint, Parameter } from '../../catalog/blueprint.ts';
import type { Characters } from './wordClasses.ts';

/** What the placeholders of a blueprint stand for. */
export interface Placeholders {
  /** Texts in the place of a placeholder: the ARN of a bucket begins with `arn:${partition}:s3:::`, whatever its name. */
  readonly inPlaceOf: ReadonlyMap<string, string>;
  readonly characters: Characters;
  /** A value of each placeholder, for requests that are tried. Absent: none is known. */
  readonly samples: ReadonlyMap<string, string>;
}

const region = 'us-east-1';
const regionCharacters = /[a-z0-9-]/;
const nameCharacters = /[\w+=.@-]/;

export function placeholdersOf({ parameters }: Pick<Blueprint, 'parameters'>): Placeholders {
  const inPlaceOf = new Map<string, string>();
  const characters = new Map([
    ['${accountId}', /\d/],
    ['${partition}', regionCharacters],
  ]);
  const samples = new Map([
    ['${accountId}', '111122223333'],
    ['${partition}', 'aws'],
  ]);
  for (const [name, parameter] of Object.entries(parameters)) {
    const placeholder = `\${${name}}`;
    const allowed = charactersOf(parameter);
    if (allowed !== undefined) characters.set(placeholder, allowed);
    if (parameter.kind === 'arn') {
      const parts = arnOf(name, parameter);
      inPlaceOf.set(placeholder, parts);
      const own = [...parts.matchAll(/\$\{\w+\/\w+\}/g)].map(([part]) => part);
      const sample = sampleOf(parameter);
      for (const part of own) samples.set(part, part.endsWith('/Region}') ? region : 'example');
      if (sample !== undefined && own.length === 1) samples.set(own[0] ?? '', sample);
      if (parameter.endsBefore !== undefined && parameter.endsBefore !== '') {
        characters.set(own.at(-1) ?? '', new RegExp(`[^${parameter.endsBefore}]`));
      }
    } else {
      const sample = sampleOf(parameter);
      if (sample !== undefined) samples.set(placeholder, sample);
    }
  }
  return { inPlaceOf, characters, samples };
}

/** Returns the text with the values of an alternative, and with what is known of ARNs in the place of placeholders. */
export function expanded(
  text: string,
  { inPlaceOf }: Pick<Placeholders, 'inPlaceOf'>,
  values: Readonly<Record<string, unknown>> = {},
): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return typeof value === 'string' && value !== placeholder ? value : (inPlaceOf.get(placeholder) ?? placeholder);
  });
}

/** Returns the text with a value for each placeholder of the blueprint. Undefined if one has no known value. */
export function withSamples(text: string, { samples }: Pick<Placeholders, 'samples'>): string | undefined {
  const unknown: string[] = [];
  const filled = text.replaceAll(/\$\{\w+(?:\/\w+)?\}/g, (placeholder) => {
    const sample = samples.get(placeholder);
    if (sample === undefined) unknown.push(placeholder);
    return sample ?? placeholder;
  });
  return unknown.length > 0 ? undefined : filled;
}

/** Returns a copy in which `change` replaces every text, also the keys of conditions. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: unknown) => mapTexts(each, change));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [change(key), mapTexts(each, change)]));
}

type ArnParameter = Extract<Parameter, { kind: 'arn' }>;

/** Returns the ARN with placeholders for the parts that the value decides. */
function arnOf(name: string, { format, service, anyAccount }: ArnParameter): string {
  if (format === undefined) return `arn:\${partition}:${service}:\${${name}/Rest}`;
  return format.replaceAll(/\$\{(\w+)\}/g, (_, part: string) => {
    if (part === 'Partition') return '${partition}';
    return part === 'Account' && anyAccount !== true ? '${accountId}' : `\${${name}/${part}}`;
  });
}

function charactersOf(parameter: Parameter): RegExp | undefined {
  switch (parameter.kind) {
    case 'region':
    case 'regions':
      return regionCharacters;
    case 'label':
      return /[\w.-]/;
    case 'name':
    case 'userNames':
      return nameCharacters;
    case 'flag':
    case 'choice':
    case 'arn':
    case 'resourceName':
    case 'text':
    case 'tags':
      return undefined;
  }
}

/** Texts of which one often matches the pattern of a parameter. */
const likely = [
  'example',
  'a',
  '1',
  '111122223333',
  'Example1',
  'EXAMPLE123',
  '0123456789abcdef',
  'a-1',
  'example.com',
];

function sampleOf(parameter: Parameter): string | undefined {
  switch (parameter.kind) {
    case 'region':
    case 'regions':
      return region;
    case 'choice':
    case 'label':
    case 'name':
      return parameter.default;
    case 'userNames':
      return 'example';
    case 'arn':
      return parameter.pattern === undefined ? 'example' : undefined;
    case 'resourceName':
    case 'text': {
      const { pattern } = parameter;
      return pattern === undefined ? 'example' : likely.find((each) => new RegExp(`^(?:${pattern})$`).test(each));
    }
    case 'flag':
    case 'tags':
      return undefined;
  }
}
