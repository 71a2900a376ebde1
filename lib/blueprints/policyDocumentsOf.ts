import type { Plan, Step } from './plan.ts';

/** A policy that a plan makes or attaches. */
export interface PlannedPolicy {
  /** With its path, where it is one of AWS's own that has one, such as `job-function/Billing`. */
  readonly name: string;
  readonly arn: string;
  /** JSON. Undefined where the plan attaches a policy that it does not make: what it allows, AWS decides. */
  readonly document: string | undefined;
}

/** A policy that is attached to a user or group of the plan. */
export interface PlannedAttachment {
  readonly type: 'user' | 'group';
  readonly name: string;
  readonly policyArn: string;
}

/** What a step has to do with what the plan's users may do. */
type Effect =
  | { readonly kind: 'makes'; readonly policy: string; readonly document: string }
  | { readonly kind: 'attaches'; readonly attachment: PlannedAttachment }
  | { readonly kind: 'joins'; readonly user: string; readonly group: string };

/**
 * Every policy that a plan makes or attaches, each once. Whoever weighs what the keys will be able to do reads it from
 * here, so that a new kind of step is weighed as well.
 *
 * @throws TypeError for a step of a kind that the switch below does not know
 */
export function policyDocumentsOf(plan: Plan): readonly PlannedPolicy[] {
  const made = effectsOf(plan).flatMap((effect): PlannedPolicy[] => {
    if (effect.kind !== 'makes') return [];
    const resource = plan.resources.find(({ type, name }) => type === 'policy' && name === effect.policy);
    return [{ name: effect.policy, arn: resource?.arn ?? '', document: effect.document }];
  });
  const attached = attachmentsOf(plan).map(({ policyArn }) => policyArn);
  const others = [...new Set(attached)].filter((arn) => !made.some((policy) => policy.arn === arn));
  return [...made, ...others.map((arn) => ({ name: nameIn(arn), arn, document: undefined }))];
}

/** What is attached to the users and groups of a plan. Throws as `policyDocumentsOf` does. */
export function attachmentsOf(plan: Plan): readonly PlannedAttachment[] {
  return effectsOf(plan).flatMap((effect) => (effect.kind === 'attaches' ? [effect.attachment] : []));
}

/** The groups that a user of the plan is put into. Throws as `policyDocumentsOf` does. */
export function groupsOf(plan: Plan, user: string): readonly string[] {
  return effectsOf(plan).flatMap((effect) => (effect.kind === 'joins' && effect.user === user ? [effect.group] : []));
}

/** The ARNs of the policies that count for a user of the plan: its own, and those of its groups. Throws as above. */
export function policyArnsOf(plan: Plan, user: string): readonly string[] {
  const groups = groupsOf(plan, user);
  const isOfUser = ({ type, name }: PlannedAttachment) => (type === 'user' ? name === user : groups.includes(name));
  return attachmentsOf(plan)
    .filter(isOfUser)
    .map(({ policyArn }) => policyArn);
}

function effectsOf({ steps }: Plan): readonly Effect[] {
  // Copied, so that an unknown kind throws, and is never read as "nothing is allowed by it".
  return steps.flatMap((step) => [...effectsOfStep(step)]);
}

function effectsOfStep(step: Step): readonly Effect[] {
  switch (step.kind) {
    case 'create-policy':
      return [{ kind: 'makes', policy: step.policy, document: step.document }];
    case 'attach-user-policy':
      return [{ kind: 'attaches', attachment: { type: 'user', name: step.user, policyArn: step.policyArn } }];
    case 'attach-group-policy':
      return [{ kind: 'attaches', attachment: { type: 'group', name: step.group, policyArn: step.policyArn } }];
    case 'add-user-to-group':
      return [{ kind: 'joins', user: step.user, group: step.group }];
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
