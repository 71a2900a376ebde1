import type { IamEntity } from '../account/ports.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import type { LookContext } from './context.ts';
import { checkItem, type Found } from './checkItem.ts';
import { extra, lost } from './differences.ts';
import { lookAtAttachments } from './lookAtAttachments.ts';
import { differentIdentity, orAbsent, type PartOfLook } from './lookAtUser.ts';
import { groupsOf } from './plannedSteps.ts';

type Group = IamEntity & { readonly members: readonly { readonly name: string }[] };

/** Compares a group of the onboarding, its policies and its members with the plan. */
export async function lookAtGroup(context: LookContext, group: ResourceRecord): Promise<PartOfLook> {
  const { call, account } = context;
  const { name, arn } = group;
  let entity: Group | undefined;
  const item = await checkItem(context, 'group', arn, async () => {
    entity = await call(() => orAbsent(account.getGroup(name)));
    const toDo = 'Find out who removed it. Then offboard, and create another onboarding.';
    return entity === undefined
      ? { differences: [lost(arn, undefined, toDo)] }
      : differentIdentity(context, group, entity, toDo);
  });
  if (entity === undefined || item.state === 'drifted') return { items: [item], keys: [], exposed: [] };
  const { members } = entity;
  const { item: attachments } = await lookAtAttachments(context, { type: 'group', name, arn });
  const membership = await checkItem(context, 'membership', arn, () =>
    Promise.resolve(otherMembers(context, name, members)),
  );
  return { items: [item, attachments, membership], keys: [], exposed: [] };
}

/** Returns the members of others. A missing member is a difference of the user. */
function otherMembers(context: LookContext, group: string, members: Group['members']): Found {
  const planned = context.record.userNames.filter((user) => groupsOf(context, user).includes(group));
  const others = members.filter(({ name }) => !planned.includes(name));
  return {
    differences: others.map(({ name }) =>
      extra(name, {
        why: 'Latchkey did not add it, and it has the permissions of the group. IAM deletes no group that has members.',
        toDo: `Before an offboarding, or if it must not have them: aws iam remove-user-from-group --user-name ${name} --group-name ${group}`,
      }),
    ),
  };
}
