import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { accessOfferFor } from '../../access/accessOffer.ts';
import { isOutdated } from '../../blueprints/versions.ts';
import { ProblemError } from '../../core/errors.ts';
import { isWorkedOn, type Onboarding } from '../../record/onboarding.ts';
import type { AnswerDeps, Reading } from '../ports.ts';
import type { LinkView } from './linkView.ts';
import { onboardingView, type KeyAnswer } from './onboardingView.ts';

type Result = APIGatewayProxyStructuredResultV2;

/** The value of Retry-After for an onboarding that is in progress, in seconds. */
const retryAfterSeconds = 2;

/** Returns a JSON answer. Caches must not store any answer, because an answer may contain a secret. */
export function json(statusCode: number, body: object, headers: Readonly<Record<string, string>> = {}): Result {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}

/** Returns an answer 200 with a file, which a browser saves under this name. */
export function file(contentType: string, name: string, body: string): Result {
  const headers = { 'content-type': contentType, 'content-disposition': `attachment; filename="${name}"` };
  return { statusCode: 200, headers: { ...headers, 'cache-control': 'no-store' }, body };
}

/** Returns an answer 204, without a body. */
export function noContent(): Result {
  return { statusCode: 204, headers: { 'cache-control': 'no-store' } };
}

/** What only some callers see of an onboarding. */
export interface Shown {
  /** The stack to launch, and the external ID. Default: yes. */
  readonly access?: boolean;
  /** The links, without their tokens. Default: no. */
  readonly links?: boolean;
}

/** Returns an answer with the onboarding. */
export async function onboardingAnswer(
  deps: AnswerDeps<'catalog'> & Reading,
  statusCode: number,
  onboarding: Onboarding,
  keys?: KeyAnswer,
  link?: LinkView,
  { access = true, links: listsLinks = false }: Shown = {},
): Promise<Result> {
  const offer = access ? await accessOfferFor(deps, onboarding) : undefined;
  const view = onboardingView(onboarding, {
    apiPath: deps.apiPath,
    isOutdated: isOutdated(deps, onboarding),
    offer,
    showsExternalId: access,
    answer: keys,
    link,
    listsLinks,
  });
  return json(statusCode, view, headersFor(deps, statusCode, onboarding));
}

/**
 * Returns the headers of an answer with an onboarding: Location for 201 and 202, and Retry-After for 202 and while
 * Latchkey works on the onboarding.
 */
export function headersFor(
  { apiPath }: Pick<AnswerDeps<never>, 'apiPath'>,
  statusCode: number,
  onboarding: Onboarding,
): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    ...(statusCode === 201 || statusCode === 202 ? { location: `${apiPath}/onboardings/${onboarding.id}` } : {}),
    ...(statusCode === 202 || isWorkedOn(onboarding) ? { 'retry-after': String(retryAfterSeconds) } : {}),
  };
}

/**
 * Returns the answer of a request that worked on an onboarding: 202 if a worker continues the work, and `doneStatus`
 * otherwise. Throws the onboarding's problem if its status is `failed` or `needs_attention`.
 */
export async function workedAnswer(
  deps: AnswerDeps<'catalog' | 'store'>,
  doneStatus: 200 | 201,
  onboarding: Onboarding,
  link?: LinkView,
): Promise<Result> {
  throwProblemOf(onboarding);
  return onboardingAnswer(deps, doneOrAccepted(onboarding, doneStatus), onboarding, undefined, link);
}

/** Throws the onboarding's problem if its status is `failed` or `needs_attention`. */
export function throwProblemOf(onboarding: Onboarding): void {
  if (onboarding.status !== 'failed' && onboarding.status !== 'needs_attention') return;
  const { slug, detail, errors, heldBy, conflictsWith } = onboarding.problem;
  throw new ProblemError(slug, detail, { errors, heldBy, conflictsWith, onboarding: onboarding.id });
}

/** Returns 202 if a worker continues the work, and `doneStatus` otherwise. */
export function doneOrAccepted(onboarding: Onboarding, doneStatus: 200 | 201): number {
  return isWorkedOn(onboarding) ? 202 : doneStatus;
}
