import type { Plan, Step } from './plan.ts';

/** A policy that a plan creates or attaches. */
export interface PlannedPolicy {
  /** For an AWS managed policy with a path, the name includes it, such as `job-function/Billing`. */
  readonly name: string;
  readonly arn: string;
  /** JSON. Undefined if the plan attaches an AWS managed policy, whose document AWS may change. */
  readonly document: string | undefined;
}

/** A policy that is attached to a user or group of the plan. */
export interface PlannedAttachment {
  readonly type: 'user' | 'group';
  readonly name: string;
  readonly policyArn: string;
}

/** The effect of a step on the permissions of the plan's users. */
type Effect =
  | { readonly kind: 'creates-policy'; readonly policy: string; readonly document: string }
  | { readonly kind: 'attaches-policy'; readonly attachment: PlannedAttachment }
  | { readonly kind: 'adds-to-group'; readonly user: string; readonly group: string };

/**
 * Returns every policy that a plan creates or attaches, each once. All code that evaluates the permissions of the keys
 * uses this function, so that a new kind of step is evaluated as well.
 *
 * @throws TypeError for a step of a kind that the switch below does not know
 */
export function policyDocumentsOf(plan: Plan): readonly PlannedPolicy[] {
  const created = effectsOf(plan).flatMap((effect): PlannedPolicy[] => {
    if (effect.kind !== 'creates-policy') return [];
    const resource = plan.resources.find(({ type, name }) => type === 'policy' && name === effect.policy);
    return [{ name: effect.policy, arn: resource?.arn ?? '', document: effect.document }];
  });
  const attached = attachmentsOf(plan).map(({ policyArn }) => policyArn);
  const others = [...new Set(attached)].filter((arn) => !created.some((policy) => policy.arn === arn));
  return [...created, ...others.map((arn) => ({ name: nameIn(arn), arn, document: undefined }))];
}

/** Returns the policies attached to the users and groups of a plan. Throws TypeError for a step of an unknown kind. */
export function attachmentsOf(plan: Plan): readonly PlannedAttachment[] {
  return effectsOf(plan).flatMap((effect) => (effect.kind === 'attaches-policy' ? [effect.attachment] : []));
}

/** Returns the groups that the plan adds a user to. Throws TypeError for a step of an unknown kind. */
export function groupsOf(plan: Plan, user: string): readonly string[] {
  return effectsOf(plan).flatMap((effect) =>
    effect.kind === 'adds-to-group' && effect.user === user ? [effect.group] : [],
  );
}

/**
 * Returns the ARNs of the policies that apply to a user of the plan: its own policies and those of its groups. Throws
 * TypeError for a step of an unknown kind.
 */
export function policyArnsOf(plan: Plan, user: string): readonly string[] {
  const groups = groupsOf(plan, user);
  const isOfUser = ({ type, name }: PlannedAttachment) => (type === 'user' ? name === user : groups.includes(name));
  return attachmentsOf(plan)
    .filter(isOfUser)
    .map(({ policyArn }) => policyArn);
}

function effectsOf({ steps }: Plan): readonly Effect[] {
  // The spread throws for an unknown kind (undefined). Otherwise the caller would conclude that the step allows
  // nothing.
  return steps.flatMap((step) => [...effectsOfStep(step)]);
}

function effectsOfStep(step: Step): readonly Effect[] {
  switch (step.kind) {
    case 'create-policy':
      return [{ kind: 'creates-policy', policy: step.policy, document: step.document }];
    case 'attach-user-policy':
      return [{ kind: 'attaches-policy', attachment: { type: 'user', name: step.user, policyArn: step.policyArn } }];
    case 'attach-group-policy':
      return [{ kind: 'attaches-policy', attachment: { type: 'group', name: step.group, policyArn: step.policyArn } }];
    case 'add-user-to-group':
      return [{ kind: 'adds-to-group', user: step.user, group: step.group }];
    case 'create-user':
    case 'create-group':
    case 'create-access-key':
    case 'check-access-key':
      return [];
  }
}

function nameIn(policyArn: string): string {
  const mark = ':policy/';
  return policyArn.slice(policyArn.indexOf(mark) + mark.length);
}
