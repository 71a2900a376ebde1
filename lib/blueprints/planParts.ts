import { isDeepStrictEqual } from 'node:util';
import { isKeyStep, type Plan, type Step } from './plan.ts';
import { attachmentsOf, type PlannedAttachment } from './policyDocumentsOf.ts';

/** That a user is in a group. */
export interface Membership {
  readonly user: string;
  readonly group: string;
}

/** A step that an update can take: none that creates a user or a key. */
type UpdateStep = Exclude<Step, { kind: 'create-user' | 'create-access-key' | 'check-access-key' }>;

/** The parts of a plan that another plan lacks. */
export interface PlanParts {
  /** The steps that create them. They need nothing else than each other. */
  readonly steps: readonly UpdateStep[];
  readonly attachments: readonly PlannedAttachment[];
  readonly memberships: readonly Membership[];
  /** The groups and policies. */
  readonly resources: Plan['resources'];
}

/**
 * Returns what is in a plan and not in another one for the same users. A policy with the same name is the same policy: an
 * update gives a changed document another name.
 */
export function partsOnlyIn(plan: Plan, other: Plan): PlanParts {
  const lacks = (step: Step) => !other.steps.some((each) => isSameOperation(each, step));
  const steps = plan.steps.flatMap((step): UpdateStep[] =>
    step.kind === 'create-user' || isKeyStep(step) || !lacks(step) ? [] : [step],
  );
  const names = new Set(steps.map(({ name }) => name));
  const otherAttachments = attachmentsOf(other);
  return {
    steps: steps.map((step) => ({ ...step, needs: step.needs.filter((need) => names.has(need)) })),
    attachments: attachmentsOf(plan).filter((each) => !otherAttachments.some((same) => isDeepStrictEqual(same, each))),
    memberships: steps.flatMap((step) =>
      step.kind === 'add-user-to-group' ? [{ user: step.user, group: step.group }] : [],
    ),
    resources: plan.resources.filter(
      ({ arn, type }) => type !== 'user' && !other.resources.some((each) => each.arn === arn),
    ),
  };
}

function isSameOperation({ name: _, needs: __, ...one }: Step, { name: ___, needs: ____, ...other }: Step): boolean {
  if (one.kind === 'create-policy' && other.kind === 'create-policy') return one.policy === other.policy;
  return isDeepStrictEqual(one, other);
}
