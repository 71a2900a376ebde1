import { AwsFailure, hasCode } from '../core/awsFailure.ts';
import { WaitingForAws } from '../core/controlFlowErrors.ts';
import type { UserItemRecord, ResourceRecord } from '../record/onboarding.ts';
import { checkOwnership, type Ownership } from '../account/ownership.ts';
import type { UserItemType } from '../account/ports.ts';
import { noteRemoval, type RunContext } from '../account/runContext.ts';

/** Something that a machine must not decide about stands in the way. */
export class Blocked extends Error {
  readonly resource: ResourceRecord;

  constructor(resource: ResourceRecord, why: string) {
    super(why);
    this.name = 'Blocked';
    this.resource = resource;
  }
}

/** Whether what was seen under the name is the very thing that this onboarding made. */
export function isSameEntity(look: Ownership, { id }: Pick<ResourceRecord, 'id'>): boolean {
  return look.whose === 'ours' && (id === undefined || look.entity.id === id);
}

/**
 * Why a removal was refused. The removal before it, whose answer was lost, may have done it; and a path-scoped role gets
 * AccessDenied for a name that is absent. So the thing itself is looked for: returns where it is gone or another's by
 * now, throws WaitingForAws where IAM merely did not find what is there, else what AWS said.
 */
export async function assertGone(run: RunContext, resource: ResourceRecord, error: unknown): Promise<void> {
  if (!hasCode(error, 'NoSuchEntity', 'AccessDenied')) throw error;
  if (!isSameEntity(await checkOwnership(run, resource), resource)) return;
  const until = run.journal.record().lease.since + run.deps.settings.entityLagMs;
  if (error.code !== 'NoSuchEntity' || run.deps.clock.now() >= until) throw error;
  throw new WaitingForAws(`IAM shows ${resource.arn} and does not find it to remove it.`, until, error);
}

/**
 * Removes what others hung on our user, and names it; what the plan attached is not news. Named first: when the answer is
 * lost, no list shows it any more. What stays in the account though nothing leads to it is on record before it is let go.
 */
export async function removeUserItem(
  run: RunContext,
  resource: ResourceRecord,
  type: UserItemType,
  id: string,
): Promise<void> {
  const { journal, account, plan } = run;
  const { resources } = journal.record();
  const isPlanned = plan.steps.some((step) => 'policyArn' in step && step.policyArn === id);
  const isNews = !isPlanned && !resources.some(({ name }) => name === id);
  const isIt = (each: UserItemRecord) => each.arn === resource.arn && each.type === type && each.id === id;
  const name = (...entries: readonly UserItemRecord[]) => {
    journal.note((record) => ({
      ...record,
      userItems: [...record.userItems.filter((each) => !isIt(each)), ...entries],
    }));
  };
  const before = journal.record().userItems.filter(isIt);
  const entry = entryFor(resource, type, id);
  if (isNews) name(entry);
  if (isNews && entry.status === 'left') await journal.commit((record) => record);
  try {
    await ignoreAbsent(account.removeFromUser(resource.name, type, id));
    noteRemoval(run);
  } catch (error) {
    if (error instanceof AwsFailure && error.outcome === 'refused') name(...before);
    throw error;
  }
}

/** A hardware device goes by its serial number, and a security key's ARN (`:u2f/`) ends with its registration. */
function entryFor({ arn }: ResourceRecord, type: UserItemType, id: string): UserItemRecord {
  const isVirtual = type === 'mfa-device' && id.includes(':mfa/');
  return isVirtual
    ? {
        type,
        arn,
        id,
        status: 'left',
        reason: 'Latchkey deactivated the device. It does not delete the virtual device itself.',
      }
    : { type, arn, id, status: 'removed' };
}

/** Whether it was there or not: only for what hangs on a thing that is looked for itself afterwards. */
export async function ignoreAbsent(removal: Promise<void>): Promise<void> {
  await removal.catch((error: unknown) => {
    if (!hasCode(error, 'NoSuchEntity')) throw error;
  });
}

/** The same for a list. */
export async function emptyIfAbsent(list: Promise<readonly string[]>): Promise<readonly string[]> {
  return list.catch((error: unknown) => {
    if (hasCode(error, 'NoSuchEntity')) return [];
    throw error;
  });
}
