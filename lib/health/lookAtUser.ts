import { allTags } from '../account/createOrAdopt.ts';
import type { IamEntity, Tag } from '../account/ports.ts';
import { hasCode } from '../core/awsFailure.ts';
import { disclosedKeys } from '../record/disclosedKeyIds.ts';
import { isOfOtherTenant } from '../core/names.ts';
import type { ItemKind } from '../record/drift.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import type { LookContext } from './context.ts';
import { checkItem, type Found } from './checkItem.ts';
import { extra, lacking, lost } from './differences.ts';
import type { Look, LookItem } from './look.ts';
import { lookAtAttachments } from './lookAtAttachments.ts';
import { lookAtKeys } from './lookAtKeys.ts';
import { groupsOf } from './plannedSteps.ts';

/** What a look found out about some of the resources. */
export type PartOfLook = Pick<Look, 'items' | 'keys' | 'exposed'>;

/** What else is compared of a user. */
const partsOfUser = ['attachments', 'membership', 'boundary', 'tags'] as const satisfies readonly ItemKind[];

/** Compares a user of the onboarding, and everything that belongs to it, with the plan. */
export async function lookAtUser(context: LookContext, user: ResourceRecord): Promise<PartOfLook> {
  const { call, account } = context;
  const { name, arn } = user;
  let entity: IamEntity | undefined;
  const item = await checkItem(context, 'user', arn, async () => {
    entity = await call(() => orAbsent(account.getUser(name)));
    return differencesOfUser(context, user, entity);
  });
  if (item.state === 'unknown' && entity === undefined) return unread(context, user, item);
  if (item.state === 'drifted' || entity === undefined) return { items: [item], keys: [], exposed: [] };
  const found = entity;
  const { item: attachments, quarantines } = await lookAtAttachments(context, { type: 'user', name, arn });
  const membership = await checkItem(context, 'membership', arn, async () =>
    differentGroups(context, name, await call(() => account.listOnUser(name, 'group-membership'))),
  );
  const boundary = await checkItem(context, 'boundary', arn, () =>
    Promise.resolve(differentBoundary(context, name, found.boundaryArn)),
  );
  const tags = await checkItem(context, 'tags', arn, () =>
    Promise.resolve(differentTags(context, user, found.tags ?? [], `tag-user --user-name ${name}`)),
  );
  const { items, keys } = await lookAtKeys(context, user);
  return {
    items: [item, attachments, membership, boundary, tags, ...items],
    keys,
    exposed: quarantines.map((policyArn) => ({ userName: name, userArn: arn, policyArn })),
  };
}

/** Returns the result for a user that IAM did not let Latchkey read. */
function unread({ record }: LookContext, { name, arn }: ResourceRecord, item: LookItem): PartOfLook {
  const disclosed = disclosedKeys(record).filter(({ userName }) => userName === name);
  const { state, reason } = item;
  return {
    items: [
      item,
      ...partsOfUser.map((kind) => ({ kind, subject: arn, state, reason })),
      ...disclosed.map(({ id }) => ({ kind: 'key' as const, subject: id, state, reason })),
    ],
    keys: disclosed.map(({ id }) => ({ userName: name, userArn: arn, id, madeBy: 'latchkey', state: 'unknown' })),
    exposed: [],
  };
}

/** Waits for a Get call. Returns undefined if IAM finds nothing. */
export async function orAbsent<T>(get: Promise<T>): Promise<T | undefined> {
  return get.catch((error: unknown) => {
    if (hasCode(error, 'NoSuchEntity')) return undefined;
    throw error;
  });
}

async function differencesOfUser(
  context: LookContext,
  user: ResourceRecord,
  entity: IamEntity | undefined,
): Promise<Found> {
  const createAnew = 'Find out who removed it. Then offboard, and create another onboarding.';
  if (entity !== undefined) return differentIdentity(context, user, entity, createAnew);
  const newName = await nameByKey(context, user);
  if (newName === undefined) return { differences: [lost(user.arn, undefined, createAnew)] };
  const command = `aws iam update-user --user-name ${newName} --new-user-name ${user.name}`;
  return {
    differences: [lacking(user.name, newName, `It was renamed, and its keys work. Rename it back: ${command}`)],
  };
}

/** Returns the name by which IAM knows the user of a disclosed key. Undefined if the user is gone. */
async function nameByKey({ account, call, record }: LookContext, user: ResourceRecord): Promise<string | undefined> {
  for (const { id, userName } of disclosedKeys(record)) {
    if (userName !== user.name) continue;
    const name = await call(() => account.userOfKey(id));
    if (name !== undefined && name !== user.name) return name;
  }
  return undefined;
}

/**
 * Compares the path and the unique ID of what has the name of a resource. The path of another tenant's resource is not
 * named: it has the ID of that tenant's onboarding.
 */
export function differentIdentity(
  { plan, deps }: LookContext,
  { arn, id }: ResourceRecord,
  entity: IamEntity,
  toDo: string,
): Found {
  const isOurs = entity.path === plan.path && (id === undefined || entity.id === id);
  if (isOurs) return { differences: [] };
  const isTheirs = isOfOtherTenant(entity.path, plan.path, deps.settings.namespace);
  const found = `${isTheirs ? 'a resource of another onboarding' : entity.arn} (${entity.id})`;
  return { differences: [lost(`${arn} (${id ?? 'any ID'})`, found, toDo)] };
}

function differentGroups(context: LookContext, user: string, found: readonly string[]): Found {
  const planned = groupsOf(context, user);
  const missing = planned.filter((group) => !found.includes(group));
  return {
    differences: [
      ...missing.map((group) =>
        lacking(group, undefined, `Add it again: aws iam add-user-to-group --user-name ${user} --group-name ${group}`),
      ),
      ...found
        .filter((group) => !planned.includes(group))
        .map((group) =>
          extra(group, {
            why: 'Latchkey did not add the user to it. Offboarding cannot remove it from a group of others.',
            toDo: `Before an offboarding, or if nobody needs it: aws iam remove-user-from-group --user-name ${user} --group-name ${group}`,
          }),
        ),
    ],
  };
}

function differentBoundary({ record }: LookContext, user: string, found: string | undefined): Found {
  const planned = record.boundaryArn;
  if (planned === undefined || planned === found) return { differences: [] };
  const command = `aws iam put-user-permissions-boundary --user-name ${user} --permissions-boundary ${planned}`;
  return { differences: [lacking(planned, found, `Set it again: ${command}`)] };
}

/** Compares the tags that Latchkey set. Tags of others are no difference: many organizations set some by themselves. */
export function differentTags(
  { record, plan }: LookContext,
  { type, name }: Pick<ResourceRecord, 'type' | 'name'>,
  found: readonly Tag[],
  command: string,
): Found {
  const planned = plan.steps.flatMap((step) =>
    step.name === `create-${type} ${name}` && 'tags' in step ? step.tags : [],
  );
  return {
    differences: allTags(record, planned).flatMap(({ key, value }) => {
      const there = found.find((each) => each.key === key);
      if (there?.value === value) return [];
      const toDo = `Set it again: aws iam ${command} --tags 'Key="${key}",Value="${value}"'`;
      return [lacking(`${key}=${value}`, there && `${key}=${there.value}`, toDo)];
    }),
  };
}
