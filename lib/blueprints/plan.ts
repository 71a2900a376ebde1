import type { Attachment, Blueprint } from '../../catalog/blueprint.ts';
import { awsManagedPolicyArn, iamArn, ownPath } from '../core/names.ts';
import type { Partition } from '../core/partitions.ts';
import { keyStepName, type KeyStepKind } from '../record/keySteps.ts';
import type { ParameterValues, Tag } from './parameterValues.ts';
import { conditionHolds, renderDocument } from './policyDocument.ts';
import { fillNames } from './resourceNames.ts';
import { fillText } from './substitution.ts';
import { tagsIn } from './tagsIn.ts';
import { usedPolicies } from './usedPolicies.ts';

/** One operation in the account. It starts when all steps in `needs` are done. */
export type Step = { readonly name: string; readonly needs: readonly string[] } & Operation;

type Operation =
  | { readonly kind: 'create-user'; readonly user: string; readonly tags: readonly Tag[] }
  | { readonly kind: 'create-group'; readonly group: string }
  | {
      readonly kind: 'create-policy';
      readonly policy: string;
      readonly document: string;
      readonly tags: readonly Tag[];
    }
  | { readonly kind: 'attach-user-policy'; readonly user: string; readonly policyArn: string }
  | { readonly kind: 'attach-group-policy'; readonly group: string; readonly policyArn: string }
  | { readonly kind: 'add-user-to-group'; readonly user: string; readonly group: string }
  | KeyMove;

interface KeyMove {
  readonly kind: KeyStepKind;
  readonly user: string;
}

/** A user, group or policy of the plan, with its future name and ARN. */
interface PlannedResource {
  readonly type: 'user' | 'group' | 'policy';
  readonly name: string;
  readonly arn: string;
}

export interface Plan {
  readonly path: string;
  readonly userNames: readonly string[];
  readonly resources: readonly PlannedResource[];
  readonly steps: readonly Step[];
}

export interface PlanRequest {
  readonly blueprint: Blueprint;
  readonly values: ParameterValues;
  readonly namespace: string;
  readonly tenantToken: string;
  readonly partition: Partition;
  readonly accountId: string;
  readonly onboardingId: string;
  /** The policies that have another name than the blueprint says, because an update created them. Absent: none. */
  readonly policyNames?: readonly PolicyName[] | undefined;
}

/** The name of a policy: what the blueprint says, and what it is. */
interface PolicyName {
  readonly planned: string;
  readonly name: string;
}

/** Returns the plan: the resources to create and the steps in order. The result depends on the request only. */
export function planOnboarding(request: PlanRequest): Plan {
  const { blueprint, partition, accountId } = request;
  const { namespace, tenantToken } = request;
  const path = ownPath({ namespace, blueprint: blueprint.name, tenantToken }, request.onboardingId);
  const values: ParameterValues = { ...request.values, accountId, partition };
  const arn = (type: PlannedResource['type'], name: string) => iamArn(partition, accountId, `${type}${path}${name}`);
  const policyName = (template: string) => {
    const planned = fillText(template, values);
    return request.policyNames?.find((each) => each.planned === planned)?.name ?? planned;
  };
  const policyArn = (attachment: Attachment) =>
    'managed' in attachment
      ? awsManagedPolicyArn(partition, attachment.managed)
      : arn('policy', policyName(attachment.policy));

  const resources: PlannedResource[] = [];
  const steps: Step[] = [];
  const add = (needs: readonly string[], name: string, operation: Operation) => {
    steps.push({ name, needs, ...operation });
    return name;
  };
  const create = (type: PlannedResource['type'], name: string, operation: Operation) => {
    resources.push({ type, name, arn: arn(type, name) });
    return add([], `create-${type} ${name}`, operation);
  };

  /** The names of the steps that create policies, by the policies' ARNs. */
  const policySteps = new Map<string, string>();
  for (const template of usedPolicies(blueprint, values)) {
    const policy = policyName(template.name);
    const document = renderDocument(template.documents, values);
    policySteps.set(
      arn('policy', policy),
      create('policy', policy, {
        kind: 'create-policy',
        policy,
        document,
        tags: tagsIn(blueprint, template.tags, values),
      }),
    );
  }
  const attach = (
    createStep: string,
    attachments: readonly Attachment[],
    operation: (policyArn: string) => Operation,
    identityName: string,
  ) => {
    // The writes to one entity run one after the other, because IAM answers parallel ones with ConcurrentModification.
    let previous = createStep;
    for (const attachment of attachments.filter((each) => conditionHolds(each.when, values))) {
      const attachedArn = policyArn(attachment);
      const policyStep = policySteps.get(attachedArn);
      previous = add(
        [previous, ...(policyStep === undefined ? [] : [policyStep])],
        `attach ${nameOf(attachedArn)} to ${identityName}`,
        operation(attachedArn),
      );
    }
    return previous;
  };
  /** The name of the last step of each group, by the group's name. */
  const groupsDone = new Map<string, string>();
  for (const template of blueprint.groups) {
    const group = fillText(template.name, values);
    const created = create('group', group, { kind: 'create-group', group });
    const attached = attach(
      created,
      template.attach,
      (attachedArn) => ({ kind: 'attach-group-policy', group, policyArn: attachedArn }),
      group,
    );
    groupsDone.set(group, attached);
  }
  const userNames: string[] = [];
  for (const template of blueprint.users) {
    for (const user of fillNames(template.name, values)) {
      userNames.push(user);
      const created = create('user', user, {
        kind: 'create-user',
        user,
        tags: tagsIn(blueprint, template.tags, values),
      });
      let last = attach(
        created,
        template.attach,
        (attachedArn) => ({ kind: 'attach-user-policy', user, policyArn: attachedArn }),
        user,
      );
      for (const group of template.groups.map((name) => fillText(name, values))) {
        last = add([last, groupsDone.get(group) ?? last], `add ${user} to ${group}`, {
          kind: 'add-user-to-group',
          user,
          group,
        });
      }
      const key = add([created], keyStepName('create-access-key', user), { kind: 'create-access-key', user });
      add([key], keyStepName('check-access-key', user), { kind: 'check-access-key', user });
    }
  }
  return { path, userNames, resources, steps };
}

/** Whether the step creates or verifies an access key. Provisioning without keys skips these steps. */
export function isKeyStep(step: Step): step is Step & KeyMove {
  return step.kind === 'create-access-key' || step.kind === 'check-access-key';
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
