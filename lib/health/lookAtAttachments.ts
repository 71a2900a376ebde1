import type { LookContext } from './context.ts';
import { checkItem } from './checkItem.ts';
import { extra, lacking } from './differences.ts';
import type { Difference, LookItem } from './look.ts';
import { attachedTo, isAmong } from './plannedSteps.ts';
import { isQuarantine } from './quarantine.ts';

/** A user or group whose policies are compared. */
interface Holder {
  readonly type: 'user' | 'group';
  readonly name: string;
  readonly arn: string;
}

/** The result, and the quarantine policies that were found. */
interface Attachments {
  readonly item: LookItem;
  readonly quarantines: readonly string[];
}

/** Compares the managed and inline policies of a user or group with those that the onboarding attached. */
export async function lookAtAttachments(context: LookContext, holder: Holder): Promise<Attachments> {
  const { account, call } = context;
  const { type, name, arn } = holder;
  let managed: readonly string[] = [];
  const item = await checkItem(context, 'attachments', arn, async () => {
    const ofUser = type === 'user';
    managed = await call(() =>
      ofUser ? account.listOnUser(name, 'attached-policy') : account.listAttachedGroupPolicies(name),
    );
    const inline = await call(() =>
      ofUser ? account.listOnUser(name, 'inline-policy') : account.listGroupPolicies(name),
    );
    const planned = attachedTo(context, name);
    const missing = planned.flatMap(({ arn: policyArn }) =>
      policyArn === undefined || managed.includes(policyArn) ? [] : [missingPolicy(holder, policyArn)],
    );
    const unplanned = managed.filter((each) => !isAmong(planned, each));
    return {
      differences: [
        ...missing,
        ...unplanned.map((each) => (isQuarantine(each) ? quarantine(each) : extraPolicy(holder, each))),
        ...inline.map((each) => inlinePolicy(holder, each)),
      ],
    };
  });
  return { item, quarantines: managed.filter(isQuarantine) };
}

function missingPolicy({ type, name }: Holder, policyArn: string): Difference {
  return lacking(
    policyArn,
    undefined,
    `Attach it again: aws iam attach-${type}-policy --${type}-name ${name} --policy-arn ${policyArn}`,
  );
}

function extraPolicy({ type, name }: Holder, policyArn: string): Difference {
  return extra(policyArn, {
    why: 'Latchkey did not attach it. Offboarding detaches it, because IAM deletes nothing that has a policy.',
    toDo: `If nobody needs it, detach it: aws iam detach-${type}-policy --${type}-name ${name} --policy-arn ${policyArn}`,
  });
}

function inlinePolicy({ type, name }: Holder, policy: string): Difference {
  return extra(`inline policy ${policy}`, {
    why: 'Latchkey creates no inline policies. Offboarding deletes it, because IAM deletes nothing that has one.',
    toDo: `If nobody needs it, delete it: aws iam delete-${type}-policy --${type}-name ${name} --policy-name ${policy}`,
  });
}

function quarantine(policyArn: string): Difference {
  return {
    ...extra(policyArn, {
      why: 'AWS attached it, because a key of this user was found in public. Only offboarding detaches it, after the last key is deleted.',
      toDo: 'Replace the keys of the user. The new key is restricted as well until the policy is detached: follow the support case of AWS in the account of the tenant, and detach the policy when AWS says so.',
    }),
    repair: 'rotate',
  };
}
