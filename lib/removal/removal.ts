import { AwsFailure, hasCode, readAccessDenial } from '../core/awsFailure.ts';
import { WaitingForAws } from '../core/controlFlowErrors.ts';
import type { UserItemRecord, ResourceRecord } from '../record/onboarding.ts';
import { userItemOf, withUserItem } from '../record/userItems.ts';
import { checkOwnership, isSameEntity, notVisible } from '../account/ownership.ts';
import { ignoreAbsent, mayAppearUntil } from '../account/absent.ts';
import type { UserItemType } from '../account/ports.ts';
import { noteRemoval, type RunContext } from '../account/runContext.ts';

/** Thrown if a resource can be removed only after a person has decided something. The message says what. */
export class Blocked extends Error {
  readonly resource: ResourceRecord;

  constructor(resource: ResourceRecord, why: string) {
    super(why);
    this.name = 'Blocked';
    this.resource = resource;
  }
}

/** Throws WaitingForAws if IAM may not show a resource only because Latchkey created it a short time ago. */
export function assertNotNew(run: RunContext, resource: ResourceRecord): void {
  const { clock, settings } = run.deps;
  const until = mayAppearUntil(settings, resource.sentAt ?? 0);
  if (resource.status === 'made' && clock.now() < until) throw notVisible(resource, until);
}

/**
 * Finds out why a removal was refused. An earlier removal whose response was lost may have succeeded, and a path-scoped
 * role gets AccessDenied for an absent name. Returns if the resource is gone or if its name belongs to another
 * resource. Throws WaitingForAws if IAM shows the resource although it answered NoSuchEntity, or although an earlier
 * attempt has removed it a short time ago. Throws the error of AWS otherwise.
 */
export async function assertGone(run: RunContext, resource: ResourceRecord, error: unknown): Promise<void> {
  if (!hasCode(error, 'NoSuchEntity', 'AccessDenied')) throw error;
  const owner = await checkOwnership(run, resource);
  if (owner.whose === 'absent') assertNotNew(run, resource);
  if (!isSameEntity(owner, resource)) return;
  const { lease } = run.journal.record();
  const since = Math.max(error.code === 'NoSuchEntity' ? lease.since : 0, removedAt(run, resource));
  const until = since + run.deps.settings.entityLagMs;
  if (readAccessDenial(error.message).isExplicit || run.deps.clock.now() >= until) throw error;
  throw new WaitingForAws(`IAM shows ${resource.arn}, but answered its removal with ${error.code}.`, until, error);
}

/**
 * Returns when an earlier attempt last removed something (epoch ms), if it has removed this resource: IAM may still
 * show it. Returns 0 if it has not.
 */
function removedAt(run: RunContext, { arn }: ResourceRecord): number {
  const { resources, lastRemovalAt = 0 } = run.journal.record();
  return resources.some((each) => each.arn === arn && each.status === 'removed') ? lastRemovalAt : 0;
}

/**
 * Returns whether the create of a resource was not sent, or AWS refused it, so that there is nothing to remove. No call
 * is made then, because a denied one would stop the rollback for a person.
 */
export function wasNeverSent({ isRetry }: Pick<RunContext, 'isRetry'>, { status, sentAt }: ResourceRecord): boolean {
  return !isRetry && status === 'planned' && sentAt === undefined;
}

/** An item of a user that is no key. `removeKeys` removes keys. */
export type OtherItemType = Exclude<UserItemType, 'access-key'>;

/**
 * Removes an item from our user. If the plan did not attach it, the item is listed in the record's `userItems`. It is
 * noted before the call, because after a lost response no list of IAM shows it any more. If the item itself stays in
 * the account (`left`), the note is stored before the call, because afterwards nothing in IAM refers to the item.
 */
export async function removeUserItem(
  run: RunContext,
  resource: ResourceRecord,
  type: OtherItemType,
  id: string,
): Promise<void> {
  const { journal, account, plan } = run;
  const { resources, steps } = journal.record();
  const isPlanned = plan.steps.some((step) => 'policyArn' in step && step.policyArn === id);
  // An update that did not end has attached others than the plan.
  const isAttached = steps.some(
    ({ name }) => name === `attach ${id.slice(id.lastIndexOf('/') + 1)} to ${resource.name}`,
  );
  const isUnplanned = !isPlanned && !isAttached && !resources.some(({ name, arn }) => name === id || arn === id);
  const which = { arn: resource.arn, type, id };
  const previous = userItemOf(journal.record(), which);
  const entry = entryFor(type, id);
  if (isUnplanned) journal.note((record) => withUserItem(record, which, entry));
  if (isUnplanned && entry.status === 'left') await journal.commit((record) => record);
  try {
    await ignoreAbsent(account.removeFromUser(resource.name, type, id));
    noteRemoval(run);
  } catch (error) {
    if (error instanceof AwsFailure && error.outcome === 'refused')
      journal.note((record) => withUserItem(record, which, previous));
    throw error;
  }
}

/**
 * Only a virtual MFA device (an ARN with `:mfa/`) still exists after it is deactivated. A hardware device is identified
 * by its serial number, and a security key (`:u2f/`) exists only while it is registered.
 */
function entryFor(type: OtherItemType, id: string): Pick<UserItemRecord, 'status' | 'reason'> {
  const isVirtual = type === 'mfa-device' && id.includes(':mfa/');
  return isVirtual
    ? { status: 'left', reason: 'Latchkey deactivated the device. It does not delete the virtual device itself.' }
    : { status: 'removed' };
}
