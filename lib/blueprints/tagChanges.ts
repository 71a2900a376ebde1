import type { Tag } from './parameterValues.ts';
import type { Plan } from './plan.ts';

/** A user or policy that two plans have in common, and what differs in its tags. */
export interface TagChange {
  readonly type: 'user' | 'policy';
  readonly name: string;
  readonly arn: string;
  /** The tags that the other plan does not have, or has with another value. */
  readonly set: readonly Tag[];
  /** The tags of the other plan whose keys this one does not have. */
  readonly removed: readonly Tag[];
  /** All tags of the other plan, without those of Latchkey and of the create request. */
  readonly before: readonly Tag[];
}

/**
 * Returns how the tags of users and policies change from a plan to another one. Leaves out what has the same tags, and what
 * only one plan has: it is created with its tags, or deleted with them.
 */
export function tagChanges(from: Plan, to: Plan): readonly TagChange[] {
  return to.resources.flatMap(({ type, name, arn }): TagChange[] => {
    if (type === 'group' || !from.resources.some((each) => each.arn === arn)) return [];
    const before = tagsPlanned(from, type, name);
    const after = tagsPlanned(to, type, name);
    const set = after.filter((tag) => {
      const same = withKey(type, before, tag.key);
      return same?.key !== tag.key || same.value !== tag.value;
    });
    const removed = before.filter(({ key }) => withKey(type, after, key) === undefined);
    return set.length === 0 && removed.length === 0 ? [] : [{ type, name, arn, set, removed, before }];
  });
}

/**
 * Returns the tag with a key. Ignores case for users and not for policies, as IAM does: a policy can have both `Team` and
 * `team` (IAM User Guide, "Rules for tagging in IAM and AWS STS").
 */
export function withKey(type: TagChange['type'], tags: readonly Tag[], key: string): Tag | undefined {
  return tags.find((each) => isSameKey(type, each.key, key));
}

/** Whether two keys are the same one for a user or policy. */
export function isSameKey(type: TagChange['type'], one: string, other: string): boolean {
  return type === 'policy' ? one === other : one.toLowerCase() === other.toLowerCase();
}

/** Returns the tags that a plan gives a user or policy, without those of Latchkey and of the create request. */
export function tagsPlanned({ steps }: Plan, type: 'user' | 'policy', name: string): readonly Tag[] {
  return steps.flatMap((step) => {
    if (step.kind === 'create-user') return type === 'user' && step.user === name ? step.tags : [];
    return step.kind === 'create-policy' && type === 'policy' && step.policy === name ? step.tags : [];
  });
}
