import type { LookContext } from './context.ts';

/** A policy or group that a step of the onboarding added to a user or group. */
export interface Added {
  readonly name: string;
  /** The policy's ARN. Undefined for a group, and for what the deployed blueprint no longer has. */
  readonly arn?: string | undefined;
}

const nameOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);

/**
 * Returns the policies that the onboarding attached to a user or group. The steps on record say which, because a later
 * version of the blueprint may attach others.
 */
export function attachedTo({ record, plan }: LookContext, identity: string): readonly Added[] {
  return record.steps.flatMap(({ name, status }) => {
    const [, policy] =
      status === 'done' && name.endsWith(` to ${identity}`) ? (/^attach (\S+) to /.exec(name) ?? []) : [];
    if (policy === undefined) return [];
    const step = plan.steps.find((each) => each.name === name);
    return [{ name: policy, arn: step !== undefined && 'policyArn' in step ? step.policyArn : undefined }];
  });
}

/** Returns the names of the groups to which the onboarding added a user. */
export function groupsOf({ record }: LookContext, user: string): readonly string[] {
  return record.steps.flatMap(({ name, status }) => {
    const [, added, group] = /^add (\S+) to (\S+)$/.exec(name) ?? [];
    return status === 'done' && added === user && group !== undefined ? [group] : [];
  });
}

/** Whether an attached policy is one of those. */
export function isAmong(added: readonly Added[], policyArn: string): boolean {
  return added.some(({ name, arn }) => (arn === undefined ? nameOf(policyArn) === name : arn === policyArn));
}
