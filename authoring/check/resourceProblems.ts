import type { Blueprint } from '../../catalog/blueprint.ts';
import type { ActionData, ActionDetails } from '../policy/actionData.ts';
import type { BlueprintProblem } from '../problem.ts';
import { resourceFits, type ResourceFits, type WrittenAction } from './idleActions.ts';

/**
 * Returns a problem for each action that none of its statement's resources can apply to, and for each resource that no
 * action of its statement takes. IAM accepts such statements, and the part has no effect. An action without effect is an
 * error in a policy, and a warning in a permissions boundary, unless nothing in the statement has one. (IAM's policy
 * summaries warn of the same. IAM Access Analyzer reports an error "when a part of the policy is not functional", but does
 * not look at this.)
 */
export function resourceProblems(blueprint: Blueprint, data: ActionData): readonly BlueprintProblem[] {
  return resourceFits(blueprint, data).flatMap((each) => problemsOf(each, data));
}

function problemsOf({ written, actions, unused }: ResourceFits, data: ActionData): readonly BlueprintProblem[] {
  if (actions.every(({ fit }) => fit === 'no')) return [nothing(written.path, actions, data)];
  const named = ({ text, known }: WrittenAction) => ({
    text,
    ownStatement: `with the resource ${formatsOf(known, data)}`,
  });
  return [
    ...actions.flatMap((each): readonly BlueprintProblem[] => {
      const { text, ownStatement } = named(each);
      switch (each.fit) {
        case 'yes':
          return [];
        case 'no':
          return [
            {
              path: each.path,
              problem: `"${text}" has no effect here, because none of the resources of the statement is of a type that it takes`,
              remedy: `Take "${text}" out. To allow it, write a statement of its own for it, ${ownStatement}.`,
              severity: written.isBoundary ? 'warning' : 'error',
            },
          ];
        case 'unsure':
          return [
            {
              path: each.path,
              problem: `"${text}" may have no effect here: AWS documents no resource for it but *`,
              remedy: `Write a statement of its own for it, ${ownStatement}, or try it in an account.`,
              severity: 'warning',
            },
          ];
      }
    }),
    ...unused.map(({ text, path }): BlueprintProblem => ({
      path,
      problem: `no action of the statement takes the resource "${text}"`,
      remedy: 'Correct the ARN, or take it out.',
      severity: 'warning',
    })),
  ];
}

function nothing(
  path: BlueprintProblem['path'],
  actions: readonly WrittenAction[],
  data: ActionData,
): BlueprintProblem {
  const names = actions.map(({ text }) => text);
  return {
    path: [...path, 'Resource'],
    problem: `the statement has no effect: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''} cannot apply to these resources`,
    remedy: `The resource has to be ${formatsOf(
      actions.flatMap(({ known }) => known),
      data,
    )}.`,
    severity: 'error',
  };
}

const mostFormats = 4;

/** Returns the formats of the ARNs that actions take, as a part of a sentence. */
function formatsOf(actions: readonly ActionDetails[], { services }: ActionData): string {
  const formats = actions.flatMap(({ name, resourceTypes }) =>
    resourceTypes.length === 0
      ? ['*']
      : resourceTypes.flatMap((type) => services.get(name.split(':')[0] ?? '')?.resourceTypes.get(type) ?? []),
  );
  const all = [...new Set(formats)];
  return `${all.slice(0, mostFormats).join(' or ')}${all.length > mostFormats ? ' or another of its types' : ''}`;
}
