import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { accessOfferFor } from '../../access/accessOffer.ts';
import { ProblemError } from '../../core/errors.ts';
import { isWorkedOn, type Onboarding } from '../../record/onboarding.ts';
import type { Deps } from '../ports.ts';
import type { LinkView } from './linkView.ts';
import { onboardingView, type KeyAnswer } from './onboardingView.ts';

type Result = APIGatewayProxyStructuredResultV2;

/** When to ask again about an onboarding that is being worked on, in seconds. */
const retryAfterSeconds = 2;

/** A JSON answer. Any of them might hold a secret one day, so none may be stored on its way. */
export function json(statusCode: number, body: object, headers: Readonly<Record<string, string>> = {}): Result {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}

/** Done, and nothing to say about it. */
export function noContent(): Result {
  return { statusCode: 204, headers: { 'cache-control': 'no-store' } };
}

/** The onboarding as it stands. */
export async function onboardingAnswer(
  deps: Deps<'store'>,
  statusCode: number,
  onboarding: Onboarding,
  keys?: KeyAnswer,
  link?: LinkView,
): Promise<Result> {
  const view = onboardingView(onboarding, await accessOfferFor(deps, onboarding), keys, link);
  return json(statusCode, view, headersFor(statusCode, onboarding));
}

/** Where the onboarding is, of one that was made or goes on; and when to look. */
export function headersFor(statusCode: number, { id }: Onboarding): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    ...(statusCode === 201 || statusCode === 202 ? { location: `/v1/onboardings/${id}` } : {}),
    ...(statusCode === 202 ? { 'retry-after': String(retryAfterSeconds) } : {}),
  };
}

/** The same for a request that has done what it could: 202 where a worker goes on; throws the problem that ended it. */
export async function workedAnswer(
  deps: Deps<'store'>,
  doneStatus: 200 | 201,
  onboarding: Onboarding,
  link?: LinkView,
): Promise<Result> {
  if (onboarding.status === 'failed' || onboarding.status === 'needs_attention') {
    const { slug, detail, errors } = onboarding.problem;
    throw new ProblemError(slug, detail, { errors, onboarding: onboarding.id });
  }
  return onboardingAnswer(deps, isWorkedOn(onboarding) ? 202 : doneStatus, onboarding, undefined, link);
}
