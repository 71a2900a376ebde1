import { AwsFailure, hasCode } from './awsFailure.ts';
import { NotVisibleYet } from './interruptions.ts';
import type { AppendageRecord, ResourceRecord } from './onboarding.ts';
import { lookAt, type Look } from './ownership.ts';
import type { UserAppendage } from './ports.ts';
import type { Run } from './run.ts';

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
export function isTheOne(look: Look, { id }: Pick<ResourceRecord, 'id'>): boolean {
  return look.whose === 'ours' && (id === undefined || look.view.id === id);
}

/**
 * Why a removal was refused. The removal before it, whose answer was lost, may have done it; and a path-scoped role gets
 * AccessDenied for a name that is absent. So the thing itself is looked for: returns where it is gone or another's by
 * now, throws NotVisibleYet where IAM merely did not find what is there, else what AWS said.
 */
export async function mustBeGone(run: Run, resource: ResourceRecord, error: unknown): Promise<void> {
  if (!hasCode(error, 'NoSuchEntity', 'AccessDenied')) throw error;
  if (!isTheOne(await lookAt(run, resource), resource)) return;
  throw error.code === 'NoSuchEntity' ? new NotVisibleYet(resource.arn) : error;
}

/**
 * Removes what others hung on our user, and names it; what the plan attached is not news. Named first: when the answer is
 * lost, no list shows it any more. What stays in the account though nothing leads to it is on record before it is let go.
 */
export async function removeAppendage(
  run: Run,
  resource: ResourceRecord,
  type: UserAppendage,
  id: string,
): Promise<void> {
  const { journal, account, plan } = run;
  const { resources } = journal.record();
  const isPlanned = plan.steps.some((step) => 'policyArn' in step && step.policyArn === id);
  const isNews = !isPlanned && !resources.some(({ name }) => name === id);
  const isIt = (each: AppendageRecord) => each.arn === resource.arn && each.type === type && each.id === id;
  const name = (...entries: readonly AppendageRecord[]) => {
    journal.note((record) => ({
      ...record,
      appendages: [...record.appendages.filter((each) => !isIt(each)), ...entries],
    }));
  };
  const before = journal.record().appendages.filter(isIt);
  const entry = entryFor(resource, type, id);
  if (isNews) name(entry);
  if (isNews && entry.status === 'left') await journal.commit((record) => record);
  try {
    await gone(account.removeFromUser(resource.name, type, id));
  } catch (error) {
    if (error instanceof AwsFailure && error.outcome === 'refused') name(...before);
    throw error;
  }
}

/** A hardware device goes by its serial number, and a security key's ARN (`:u2f/`) ends with its registration. */
function entryFor({ arn }: ResourceRecord, type: UserAppendage, id: string): AppendageRecord {
  const isVirtual = type === 'mfa-device' && id.includes(':mfa/');
  return isVirtual
    ? { type, arn, id, status: 'left', reason: 'Deactivated. The virtual device itself is not ours to delete.' }
    : { type, arn, id, status: 'removed' };
}

/** Whether it was there or not: only for what hangs on a thing that is looked for itself afterwards. */
export async function gone(removal: Promise<void>): Promise<void> {
  await removal.catch((error: unknown) => {
    if (!hasCode(error, 'NoSuchEntity')) throw error;
  });
}

/** The same for a list. */
export async function absentIsEmpty(list: Promise<readonly string[]>): Promise<readonly string[]> {
  return list.catch((error: unknown) => {
    if (hasCode(error, 'NoSuchEntity')) return [];
    throw error;
  });
}
