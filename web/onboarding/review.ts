import type { Review as AnyReview } from '../../client/index.ts';

/** A review whose blueprint is still deployed, so that it has everything that the page shows before the setup. */
export interface Review extends AnyReview {
  readonly preview: NonNullable<AnyReview['preview']>;
  readonly template: NonNullable<AnyReview['template']>;
}

/** Whether the vendor still offers what the onboarding would set up. */
export function isOffered(review: AnyReview): review is Review {
  return review.preview !== null && review.template !== null;
}
