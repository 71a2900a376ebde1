import type { Blueprint, Parameter } from '../../../catalog/blueprint.ts';
import { partsOf, wholeParameter, type TextPart } from '../substitution.ts';
import { isPartOfNames, isText, mayBeNull, takesList } from './kinds.ts';
import type { LanguageProblem, Path } from './problem.ts';

type Parameters = Blueprint['parameters'];

/**
 * Where a text stands. `list`: the whole value of a `Resource` or a condition key, which may be a list. `text`: another
 * text of a policy. `name` and `userName`: the name of a group or policy, and of a user. `tag`: a key or value of a tag.
 * `fixed`: a text without parameters.
 */
export type Place = 'list' | 'text' | 'name' | 'userName' | 'tag' | 'fixed';

const ofOnboarding = ['accountId', 'partition'];

/** Returns the parameter with this name. Undefined if there is none. */
export function parameterNamed(parameters: Parameters, name: string): Parameter | undefined {
  return Object.hasOwn(parameters, name) ? parameters[name] : undefined;
}

/** Returns the problem of a name that is no parameter. */
export function unknownParameter(parameters: Parameters, name: string, path: Path): LanguageProblem {
  const known = Object.keys(parameters);
  const remedy = known.length === 0 ? 'The blueprint has no parameters.' : `The parameters are ${known.join(', ')}.`;
  return {
    path,
    problem: `${name} is not a parameter of the blueprint`,
    remedy: `${remedy} Add it, or correct the name.`,
  };
}

/** Returns what is wrong with the placeholders of a text. */
export function textProblems(
  parameters: Parameters,
  text: string,
  path: Path,
  place: Place,
): readonly LanguageProblem[] {
  const whole = wholeParameter(text);
  return partsOf(text).flatMap((part) => {
    const found = partProblem(parameters, part, path, place, whole !== undefined);
    return found === undefined ? [] : [found];
  });
}

function partProblem(
  parameters: Parameters,
  part: TextPart,
  path: Path,
  place: Place,
  isWhole: boolean,
): LanguageProblem | undefined {
  switch (part.kind) {
    case 'literal':
      return undefined;
    case 'unknown':
      return {
        path,
        problem: `${part.text} is neither a parameter nor a variable of IAM`,
        remedy:
          'Write ${name} with the name of a parameter (letters, digits and _), or a variable of IAM such as ${aws:username}. For the character $ itself, write ${$}.',
      };
    case 'variable':
      if (place === 'list' || place === 'text') return undefined;
      return {
        path,
        problem: `${part.text} is a variable of IAM, which IAM does not fill in here`,
        remedy: 'IAM fills in variables in the resources and conditions of policies only. Use a parameter.',
      };
    case 'parameter':
      return parameterProblem(parameters, part.name, path, place, isWhole);
  }
}

function parameterProblem(
  parameters: Parameters,
  name: string,
  path: Path,
  place: Place,
  isWhole: boolean,
): LanguageProblem | undefined {
  const say = (problem: string, remedy: string): LanguageProblem => ({ path, problem, remedy });
  if (place === 'fixed')
    return say(
      `\${${name}} stands in a text that cannot depend on a parameter`,
      'Write what it should be, or use "when" to choose between documents.',
    );
  if (ofOnboarding.includes(name)) return undefined;
  const parameter = parameterNamed(parameters, name);
  if (parameter === undefined) return unknownParameter(parameters, name, path);
  if (!isText(parameter))
    return say(
      `${name} is a parameter of the kind ${parameter.kind}, whose value is not a text`,
      parameter.kind === 'flag'
        ? 'Use "when" to choose a document or an attachment by a flag.'
        : 'Every user and policy gets these tags. Remove the placeholder.',
    );
  if (place === 'name' || place === 'userName') {
    if (!isPartOfNames(parameter))
      return say(
        `the name depends on ${name}, whose values may have characters that a name cannot have`,
        'Use a parameter of the kind name.',
      );
    if (takesList(parameter) && place === 'name')
      return say(
        `the name depends on the list ${name}`,
        'Only the name of a user may: it becomes one user for each entry.',
      );
  } else if (takesList(parameter) && !(place === 'list' && isWhole)) {
    return say(
      `the list ${name} stands inside a text or beside other values`,
      `A list stands alone, as the whole Resource or the whole value of a condition key: "Resource": "\${${name}}".`,
    );
  }
  if ((place === 'name' || place === 'userName' || place === 'tag') && mayBeNull(parameter))
    return say(
      `${name} may be omitted, and then the text has no value for it`,
      'Give the parameter a default, or remove "default": null.',
    );
  return undefined;
}
