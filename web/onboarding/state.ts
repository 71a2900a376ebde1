import type { Credential, LatchkeyProblem, Onboarding, Review, Status } from '../../client/index.ts';
import type { SharedLink } from './linkApi.ts';
import { isOffered } from './review.ts';

/** Whether the page has a link that works. */
type LinkState = 'missing' | 'used' | 'reading' | 'valid' | 'ended';

/** A call that the person started and whose answer is awaited. */
export type Action = 'provision' | 'claim' | 'share';

/** Everything that the page shows depends on this. Only `flow.ts` changes it. */
export interface FlowState {
  readonly link: LinkState;
  /** Undefined until the first answer. */
  readonly review: Review | undefined;
  readonly onboarding: Onboarding | undefined;
  /** Whether the person has finished the review and is at the launch. */
  readonly isPastReview: boolean;
  /** Whether the person has opened the launch link, or says that the stack was created. */
  readonly hasLaunched: boolean;
  readonly running: Action | undefined;
  /** Whether the last call got no answer, or the answer that the service is busy. The page then tries again. */
  readonly isUnreachable: boolean;
  /** The refusal of the last action, if it says something that the onboarding does not. */
  readonly refusal: LatchkeyProblem | undefined;
  /** The keys, from the answer to the claim until the person has stored them. */
  readonly keys: readonly Credential[] | undefined;
  /** Whether the answer to the claim has arrived here, with or without keys. */
  readonly hasClaimed: boolean;
  /** Whether a claim of this page has got no answer. Then the same claim is sent again, and gets the same keys. */
  readonly isClaimUnanswered: boolean;
  /** Whether keys were created for a claim of this page, and nobody can open them. */
  readonly areKeysLost: boolean;
  readonly shared: SharedLink | undefined;
  /** When the onboarding was last read, epoch ms. */
  readonly readAt: number | undefined;
}

/** What the page shows. */
export type Stage =
  | 'no-link'
  | 'link-used'
  | 'link-ended'
  | 'loading'
  | 'review'
  | 'launch'
  | 'not-offered'
  | 'working'
  | 'undoing'
  | 'vendor-claims'
  | 'claim'
  | 'other-claims'
  | 'claiming'
  | 'keys'
  | 'keys-lost'
  | 'handed-over'
  | 'failed'
  | 'stopped'
  | 'expired'
  | 'removing'
  | 'removed';

/** Returns what the page shows in a state. */
export function stageOf(state: FlowState): Stage {
  if (state.keys !== undefined) return 'keys';
  switch (state.link) {
    case 'missing':
      return 'no-link';
    case 'used':
      return 'link-used';
    case 'ended':
      return 'link-ended';
    case 'reading':
      return 'loading';
    case 'valid':
      return state.onboarding === undefined ? 'loading' : stageOfStatus(state, state.onboarding);
  }
}

function stageOfStatus(state: FlowState, { status, steps, waiting, accessKeys }: Onboarding): Stage {
  switch (status) {
    case 'awaiting_access':
      if (state.review !== undefined && !isOffered(state.review)) return 'not-offered';
      return state.isPastReview ? 'launch' : 'review';
    case 'provisioning':
      // Each look whether the role is there begins with this status. Until it has done something, the launch is shown.
      if (state.isPastReview && waiting === undefined && steps.every(({ startedAt }) => startedAt === null))
        return 'launch';
      return 'working';
    case 'ready':
      if (mayClaim(state)) return 'claim';
      return state.review?.link?.delivers === 'tenant' ? 'other-claims' : 'vendor-claims';
    case 'claiming':
      return 'claiming';
    case 'updating':
      // Before the claim, it is as if the onboarding was not ready yet.
      return accessKeys === undefined ? 'working' : 'handed-over';
    case 'claimed':
    case 'rotating':
      if (state.isClaimUnanswered) return 'claiming';
      return state.areKeysLost ? 'keys-lost' : 'handed-over';
    case 'rolling_back':
      return 'undoing';
    case 'failed':
      return 'failed';
    case 'needs_attention':
      return 'stopped';
    case 'expired':
      return 'expired';
    case 'offboarding':
      return 'removing';
    case 'offboarded':
      return 'removed';
  }
}

/**
 * What the next read is: review and onboarding, whether the stack can be used now, the onboarding, the claim whose answer
 * was lost, or none because nothing changes any more.
 */
export type NextLook = 'begin' | 'provision' | 'read' | 'claim' | 'none';

/** Returns what to ask the service next. */
export function nextLook(state: FlowState): NextLook {
  if (state.link === 'reading') return 'begin';
  const status = state.onboarding?.status;
  if (state.link !== 'valid' || status === undefined) return 'none';
  switch (status) {
    case 'awaiting_access':
      return state.isPastReview && state.hasLaunched && mayLaunch(state) ? 'provision' : 'read';
    case 'provisioning':
    case 'ready':
    case 'claiming':
    case 'rolling_back':
    case 'updating':
    case 'failed':
    case 'needs_attention':
    case 'offboarding':
      return 'read';
    case 'claimed':
      return state.isClaimUnanswered ? 'claim' : 'none';
    case 'rotating':
      return state.isClaimUnanswered ? 'claim' : 'read';
    case 'expired':
    case 'offboarded':
      return 'none';
  }
}

/** Whether Latchkey changes an onboarding in this status by itself, soon. */
export function isWorking(status: Status): boolean {
  switch (status) {
    case 'provisioning':
    case 'claiming':
    case 'rotating':
    case 'updating':
    case 'rolling_back':
    case 'offboarding':
      return true;
    case 'awaiting_access':
    case 'ready':
    case 'claimed':
    case 'failed':
    case 'needs_attention':
    case 'expired':
    case 'offboarded':
      return false;
  }
}

/** Whether the keys of an onboarding were handed over, and it has not ended. */
export function isHandedOver(onboarding: Onboarding | undefined): boolean {
  const { status, accessKeys } = onboarding ?? {};
  return status === 'claimed' || status === 'rotating' || (status === 'updating' && accessKeys !== undefined);
}

/** Whether the link can launch: without this right, the page only shows. */
export function mayLaunch({ review }: Pick<FlowState, 'review'>): boolean {
  return review?.link?.may.includes('launch') === true;
}

/** Whether the link can claim the keys. */
function mayClaim({ review }: Pick<FlowState, 'review'>): boolean {
  return review?.link?.may.includes('claim') === true;
}
