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
import { heldKeyIds } from '../account/heldKeys.ts';
import { entryProblem } from '../account/openRunContext.ts';
import type { Blocked } from '../removal/removal.ts';
import type { LifecycleDeps } from './ports.ts';

/** How often the deletion of keys that nobody has received is tried again, in milliseconds: daily. */
export const deleteAgainMs = 24 * 3_600_000;

/** Moves the onboarding to `needs_attention`. The problem lists everything that is, or may be, in the account. */
async function needAttention(
  journal: Journal,
  slug: ProblemError['problem']['slug'],
  why: string,
): Promise<Onboarding> {
  return journal.commit((record) => toNeedsAttention(record, slug, why));
}

/**
 * Returns the record in `needs_attention`: each resource that is, or may be, in the account is `left`, with a reason.
 */
export function toNeedsAttention(
  record: Onboarding,
  slug: ProblemError['problem']['slug'],
  why: string,
): InStatus<'needs_attention'> {
  // `reconcileAt` stays on record. `dueAt` does not, because nothing is due before a person has decided, except the
  // deletion of keys that nobody has received.
  const { dueAt: _, waiting: __, ...rest } = commonPart(record);
  const held = heldKeyIds(record);
  const due = held.length === 0 ? {} : { dueAt: record.updatedAt + deleteAgainMs };
  const resources = rest.resources.map((each) =>
    mayExist(each) || (rest.mayHaveMade && each.status === 'planned')
      ? { ...each, status: 'left' as const, reason: each.reason ?? why }
      : each,
  );
  const accessKeyIds = disclosedKeyIds(record);
  return {
    ...rest,
    ...due,
    accessKeyIds,
    resources,
    status: 'needs_attention',
    problem: { slug, detail: `${why}${whatIsLeft(rest, accessKeyIds, resources, slug, why)}${whatIsHeld(held)}` },
  };
}

/** Moves the onboarding to `needs_attention` because of resources that a teardown could not remove. */
export async function stopForBlocked(journal: Journal, blocked: readonly Blocked[]): Promise<Onboarding> {
  const why = blocked.map(({ resource, message }) => `${resource.arn}: ${message}`).join(' ');
  return needAttention(journal, 'undo-blocked', why);
}

/**
 * Moves the onboarding to `needs_attention` because of an error. If the role is refused, the problem is `access-lost`.
 */
export async function stopForFailure(deps: LifecycleDeps, journal: Journal, error: unknown): Promise<Onboarding> {
  const { roleArn } = journal.record();
  const { problem } = entryProblem(deps, roleArn, error) ?? toProblem(error);
  return needAttention(journal, problem.slug, problem.detail);
}

/** Returns the rest of the detail: what is left and why, whether a key may be active, and how to continue. */
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
  const isRemovedKey = (arn: string, id: string) =>
    userItems.some((each) => each.arn === arn && each.type === 'access-key' && each.id === id);
  const mayWork = left
    .filter(({ type }) => type === 'user')
    .some(({ name, arn }) => {
      const disclosed = accessKeyIds.find(({ userName }) => userName === name);
      if (disclosed !== undefined) return disclosed.ids.some((id) => !isRemovedKey(arn, id));
      // An undisclosed key may exist. A removal deletes keys first, and then `userItems` has an entry for it.
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

/** Returns the sentences about the keys that Latchkey could not delete. */
function whatIsHeld(held: readonly UserKeyIds[]): string {
  return held
    .map(
      ({ userName, ids }) =>
        ` Nobody has received the access key ${ids.join(' and ')} of user ${userName}, but it may be active. Latchkey tries to delete it again each day.`,
    )
    .join('');
}

/** Returns whether a resource of this onboarding may be in the account under this name. */
export function mayExist({ status, sentAt }: ResourceRecord): boolean {
  return status === 'made' || status === 'left' || (status === 'planned' && sentAt !== undefined);
}

/** Returns whether nothing that this onboarding created can be in the account. */
export function hasNothingInAccount({ mayHaveMade, resources }: Onboarding): boolean {
  return !mayHaveMade && !resources.some(mayExist);
}
