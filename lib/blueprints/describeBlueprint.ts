import type { Attachment, Blueprint, Difference, When } from '../../catalog/blueprint.ts';
import type { Tag } from './parameterValues.ts';
import { parametersSchema, type JsonSchema } from './parametersSchema.ts';
import type { Partition } from '../core/partitions.ts';

/** A blueprint as the API describes it. Names contain the placeholders of the blueprint, such as `${userName}`. */
export interface BlueprintDescription {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly differences: readonly Difference[];
  readonly notes: readonly string[];
  readonly creates: readonly Creation[];
  readonly parameters: JsonSchema;
}

/** A resource that an onboarding creates. `when`: only if these parameters have these values. */
interface Creation {
  readonly type: 'user' | 'group' | 'policy';
  readonly name: string;
  readonly groups?: readonly string[];
  /** Of a user or policy: the tags that the blueprint gives it, besides those of Latchkey and of the caller. */
  readonly tags?: readonly Tag[];
  readonly policies?: readonly { readonly name: string; readonly madeBy: 'AWS' | 'Latchkey'; readonly when?: When }[];
}

export function describeBlueprint(blueprint: Blueprint, partition: Partition): BlueprintDescription {
  const { name, title, source, differences, notes } = blueprint;
  return {
    name,
    title,
    source,
    differences,
    notes,
    creates: [
      ...blueprint.users.map((user) => ({
        type: 'user' as const,
        name: user.name,
        groups: user.groups,
        ...withTags(user.tags),
        policies: user.attach.map(attached),
      })),
      ...blueprint.groups.map((group) => ({
        type: 'group' as const,
        name: group.name,
        policies: group.attach.map(attached),
      })),
      ...blueprint.policies.map((policy) => ({
        type: 'policy' as const,
        name: policy.name,
        ...withTags(policy.tags),
      })),
    ],
    parameters: parametersSchema(blueprint, partition),
  };
}

function withTags(tags: Readonly<Record<string, string>> = {}): Pick<Creation, 'tags'> {
  const all = Object.entries(tags).map(([key, value]) => ({ key, value }));
  return all.length === 0 ? {} : { tags: all };
}

function attached(attachment: Attachment) {
  const { when } = attachment;
  return {
    ...('managed' in attachment
      ? { name: attachment.managed, madeBy: 'AWS' as const }
      : { name: attachment.policy, madeBy: 'Latchkey' as const }),
    ...(when === undefined ? {} : { when }),
  };
}
