import type { ProblemError } from '../core/errors.ts';
import { toProblem } from '../core/toProblem.ts';
import type { Journal } from '../record/journal.ts';
import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import {
  commonPart,
  type InStatus,
  type Onboarding,
  type ResourceRecord,
  type UserKeyIds,
} from '../record/onboarding.ts';
import { accessLostProblem, isRoleRefused } from '../account/openRunContext.ts';
import type { Blocked } from '../removal/removal.ts';
import type { LifecycleDeps } from './ports.ts';

/** Stops for a person, who gets to read all that is, or may be, in the account. */
async function needAttention(
  journal: Journal,
  slug: ProblemError['problem']['slug'],
  why: string,
): Promise<Onboarding> {
  return journal.commit((record) => toNeedsAttention(record, slug, why));
}

/** The record as it stops for a person: every ARN that is, or may be, in the account is left, and why. */
export function toNeedsAttention(
  record: Onboarding,
  slug: ProblemError['problem']['slug'],
  why: string,
): InStatus<'needs_attention'> {
  // When to look once more stays on record, though nothing is due before somebody has decided.
  const { dueAt: _, waiting: __, ...rest } = commonPart(record);
  const resources = rest.resources.map((each) =>
    mayExist(each) || (rest.mayHaveMade && each.status === 'planned')
      ? { ...each, status: 'left' as const, reason: each.reason ?? why }
      : each,
  );
  const accessKeyIds = disclosedKeyIds(record);
  return {
    ...rest,
    accessKeyIds,
    resources,
    status: 'needs_attention',
    problem: { slug, detail: `${why}${whatIsLeft(rest, accessKeyIds, resources, slug, why)}` },
  };
}

/** The same, for what stands in the way of a removal. */
export async function stopForBlocked(journal: Journal, blocked: readonly Blocked[]): Promise<Onboarding> {
  const why = blocked.map(({ resource, message }) => `${resource.arn}: ${message}`).join(' ');
  return needAttention(journal, 'undo-blocked', why);
}

/** The same, for what went wrong: a role that is refused by now is access that was lost. */
export async function stopForFailure(deps: LifecycleDeps, journal: Journal, error: unknown): Promise<Onboarding> {
  const { roleArn } = journal.record();
  const { problem } = isRoleRefused(error) ? accessLostProblem(deps, roleArn, error) : toProblem(error);
  return needAttention(journal, problem.slug, problem.detail);
}

/** What a person has to know besides: what is left and why, whether a key may work, and how it goes on. */
function whatIsLeft(
  { foreignKeyIds, userItems }: Pick<Onboarding, 'foreignKeyIds' | 'userItems'>,
  accessKeyIds: readonly UserKeyIds[],
  resources: readonly ResourceRecord[],
  slug: ProblemError['problem']['slug'],
  why: string,
): string {
  const left = resources.filter(({ status }) => status === 'left');
  if (left.length === 0) return '';
  const named = left.map(({ arn, reason = why }) => (why.includes(reason) ? arn : `${arn} (${reason})`));
  const isDead = (arn: string, id: string) =>
    userItems.some((each) => each.arn === arn && each.type === 'access-key' && each.id === id);
  const mayWork = left
    .filter(({ type }) => type === 'user')
    .some(({ name, arn }) => {
      const handedOut = accessKeyIds.find(({ userName }) => userName === name);
      if (handedOut !== undefined) return handedOut.ids.some((id) => !isDead(arn, id));
      // Made and seen by nobody; the first to go, where a removal gets so far.
      return foreignKeyIds !== undefined && !userItems.some((each) => each.arn === arn && each.type === 'access-key');
    });
  return [
    ` These resources may still be in the account: ${named.join(', ')}.`,
    ...(mayWork ? [' An access key of one of these users may be active.'] : []),
    slug === 'access-lost'
      ? ' When Latchkey has access again, delete the onboarding to remove all of them.'
      : ' When the cause is resolved, delete the onboarding to remove the rest.',
  ].join('');
}

/** Whether something of this onboarding may be in the account under this name. */
export function mayExist({ status, sentAt }: ResourceRecord): boolean {
  return status === 'made' || status === 'left' || (status === 'planned' && sentAt !== undefined);
}
