import { clip, ProblemError } from '../core/errors.ts';
import type { Journal } from '../record/journal.ts';
import type { InStatus, Onboarding } from '../record/onboarding.ts';
import { toNeedsAttention } from '../record/transitions.ts';
import type { Blocked } from '../removal/removal.ts';
import type { LifecycleDeps } from './ports.ts';
import { saveIdle } from './saveIdle.ts';

/** How many blocked resources a problem names, and the longest reason of each, in characters. */
const maxNamed = 3;
const maxMessage = 300;

/** Moves the onboarding to `needs_attention`. The receipt lists everything that is, or may be, in the account. */
async function needAttention(
  journal: Journal,
  slug: ProblemError['problem']['slug'],
  why: string,
): Promise<Onboarding> {
  return journal.commit((record) => toNeedsAttention(record, slug, why));
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

/** Moves the onboarding to `needs_attention` because of a problem. */
export async function stopForProblem(journal: Journal, { problem }: ProblemError): Promise<Onboarding> {
  return needAttention(journal, problem.slug, problem.detail);
}

/**
 * Moves an onboarding whose claim could not begin to `needs_attention`. Nobody holds its lease. Returns the problem to throw.
 */
export async function stopBeforeClaim(
  deps: LifecycleDeps,
  ready: InStatus<'ready'>,
  { problem }: ProblemError,
): Promise<ProblemError> {
  const stopped = toNeedsAttention(ready, problem.slug, problem.detail);
  await saveIdle(deps, ready, stopped);
  return new ProblemError(problem.slug, stopped.problem.detail);
}

const countOf = (count: number, what: string) => `${String(count)} ${what}${count === 1 ? '' : 's'}`;
