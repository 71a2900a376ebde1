import type { Blueprint, Parameter } from '../../../catalog/blueprint.ts';
import { checkValue } from '../checkValue.ts';
import { parameterName } from '../parameterName.ts';
import { reservedName, reservedNames } from '../reservedNames.ts';
import { wholePattern } from '../checkTexts.ts';
import { characterProblem } from '../valueCharacters.ts';
import type { LanguageProblem, Path } from './problem.ts';

/** Returns what is wrong with the parameters of a blueprint. */
export function parameterProblems({ parameters }: Blueprint): readonly LanguageProblem[] {
  const names = Object.keys(parameters);
  return Object.entries(parameters).flatMap(([name, parameter], index) => {
    const path = ['parameters', name];
    const reserved = reservedName(name);
    const same = names
      .slice(0, index)
      .find((other) => parameterName(other).toLowerCase() === parameterName(name).toLowerCase());
    return [
      ...(reserved === undefined
        ? []
        : [
            {
              path,
              problem: `the parameter ${name} has the reserved name ${reserved}`,
              remedy: `Give it another name. Reserved, ignoring case, are ${reservedNames.join(', ')}.`,
            },
          ]),
      ...(same === undefined
        ? []
        : [
            {
              path,
              problem: `${name} and ${same} become the same parameter of the stack`,
              remedy: 'Give one of them a name that differs in more than case and underscores.',
            },
          ]),
      ...keyWordProblems(name, parameter, path),
      ...kindProblems(parameter, path),
    ];
  });
}

/** The parameters whose values are in files of keys, and the kinds whose values need no quotes there. */
const keyWords: ReadonlyMap<string, readonly Parameter['kind'][]> = new Map([
  ['profile', ['label', 'choice']],
  ['stage', ['label', 'choice']],
  ['region', ['region']],
]);

function keyWordProblems(name: string, { kind }: Parameter, path: Path): readonly LanguageProblem[] {
  const kinds = keyWords.get(name);
  if (kinds === undefined || kinds.includes(kind)) return [];
  return [
    {
      path: [...path, 'kind'],
      problem: `the parameter ${name} is of the kind ${kind}`,
      remedy: `Latchkey writes the value of a parameter with this name into files of keys. Use the kind ${kinds.join(' or ')}, or another name.`,
    },
  ];
}

function kindProblems(parameter: Parameter, path: Path): readonly LanguageProblem[] {
  switch (parameter.kind) {
    case 'arn':
      return [...formatProblems(parameter.format, [...path, 'format']), ...textKindProblems(parameter, path)];
    case 'resourceName':
    case 'text':
    case 'regions':
      return textKindProblems(parameter, path);
    case 'choice':
      return [
        ...parameter.values.flatMap((value, index) =>
          saying([...path, 'values', index], `the value ${value}`, characterProblem(value, false)),
        ),
        ...(parameter.values.includes(parameter.default)
          ? []
          : [
              {
                path: [...path, 'default'],
                problem: `${parameter.default} is not one of the values`,
                remedy: `Use one of ${parameter.values.join(', ')}.`,
              },
            ]),
      ];
    case 'label':
    case 'name': {
      const checked = checkValue(parameter, parameter.default, { partition: 'aws' });
      const [fault] = 'faults' in checked ? checked.faults : [];
      return saying([...path, 'default'], `the default ${parameter.default}`, fault?.wrong);
    }
    case 'userNames':
      return boundsProblems(parameter, path);
    case 'region':
    case 'flag':
    case 'tags':
      return [];
  }
}

function saying(path: Path, what: string, wrong: string | undefined): readonly LanguageProblem[] {
  if (wrong === undefined) return [];
  return [
    { path, problem: `${what} ${wrong.replace(/\.$/, '')}`, remedy: 'Write another one: a request could not send it.' },
  ];
}

type TextKind = Extract<Parameter, { kind: 'arn' | 'resourceName' | 'text' | 'regions' }>;

function textKindProblems(parameter: TextKind, path: Path): readonly LanguageProblem[] {
  const list = parameter.kind === 'regions' ? parameter : parameter.list;
  const source = wholePattern(parameter);
  const pattern = source === undefined ? undefined : compiled(source);
  return [
    ...(list === undefined ? [] : boundsProblems(list, parameter.kind === 'regions' ? path : [...path, 'list'])),
    ...(pattern === 'invalid'
      ? [
          {
            path: [...path, 'pattern'],
            problem: `${source ?? ''} is not a regular expression`,
            remedy:
              'Write a regular expression of JavaScript, such as "[a-z0-9-]+". It always applies to the whole value.',
          },
        ]
      : []),
    ...defaultProblems(parameter.default, list, pattern === 'invalid' ? undefined : pattern, [...path, 'default']),
  ];
}

function boundsProblems({ min, max }: { readonly min: number; readonly max: number }, path: Path) {
  if (min <= max) return [];
  return [
    { path, problem: `min is ${String(min)} and max is ${String(max)}`, remedy: 'max must not be less than min.' },
  ];
}

function defaultProblems(
  value: string | readonly string[] | null | undefined,
  list: unknown,
  pattern: RegExp | undefined,
  path: Path,
): readonly LanguageProblem[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'string' && list !== undefined)
    return [{ path, problem: 'the parameter takes a list', remedy: 'Write the default as a list of texts.' }];
  if (typeof value !== 'string' && list === undefined)
    return [{ path, problem: 'the parameter takes one text', remedy: 'Write the default as a text, or add "list".' }];
  return [value].flat().flatMap((text) => {
    const wrong = characterProblem(text, typeof value !== 'string');
    if (wrong !== undefined)
      return [
        {
          path,
          problem: `the default ${wrong.replace(/\.$/, '')}`,
          remedy: 'Write a default that follows this rule, which is the same for every value.',
        },
      ];
    if (pattern?.test(text) === false)
      return [
        {
          path,
          problem: `the default ${text} does not match the pattern`,
          remedy: 'The pattern applies to the whole value.',
        },
      ];
    return [];
  });
}

function formatProblems(format: string | undefined, path: Path): readonly LanguageProblem[] {
  if (format === undefined || /^arn:\$\{Partition\}:[a-z0-9-]+:[^:]*:[^:]*:.+$/.test(format)) return [];
  return [
    {
      path,
      problem: `${format} is not the format of an ARN`,
      remedy:
        'Write it as the Service Authorization Reference does, such as "arn:${Partition}:s3:::${BucketName}", or leave it out.',
    },
  ];
}

function compiled(source: string): RegExp | 'invalid' {
  try {
    // `a)|(?:.*` would be an expression only together with what is put around it, and then match everything.
    return new RegExp(`^(?:${new RegExp(source, 'u').source})$`, 'u');
  } catch {
    return 'invalid';
  }
}
