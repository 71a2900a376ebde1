import { SourceError } from '../source/sourceError.ts';
import {
  asWritten,
  itemsOf,
  valueOf,
  type MapValue,
  type SourceValue,
  type TextPart,
  type TextValue,
} from '../source/sourceValue.ts';

/** What the person said about the conditions of a template, such as `{ CreateUser: true }`. */
export type Conditions = Readonly<Record<string, boolean>>;

/**
 * Replaces the functions of CloudFormation. What depends on the account or the stack, such as `!Ref BucketName` and
 * `!GetAtt Queue.Arn`, becomes a hole. `Fn::If` takes the branch of its condition. @throws SourceError if the condition
 * is not in `conditions`, or for a function that cannot be read
 */
export function resolveIntrinsics(value: SourceValue, conditions: Conditions): SourceValue {
  return resolve(value, conditions) ?? { kind: 'list', items: [], place: value.place };
}

/** Returns undefined for `AWS::NoValue`: the property is as if it were not there. */
function resolve(value: SourceValue, conditions: Conditions): SourceValue | undefined {
  switch (value.kind) {
    case 'text':
      return value;
    case 'list':
      return { ...value, items: value.items.flatMap((item) => resolve(item, conditions) ?? []) };
    case 'map': {
      const [only, ...more] = value.entries;
      if (only !== undefined && more.length === 0 && /^(?:Ref|Fn::\w+)$/.test(only.key))
        return applied(only.key, only.value, conditions);
      const entries = value.entries.flatMap((entry) => {
        const resolved = resolve(entry.value, conditions);
        return resolved === undefined ? [] : [{ ...entry, value: resolved }];
      });
      return { ...value, entries };
    }
  }
}

function applied(name: string, given: SourceValue, conditions: Conditions): SourceValue | undefined {
  switch (name) {
    case 'Ref':
      return given.kind === 'text' && asWritten(given) === 'AWS::NoValue' ? undefined : hole(given, textIn(given));
    case 'Fn::GetAtt':
      return hole(given, itemsOf(given).map(textIn).join('.'));
    case 'Fn::Sub':
      return substituted(given, conditions);
    case 'Fn::Join':
      return joined(given, conditions);
    case 'Fn::If':
      return branch(given, conditions);
    case 'Fn::ImportValue':
    case 'Fn::Select':
    case 'Fn::FindInMap':
    case 'Fn::Split':
      return hole(given, [name.slice('Fn::'.length), ...itemsOf(given).map(textIn)].join(' '));
    default:
      throw new SourceError(`The function ${name} cannot be read.`, 'Write its value into the template.', given.place);
  }
}

function hole(at: SourceValue, name: string): TextValue {
  return { kind: 'text', place: at.place, parts: [{ hole: `\${${name}}` }] };
}

/** A text of an argument. What is no text is named by its kind. */
const textIn = (value: SourceValue): string => (value.kind === 'text' ? asWritten(value) : `(${value.kind})`);

function substituted(given: SourceValue, conditions: Conditions): SourceValue {
  const [template = given, named] = itemsOf(given);
  if (template.kind !== 'text') throw noText('Fn::Sub', given);
  const values: MapValue | undefined = named?.kind === 'map' ? named : undefined;
  const parts: TextPart[] = [];
  let copied = 0;
  const text = asWritten(template);
  for (const match of text.matchAll(/\$\{([^}]*)\}/g)) {
    const [whole, name = ''] = match;
    parts.push({ literal: text.slice(copied, match.index) });
    copied = match.index + whole.length;
    // `${!aws:username}` is a variable of IAM.
    if (name.startsWith('!')) parts.push({ literal: `\${${name.slice(1)}}` });
    else parts.push(...partsOf(valueOf(values, name), conditions, whole));
  }
  parts.push({ literal: text.slice(copied) });
  return { ...template, parts: parts.filter((part) => 'hole' in part || part.literal !== '') };
}

function partsOf(value: SourceValue | undefined, conditions: Conditions, whole: string): readonly TextPart[] {
  const resolved = value === undefined ? undefined : resolve(value, conditions);
  return resolved?.kind === 'text' ? resolved.parts : [{ hole: whole }];
}

function joined(given: SourceValue, conditions: Conditions): SourceValue {
  const [delimiter, list] = itemsOf(given);
  const items = list === undefined ? [] : itemsOf(resolveIntrinsics(list, conditions));
  if (delimiter?.kind !== 'text') throw noText('Fn::Join', given);
  const parts = items.flatMap((item, index): readonly TextPart[] => {
    if (item.kind !== 'text') throw noText('Fn::Join', given);
    return index === 0 ? item.parts : [{ literal: asWritten(delimiter) }, ...item.parts];
  });
  return { kind: 'text', place: given.place, parts: parts.filter((part) => 'hole' in part || part.literal !== '') };
}

function branch(given: SourceValue, conditions: Conditions): SourceValue | undefined {
  const [condition, then, otherwise] = itemsOf(given);
  const name = condition === undefined ? '' : textIn(condition);
  const holds = conditions[name];
  if (holds === undefined)
    throw new SourceError(
      `The policy depends on the condition ${name} of the template.`,
      `Say which branch is meant: --condition ${name}=true or --condition ${name}=false.`,
      given.place,
    );
  const chosen = holds ? then : otherwise;
  return chosen === undefined ? undefined : resolve(chosen, conditions);
}

function noText(name: string, at: SourceValue): SourceError {
  return new SourceError(`${name} has an argument that is no text.`, 'Write its value into the template.', at.place);
}
