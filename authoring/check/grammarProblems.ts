import type { Blueprint, DocumentTemplate, StatementTemplate } from '../../catalog/blueprint.ts';
import { boundaryDocuments } from '../../lib/blueprints/permissionsBoundary.ts';
import { partitionNames } from '../../lib/core/partitions.ts';
import { textsIn, wholeParameter } from '../../lib/blueprints/substitution.ts';
import type { Path } from '../policy/alternatives.ts';
import { arnParts } from '../policy/arnParts.ts';
import { expanded, placeholdersOf, type Placeholders } from '../policy/placeholders.ts';
import type { BlueprintProblem } from '../problem.ts';

/**
 * Returns a problem for each part of a document that is against the grammar of IAM, so that IAM refuses the whole document
 * in the account of every tenant, or that is empty, so that nothing comes of it (IAM User Guide, "Grammar of the IAM JSON
 * policy language" and "IAM policy validation check reference").
 */
export function grammarProblems(blueprint: Blueprint): readonly BlueprintProblem[] {
  const placeholders = placeholdersOf(blueprint);
  const documents = [
    ...blueprint.policies.flatMap((policy, at) =>
      policy.documents.map((document, index) => ({ document, path: ['policies', at, 'documents', index] })),
    ),
    ...boundaryDocuments(blueprint).map((document, index) => ({ document, path: ['permissionsBoundary', index] })),
  ];
  return documents.flatMap(({ document, path }) => [
    ...characterProblems(document, path),
    ...(document.Statement.length === 0
      ? [error([...path, 'Statement'], 'there is no statement', 'Add one: IAM refuses a document that has none.')]
      : []),
    ...sidProblems(document.Statement, [...path, 'Statement']),
    ...document.Statement.flatMap((statement, index) =>
      statementProblems(statement, [...path, 'Statement', index], placeholders, blueprint),
    ),
  ]);
}

const error = (path: Path, problem: string, remedy: string): BlueprintProblem => ({
  path,
  problem,
  remedy,
  severity: 'error',
});

/** IAM API Reference, CreatePolicy, PolicyDocument: tabs, line ends, and the characters from the space to U+00FF. */
function characterProblems(document: DocumentTemplate, path: Path): readonly BlueprintProblem[] {
  const wrong = textsIn(document).find((text) => /[^\t\n\r -\u00ff]/.test(text));
  if (wrong === undefined) return [];
  return [
    error(path, `"${wrong}" has a character that no policy of IAM can have`, 'Use characters up to U+00FF (ÿ) only.'),
  ];
}

function sidProblems(statements: readonly StatementTemplate[], path: Path): readonly BlueprintProblem[] {
  const sids = statements.map(({ Sid }) => Sid ?? '');
  return sids.flatMap((sid, index) => {
    const at = [...path, index, 'Sid'];
    if (!/^[A-Za-z0-9]*$/.test(sid))
      return [error(at, `the Sid is "${sid}"`, 'Use letters and digits only, or no Sid.')];
    if (sid === '' || sids.indexOf(sid) === index) return [];
    return [error(at, `two statements have the Sid "${sid}"`, 'Give each another one, or none.')];
  });
}

function statementProblems(
  statement: StatementTemplate,
  path: Path,
  placeholders: Placeholders,
  { parameters }: Blueprint,
): readonly BlueprintProblem[] {
  const wrong = (text: string) => {
    const kind = parameters[wholeParameter(text) ?? '']?.kind;
    const [, first = ''] = /^\$\{(\w+)\}/.exec(text) ?? [];
    // The pattern of the parameter decides what it is. Every ARN that a request sends has six parts.
    if (kind === 'text' || kind === 'choice' || parameters[first]?.kind === 'arn') return undefined;
    return wrongResource(text, expanded(text, placeholders));
  };
  return [
    ...(['Action', 'NotAction', 'Resource', 'NotResource'] as const).flatMap((element) =>
      statement[element]?.length === 0
        ? [error([...path, element], `"${element}" is empty`, 'Name at least one, or remove the statement.')]
        : [],
    ),
    ...Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.keys(keys).flatMap((key, index, all) =>
        all.findIndex((each) => each.toLowerCase() === key.toLowerCase()) === index
          ? []
          : [
              error(
                [...path, 'Condition', operator, key],
                `two conditions are on the key "${key}", as keys that differ only in case are the same`,
                'Write one condition with both values.',
              ),
            ],
      ),
    ),
    ...Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).flatMap(([key, values]) =>
        typeof values !== 'string' && values.length === 0
          ? [
              error(
                [...path, 'Condition', operator, key],
                `"${key}" has no value`,
                'Name at least one: without a value, the condition is never met.',
              ),
            ]
          : [],
      ),
    ),
    ...(['Resource', 'NotResource'] as const).flatMap((element) =>
      [statement[element] ?? []].flat().flatMap((text, index) => {
        const found = wrong(text);
        const at = typeof statement[element] === 'string' ? [...path, element] : [...path, element, index];
        return found === undefined ? [] : [error(at, ...found)];
      }),
    ),
  ];
}

function wrongResource(text: string, given: string): readonly [problem: string, remedy: string] | undefined {
  if (text === '*') return undefined;
  const [start, partition = ''] = arnParts(given) ?? [];
  if (start !== 'arn')
    return [
      `"${text}" is not an ARN with six parts, so that IAM refuses the whole policy`,
      'Write "*", or arn:${partition}:service:region:account:resource, whose region and account may be empty.',
    ];
  if (/[*?$]/.test(partition) || partitionNames.some((name) => name === partition)) return undefined;
  return [
    `"${text}" is in no partition of AWS, so that IAM refuses the whole policy`,
    'Write arn:${partition}: at its beginning.',
  ];
}
