import type { Blueprint, DocumentTemplate, StatementTemplate, When } from '../../../catalog/blueprint.ts';
import { notGiven } from '../notGiven.ts';
import { parametersIn, textsIn } from '../substitution.ts';
import { mayBeNull, takesList } from './kinds.ts';
import type { LanguageProblem, Path } from './problem.ts';
import { parameterNamed, textProblems, unknownParameter, type Place } from './textProblems.ts';

type Parameters = Blueprint['parameters'];

/** Returns what is wrong with the alternatives of a policy or of the permissions boundary. */
export function documentsProblems(
  parameters: Parameters,
  documents: readonly DocumentTemplate[],
  path: Path,
): readonly LanguageProblem[] {
  return [
    ...(documents.length === 0
      ? [{ path, problem: 'there is no document', remedy: 'Add a policy document with a Version and a Statement.' }]
      : []),
    ...documents.flatMap((document, index) => [
      ...whenProblems(parameters, document.when, [...path, index, 'when']),
      ...document.Statement.flatMap((statement, at) =>
        statementProblems(parameters, statement, [...path, index, 'Statement', at]),
      ),
      ...omittedProblems(parameters, documents, index, [...path, index]),
    ]),
  ];
}

/** Returns what is wrong with a condition on parameters. */
export function whenProblems(parameters: Parameters, when: When, path: Path): readonly LanguageProblem[] {
  return Object.entries(when ?? {}).flatMap(([name, value]) => {
    const at = [...path, name];
    const parameter = parameterNamed(parameters, name);
    if (parameter === undefined) return [unknownParameter(parameters, name, at)];
    const say = (problem: string, remedy: string) => [{ path: at, problem, remedy }];
    if (value === null && !mayBeNull(parameter))
      return say(`${name} always has a value`, 'Only a parameter with "default": null can be null.');
    if (parameter.kind === 'flag')
      return typeof value === 'boolean'
        ? []
        : say(`${name} is a flag`, 'Compare it with true or false, without quotes.');
    if (value === notGiven && mayBeNull(parameter))
      return say(
        `${name} never is ${notGiven}`,
        'The stack says with this text that it is not given. Use null for that.',
      );
    if (typeof value === 'boolean')
      return say(`${name} is not a flag`, 'Compare it with a text in quotes, or with null.');
    if (parameter.kind === 'choice' && value !== null && !parameter.values.includes(value))
      return say(`${name} never is ${value}`, `Its values are ${parameter.values.join(', ')}.`);
    if (takesList(parameter) && value !== null)
      return say(`${name} is a list`, 'A list can be compared with null only.');
    if (parameter.kind === 'tags') return say(`${name} is a list of tags`, 'No document can depend on it.');
    return [];
  });
}

function statementProblems(
  parameters: Parameters,
  statement: StatementTemplate,
  path: Path,
): readonly LanguageProblem[] {
  const { Sid, Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  const inTexts = (value: string | readonly string[] | undefined, at: Path, place: Place) => {
    if (value === undefined) return [];
    if (typeof value === 'string') return textProblems(parameters, value, at, place);
    return value.flatMap((text, index) =>
      textProblems(parameters, text, [...at, index], place === 'list' ? 'text' : place),
    );
  };
  return [
    ...oneOf(statement, 'Action', 'NotAction', path),
    ...oneOf(statement, 'Resource', 'NotResource', path),
    ...inTexts(Sid, [...path, 'Sid'], 'fixed'),
    ...inTexts(Action, [...path, 'Action'], 'fixed'),
    ...inTexts(NotAction, [...path, 'NotAction'], 'fixed'),
    ...inTexts(Resource, [...path, 'Resource'], 'list'),
    ...inTexts(NotResource, [...path, 'NotResource'], 'list'),
    ...Object.entries(Condition).flatMap(([operator, keys]) => [
      ...textProblems(parameters, operator, [...path, 'Condition', operator], 'fixed'),
      ...Object.entries(keys).flatMap(([key, value]) => [
        ...textProblems(parameters, key, [...path, 'Condition', operator, key], 'text'),
        ...inTexts(value, [...path, 'Condition', operator, key], 'list'),
      ]),
    ]),
  ];
}

function oneOf(
  statement: StatementTemplate,
  one: 'Action' | 'Resource',
  other: 'NotAction' | 'NotResource',
  path: Path,
): readonly LanguageProblem[] {
  const count = [statement[one], statement[other]].filter((each) => each !== undefined).length;
  if (count === 1) return [];
  const problem = `the statement has ${count === 0 ? `neither ${one} nor` : `${one} and`} ${other}`;
  return [{ path, problem, remedy: `IAM takes exactly one of the two.` }];
}

/**
 * Returns the parameters of a document that may be omitted although an onboarding without them gets the document. It does
 * not if the document's own `when` says so, or if an earlier document takes every such case.
 */
function omittedProblems(
  { ...parameters }: Parameters,
  documents: readonly DocumentTemplate[],
  index: number,
  path: Path,
): readonly LanguageProblem[] {
  const document = documents[index];
  const when = document?.when ?? {};
  const names = new Set(textsIn(document).flatMap(parametersIn));
  return [...names].flatMap((name) => {
    const parameter = parameterNamed(parameters, name);
    if (parameter === undefined || !mayBeNull(parameter)) return [];
    if (Object.hasOwn(when, name) && when[name] !== null) return [];
    const isTaken = documents
      .slice(0, index)
      .some((earlier) =>
        Object.entries(earlier.when ?? {}).every(
          ([each, value]) => (each === name && value === null) || (Object.hasOwn(when, each) && when[each] === value),
        ),
      );
    if (isTaken) return [];
    return [
      {
        path,
        problem: `the document uses ${name}, which may be omitted`,
        remedy: `Put a document with "when": { "${name}": null } before it, which does without ${name}, or give the parameter no default.`,
      },
    ];
  });
}
