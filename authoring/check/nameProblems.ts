import type { Blueprint, Parameter } from '../../catalog/blueprint.ts';
import { nameLimits, namePattern } from '../../lib/core/names.ts';
import { partitionNames, partitions } from '../../lib/core/partitions.ts';
import type { Path } from '../policy/alternatives.ts';
import type { BlueprintProblem } from '../problem.ts';
import { patternCharacters } from './patternCharacters.ts';

/**
 * Returns a problem for each name of a user, group or policy that IAM would refuse for some allowed values, or that
 * could leave the path of the onboarding. Every resource has this path in its ARN, and the bootstrap role may change
 * nothing else.
 */
export function nameProblems(blueprint: Blueprint): readonly BlueprintProblem[] {
  const { users, groups, policies } = blueprint;
  return [
    ...users.flatMap(({ name }, at) => problemsOf(blueprint, 'user', name, ['users', at, 'name'])),
    ...groups.flatMap(({ name }, at) => problemsOf(blueprint, 'group', name, ['groups', at, 'name'])),
    ...policies.flatMap(({ name }, at) => problemsOf(blueprint, 'policy', name, ['policies', at, 'name'])),
  ];
}

type Type = 'user' | 'group' | 'policy';

function problemsOf({ parameters }: Blueprint, type: Type, name: string, path: Path): readonly BlueprintProblem[] {
  const written = name.replaceAll(/\$\{\w+\}/g, '');
  const used = [...name.matchAll(/\$\{(\w+)\}/g)].flatMap(([, each = '']): Used[] => {
    const parameter = parameters[each];
    return parameter === undefined ? [] : [{ name: each, parameter }];
  });
  const wrong = [
    wrongText(type, name, written),
    ...used.map(wrongValues),
    tooLong(type, written.length + sum(name, used), used),
  ];
  return wrong.flatMap((each) => (each === undefined ? [] : [{ ...each, path, severity: 'error' as const }]));
}

interface Used {
  readonly name: string;
  readonly parameter: Parameter;
}

type Wrong = Pick<BlueprintProblem, 'problem' | 'remedy'>;

const allowed = 'A name may have letters, digits and _ + = . @ - only.';

function wrongText(type: Type, name: string, written: string): Wrong | undefined {
  if (/[/*?]/.test(written)) {
    const problem = `the ${type}'s name "${name}" could leave the path of the onboarding`;
    return { problem, remedy: `${allowed} Latchkey puts the path before it.` };
  }
  if (/^\.*$/.test(name) || (written !== '' && !namePattern.test(written))) {
    return { problem: `IAM refuses "${name}" as the name of a ${type}`, remedy: allowed };
  }
  return undefined;
}

/** Whether some value that the parameter takes cannot be in a name. */
function wrongValues({ name, parameter }: Used): Wrong | undefined {
  const problem = `\${${name}} is in a name, and IAM refuses names with some of its values`;
  switch (parameter.kind) {
    case 'name':
    case 'userNames':
    case 'label':
    case 'region':
      return undefined;
    case 'choice': {
      const bad = parameter.values.filter((value) => !namePattern.test(value));
      return bad.length === 0 ? undefined : { problem, remedy: `Correct these values: ${bad.join(', ')}. ${allowed}` };
    }
    case 'text':
    case 'resourceName': {
      const characters = parameter.pattern === undefined ? undefined : patternCharacters(parameter.pattern);
      const bad = [...(characters ?? ['/'])].filter((each) => !namePattern.test(each));
      if (bad.length === 0) return undefined;
      const remedy = `Give the parameter a pattern without ${bad.map((each) => `"${each}"`).join(', ')}, such as ^[a-z0-9-]{1,32}$.`;
      return { problem, remedy };
    }
    case 'arn':
    case 'regions':
    case 'flag':
    case 'tags':
      return {
        problem: `\${${name}} is in a name, and a parameter of the kind ${parameter.kind} cannot be`,
        remedy: 'Use a parameter of the kind name, label, choice, region or text there.',
      };
  }
}

function tooLong(type: Type, length: number, used: readonly Used[]): Wrong | undefined {
  const limit = nameLimits[type];
  if (length <= limit) return undefined;
  return {
    problem: `the ${type}'s name may get ${length} characters, and IAM allows ${limit}`,
    remedy:
      used.length === 0
        ? 'Shorten it.'
        : `Shorten what stands beside ${used.map(({ name }) => `\${${name}}`).join(' and ')}, or limit the values with "maxLength".`,
  };
}

function sum(template: string, used: readonly Used[]): number {
  const own = /\$\{accountId\}/.test(template) ? 12 : 0;
  const partition = /\$\{partition\}/.test(template) ? Math.max(...partitionNames.map(({ length }) => length)) : 0;
  return used.reduce((all, { parameter }) => all + longest(parameter), own + partition);
}

/** The most characters that a value may have. The kinds of texts may have 512. */
export function longest(parameter: Parameter): number {
  switch (parameter.kind) {
    case 'name':
      return nameLimits[parameter.of];
    case 'userNames':
      return nameLimits.user;
    case 'label':
      return 64;
    case 'region':
    case 'regions': {
      const regions = partitionNames.flatMap((name) => [...partitions[name].regions, ...partitions[name].optIn]);
      return Math.max(...regions.map((each) => each.length));
    }
    case 'choice':
      return Math.max(...parameter.values.map(({ length }) => length));
    case 'text':
      return parameter.maxLength ?? mostOfPattern(parameter.pattern);
    case 'resourceName':
      return parameter.pattern === undefined ? 512 : mostOfPattern(parameter.pattern);
    case 'arn':
      return 512;
    case 'flag':
    case 'tags':
      return 0;
  }
}

/** The most characters of a pattern that is one set with a count, such as `[a-z]{1,32}`. Otherwise 512. */
function mostOfPattern(pattern: string): number {
  const [, from, to = from] = /^\^?(?:\[[^\]]+\]|\\[dw])\{(\d+)(?:,(\d+))?\}\$?$/.exec(pattern) ?? [];
  return to === undefined ? 512 : Math.min(512, Number(to));
}
