import { reviewSchema, type ReviewView } from '../../lib/http/views/reviewView.ts';
import { ask, bearer } from './ask.ts';
import type { TestStack } from './testStack.ts';

/** Gets the review of an onboarding, with the status and the text of the answer. */
export async function reviewAnswer(testStack: Pick<TestStack, 'url'>, id: string, headers = bearer) {
  const { status, text } = await ask(testStack, 'GET', `/v1/onboardings/${id}/review`, headers);
  return { status, text, review: status === 200 ? reviewSchema.parse(JSON.parse(text)) : undefined };
}

/** Gets the review of an onboarding. Throws an error with the answer if it is not one. */
export async function reviewIn(testStack: Pick<TestStack, 'url'>, id: string, headers = bearer): Promise<ReviewView> {
  const { status, text, review } = await reviewAnswer(testStack, id, headers);
  if (review === undefined) throw new Error(`${String(status)} ${text}`);
  return review;
}
