import { clip, type ProblemError } from '../core/errors.ts';
import { toProblem } from '../core/toProblem.ts';
import type { Journal } from '../record/journal.ts';
import { disclosedKeyIds } from '../record/disclosedKeyIds.ts';
import {
  commonPart,
  type InStatus,
  type Onboarding,
  type ResourceRecord,
  type UserItemRecord,
  type UserKeyIds,
} from '../record/onboarding.ts';
import { entryProblem } from '../account/openRunContext.ts';
import type { Blocked } from '../removal/removal.ts';
import { retryOfHeldKeys, whatIsHeld } from './heldKeyRetry.ts';
import type { LifecycleDeps } from './ports.ts';

/** How many blocked resources a problem names, and the longest reason of each, in characters. */
const maxNamed = 3;
const maxMessage = 300;
/** The longest cause in the detail of a problem, in characters. `whatIsLeft` is appended to it. */
const maxWhy = 7000;

/** Moves the onboarding to `needs_attention`. The receipt lists everything that is, or may be, in the account. */
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
  const resources = rest.resources.map((each) =>
    mayExist(each) || (rest.mayHaveMade && each.status === 'planned')
      ? { ...each, status: 'left' as const, reason: each.reason ?? why }
      : each,
  );
  const accessKeyIds = disclosedKeyIds(record);
  const sentences = `${whatIsLeft(rest, accessKeyIds, resources, slug)}${whatIsHeld(record, why)}`;
  const problem = { slug, detail: `${clip(why, maxWhy)}${sentences}` };
  const retry = retryOfHeldKeys(record, { slug, detail: why });
  return { ...rest, ...retry, accessKeyIds, resources, status: 'needs_attention', problem };
}

/** Moves the onboarding to `needs_attention` because of resources that a teardown could not remove. */
export async function stopForBlocked(journal: Journal, blocked: readonly Blocked[]): Promise<Onboarding> {
  const named = blocked.slice(0, maxNamed).map(({ resource, message }) => {
    return `The ${resource.type} ${resource.name}: ${clip(message, maxMessage)}`;
  });
  const more = blocked.length - named.length;
  if (more > 0) named.push(`The receipt says why ${countOf(more, 'other resource')} could not be removed.`);
  return needAttention(journal, 'undo-blocked', named.join(' '));
}

/**
 * Moves the onboarding to `needs_attention` because of an error. If the role is refused, the problem is `access-lost`.
 */
export async function stopForFailure(deps: LifecycleDeps, journal: Journal, error: unknown): Promise<Onboarding> {
  const { roleArn } = journal.record();
  const { problem } = entryProblem(deps, roleArn, error) ?? toProblem(error);
  return needAttention(journal, problem.slug, problem.detail);
}

/**
 * Returns the rest of the detail: how much is left, whether a key may be active, and how to continue. The receipt has the
 * ARN and the reason of each resource, so that the detail stays short.
 */
function whatIsLeft(
  {
    id,
    foreignKeyIds,
    userItems,
    moreUserItems = [],
  }: Pick<Onboarding, 'id' | 'foreignKeyIds' | 'userItems' | 'moreUserItems'>,
  accessKeyIds: readonly UserKeyIds[],
  resources: readonly ResourceRecord[],
  slug: ProblemError['problem']['slug'],
): string {
  const left = resources.filter(({ status }) => status === 'left');
  if (left.length === 0) return '';
  const isRemoved = ({ type, status }: Pick<UserItemRecord, 'type' | 'status'>) =>
    type === 'access-key' && status === 'removed';
  const isRemovedKey = (arn: string, id: string) =>
    userItems.some((each) => each.arn === arn && isRemoved(each) && each.id === id);
  const mayWork = left
    .filter(({ type }) => type === 'user')
    .some(({ name, arn }) => {
      const disclosed = accessKeyIds.find(({ userName }) => userName === name);
      if (disclosed !== undefined) return disclosed.ids.some((id) => !isRemovedKey(arn, id));
      // An undisclosed key may exist. A removal deletes keys first, and then `userItems` has an entry for it.
      const isListed = [...userItems, ...moreUserItems].some((each) => each.arn === arn && isRemoved(each));
      return foreignKeyIds !== undefined && !isListed;
    });
  return [
    ` ${countOf(left.length, 'resource')} may still be in the account: the receipt in GET /v1/onboardings/${id} lists them.`,
    ...(mayWork ? [' An access key of a user in this list may be active.'] : []),
    slug === 'access-lost'
      ? ' When Latchkey has access again, delete the onboarding to remove all of them.'
      : ' When the cause is resolved, delete the onboarding to remove the rest.',
  ].join('');
}

/** Returns whether a resource of this onboarding may be in the account under this name. */
export function mayExist({ status, sentAt }: ResourceRecord): boolean {
  return status === 'made' || status === 'left' || (status === 'planned' && sentAt !== undefined);
}

const countOf = (count: number, what: string) => `${String(count)} ${what}${count === 1 ? '' : 's'}`;
