import type { Attachment, Blueprint, DocumentTemplate } from '../../catalog/blueprint.ts';
import { conditionHolds, policySize } from '../../lib/blueprints/policyDocument.ts';
import { boundaryDocuments } from '../../lib/blueprints/permissionsBoundary.ts';
import { partitionNames } from '../../lib/core/partitions.ts';
import type { Alternative, Path } from '../policy/alternatives.ts';
import type { BlueprintProblem } from '../problem.ts';
import { checkedAlternatives } from './checkedAlternatives.ts';
import { longest } from './nameProblems.ts';

/** IAM's quotas (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const limits = { document: 6144, attachments: 10, groups: 10 } as const;

/**
 * Returns a problem for each document and list that is larger than IAM allows: an error if it is for all values of the
 * parameters, a warning if it is for the longest.
 */
export function sizeProblems(blueprint: Blueprint): readonly BlueprintProblem[] {
  const { users, groups, policies } = blueprint;
  const alternatives = checkedAlternatives(blueprint);
  const tooMany = (path: Path, what: string, count: number, limit: number): BlueprintProblem[] =>
    count <= limit
      ? []
      : [
          {
            path,
            problem: `${what}: ${count}, and IAM allows ${limit}`,
            remedy: 'Join some of them.',
            severity: 'error',
          },
        ];
  return [
    ...policies.flatMap(({ documents }, policy) =>
      documents.flatMap((document, at) =>
        sizeProblem(blueprint, document, ['policies', policy, 'documents', at], 'policy', split),
      ),
    ),
    ...boundaryDocuments(blueprint).flatMap((document, at) =>
      sizeProblem(blueprint, document, ['permissionsBoundary', at], 'permissions boundary', widen),
    ),
    ...[...Object.entries({ users, groups })].flatMap(([kind, identities]) =>
      identities.flatMap(({ attach }, at) =>
        tooMany(
          [kind, at, 'attach'],
          'too many policies are attached',
          mostAtOnce(alternatives, attach),
          limits.attachments,
        ),
      ),
    ),
    ...users.flatMap(({ groups: memberships }, at) =>
      tooMany(['users', at, 'groups'], 'the user is in too many groups', memberships.length, limits.groups),
    ),
  ];
}

const split = 'Divide it into several policies and attach each: npx latchkey blueprint import does so.';
const widen =
  'Make a policy of AWS the boundary, "permissionsBoundary": { "managed": "…" }, or name actions by patterns such as s3:Get*, which is more than the policies need: the notes have to say what that adds.';

function sizeProblem(
  { parameters }: Blueprint,
  document: DocumentTemplate,
  path: Path,
  what: string,
  remedy: string,
): readonly BlueprintProblem[] {
  const { when: _, ...rest } = document;
  const text = JSON.stringify(rest);
  const filled = (lengthOf: (name: string) => number) =>
    policySize(text.replaceAll(/\$\{(\w+)\}/g, (_whole, name: string) => 'x'.repeat(lengthOf(name))));
  const place = (name: string, partitionLength: number) =>
    name === 'accountId' ? 12 : name === 'partition' ? partitionLength : undefined;
  const least = filled((name) => place(name, 'aws'.length) ?? 1);
  const mostPartition = Math.max(...partitionNames.map(({ length }) => length));
  const most = filled((name) => place(name, mostPartition) ?? longestText(parameters[name]));
  if (least > limits.document) {
    return [
      {
        path,
        problem: `the ${what} has ${least} characters, and IAM allows ${limits.document}`,
        remedy,
        severity: 'error',
      },
    ];
  }
  if (most <= limits.document) return [];
  return [
    {
      path,
      problem: `the ${what} may get ${most} characters with the longest values of its parameters, and IAM allows ${limits.document}`,
      remedy: `Limit the parameters with "maxLength", "pattern" or a smaller "max". ${remedy}`,
      severity: 'warning',
    },
  ];
}

/** The most characters that stand in the place of a placeholder, with the quotes and commas of a list. */
function longestText(parameter: Blueprint['parameters'][string] | undefined): number {
  if (parameter === undefined) return 1;
  const each = longest(parameter);
  const count = parameter.kind === 'regions' ? parameter.max : 'list' in parameter ? (parameter.list?.max ?? 1) : 1;
  return each * count + (count > 1 ? 3 * count : 0);
}

/** The most policies that one onboarding attaches. */
function mostAtOnce(alternatives: readonly Alternative[], attach: readonly Attachment[]): number {
  const counts = alternatives.map((each) => attach.filter(({ when }) => conditionHolds(when, each)).length);
  return Math.max(0, ...counts);
}
