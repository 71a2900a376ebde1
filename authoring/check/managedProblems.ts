import type { Blueprint } from '../../catalog/blueprint.ts';
import type { Path } from '../policy/alternatives.ts';
import type { BlueprintProblem } from '../problem.ts';
import { nearest } from '../read/nearest.ts';
import { fetchCommand, type CheckDeps } from './deps.ts';

/** Returns a problem for each managed policy that AWS does not have, or whose document is not in the folder. */
export function managedProblems(blueprint: Blueprint, deps: CheckDeps): readonly BlueprintProblem[] {
  return usedManagedPolicies(blueprint).flatMap(({ name, path }): BlueprintProblem[] => {
    if (!deps.managedNames.includes(name)) return [unknownPolicy(name, path, deps.managedNames)];
    if (/^(aws-service-role|root-task)\//.test(name)) return [notAttachable(name, path)];
    if (deps.managedDocuments.has(name)) return [];
    return [
      {
        path,
        problem: `the document of ${name} is not known, so that nothing can be said about what it allows`,
        remedy: `Read it into the folder of the blueprints: ${fetchCommand}.`,
        severity: 'error',
      },
    ];
  });
}

/** Returns the managed policies of AWS that a blueprint attaches or has as the boundary, with their places. */
export function usedManagedPolicies({
  users,
  groups,
  permissionsBoundary,
}: Blueprint): readonly { readonly name: string; readonly path: Path }[] {
  const attached = Object.entries({ users, groups }).flatMap(([kind, identities]) =>
    identities.flatMap(({ attach }, at) =>
      attach.flatMap((each, index) =>
        'managed' in each ? [{ name: each.managed, path: [kind, at, 'attach', index, 'managed'] }] : [],
      ),
    ),
  );
  return [
    ...attached,
    ...('managed' in permissionsBoundary
      ? [{ name: permissionsBoundary.managed, path: ['permissionsBoundary', 'managed'] }]
      : []),
  ];
}

/** IAM answers PolicyNotAttachable (IAM API Reference, AttachUserPolicy). */
function notAttachable(name: string, path: Path): BlueprintProblem {
  const problem = `AWS attaches "${name}" only to a role of its own, or to a session as root`;
  return { path, problem, remedy: 'Take it out: IAM refuses it for a user.', severity: 'error' };
}

function unknownPolicy(name: string, path: Path, names: readonly string[]): BlueprintProblem {
  const plain = (each: string) => each.slice(each.lastIndexOf('/') + 1).toLowerCase();
  // The path of a policy, such as service-role/, is often left out.
  const likely = names.find((each) => plain(each) === plain(name)) ?? nearest(name, names);
  return {
    path,
    problem: `AWS has no managed policy "${name}"`,
    remedy:
      likely === undefined
        ? 'Look for the name, with its path, in the AWS Managed Policy Reference Guide.'
        : `Did you mean "${likely}"?`,
    severity: 'error',
  };
}
