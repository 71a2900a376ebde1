import type { Blueprint, Parameter } from '../../catalog/blueprint.ts';
import type { Change, Kind } from './comparison.ts';

/**
 * Returns what changes in the values that requests may send, for the parameters that policies, the permissions boundary
 * or names depend on.
 */
export function parameterChanges(before: Blueprint, after: Blueprint): readonly Change[] {
  const names = [...new Set([...Object.keys(before.parameters), ...Object.keys(after.parameters)])];
  return names.flatMap((name) => {
    const [old, now] = [before.parameters[name], after.parameters[name]];
    if (old === undefined && now !== undefined) {
      const isRequired = !('default' in now);
      return [
        change('other', `The parameter ${name} is new${isRequired ? ', and every request has to send it' : ''}.`),
        ...(now.kind === 'tags'
          ? [change('more', `Requests may put up to ${now.max} tags of their own on users.`)]
          : []),
      ];
    }
    if (now === undefined) return [change('other', `There is no parameter ${name} any more.`)];
    // Every user gets the tags of a parameter, which no text names.
    const isUsedAnyway = now.kind === 'tags' || old?.kind === 'tags';
    if (old === undefined || !(isUsedAnyway || isUsed(before, name) || isUsed(after, name))) return [];
    return changesOf(name, old, now);
  });
}

const change = (kind: Kind, text: string): Change => ({ kind, text });

function isUsed({ parameters: _, notes: __, differences: ___, ...rest }: Blueprint, name: string): boolean {
  const text = JSON.stringify(rest);
  return text.includes(`\${${name}}`) || new RegExp(`"when":\\{[^}]*"${name}":`).test(text);
}

function changesOf(name: string, old: Parameter, now: Parameter): readonly Change[] {
  if (old.kind !== now.kind) return [change('unknown', `${name} is of the kind ${now.kind} instead of ${old.kind}.`)];
  return [
    ...defaultChange(name, old, now),
    ...listChange(name, valuesOf(old), valuesOf(now), 'takes'),
    ...numberChange(name, mostOf(old), mostOf(now), 'values'),
    ...numberChange(name, lengthOf(old), lengthOf(now), 'characters'),
    ...patternChange(name, patternOf(old), patternOf(now)),
    ...typeChange(name, old, now),
  ];
}

function defaultChange(name: string, old: Parameter, now: Parameter): readonly Change[] {
  const [before, after] = [old, now].map((each) => ('default' in each ? JSON.stringify(each.default) : undefined));
  if (before === after) return [];
  if (after === undefined) return [change('other', `Every request has to send ${name}.`)];
  return [
    change('unknown', `A request without ${name} gets ${after}${before === undefined ? '' : ` instead of ${before}`}.`),
  ];
}

/** The values that can be listed. Undefined: there is no list of them. */
function valuesOf(parameter: Parameter): readonly string[] | undefined {
  if (parameter.kind === 'choice') return parameter.values;
  return parameter.kind === 'flag' ? (parameter.onlyIn ?? ['aws', 'aws-us-gov', 'aws-cn']) : undefined;
}

function listChange(
  name: string,
  old: readonly string[] = [],
  now: readonly string[] = [],
  verb: string,
): readonly Change[] {
  const added = now.filter((value) => !old.includes(value));
  const gone = old.filter((value) => !now.includes(value));
  return [
    ...(added.length === 0 ? [] : [change('more', `${name} also ${verb} ${added.join(', ')}.`)]),
    ...(gone.length === 0 ? [] : [change('less', `${name} no longer ${verb} ${gone.join(', ')}.`)]),
  ];
}

function mostOf(parameter: Parameter): number | undefined {
  if (parameter.kind === 'userNames' || parameter.kind === 'regions' || parameter.kind === 'tags') return parameter.max;
  return 'list' in parameter ? (parameter.list?.max ?? 1) : 1;
}

function lengthOf(parameter: Parameter): number | undefined {
  return parameter.kind === 'text' ? (parameter.maxLength ?? 512) : undefined;
}

function numberChange(name: string, old = 0, now = 0, what: string): readonly Change[] {
  if (old === now) return [];
  return [change(now > old ? 'more' : 'less', `${name} takes up to ${now} ${what} instead of ${old}.`)];
}

function patternOf(parameter: Parameter): string | undefined {
  return 'pattern' in parameter ? parameter.pattern : undefined;
}

function patternChange(name: string, old: string | undefined, now: string | undefined): readonly Change[] {
  if (old === now) return [];
  if (now === undefined) return [change('more', `${name} takes any value: the pattern ${old ?? ''} is gone.`)];
  if (old === undefined) return [change('less', `${name} takes only values that match ${now}.`)];
  return [change('unknown', `${name} takes values that match ${now} instead of ${old}.`)];
}

function typeChange(name: string, old: Parameter, now: Parameter): readonly Change[] {
  if (!('service' in old) || !('service' in now)) return [];
  const [before, after] = [old, now].map(({ service, resourceType }) => `${service} ${resourceType}`);
  const [was, is] = [old, now].map((each) => 'anyAccount' in each && each.anyAccount === true);
  return [
    ...(before === after ? [] : [change('unknown', `${name} names a ${after ?? ''} instead of a ${before ?? ''}.`)]),
    ...formatChange(name, old, now),
    ...(was === is
      ? []
      : [
          change(
            is === true ? 'more' : 'less',
            `${name} may ${is === true ? 'also' : 'no longer'} be in another account.`,
          ),
        ]),
  ];
}

/** The form of the ARNs that a parameter takes, as it is after the reading of a file. */
function formatChange(name: string, old: Parameter, now: Parameter): readonly Change[] {
  if (old.kind !== 'arn' || now.kind !== 'arn') return [];
  const formOf = ({ format, endsBefore = '' }: typeof old) =>
    `${format ?? 'any format'}${endsBefore === '' ? '' : ` without ${endsBefore.split('').join(' or ')} in the last part`}`;
  const [before, after] = [formOf(old), formOf(now)];
  return before === after ? [] : [change('unknown', `${name} takes ARNs of the form ${after} instead of ${before}.`)];
}
