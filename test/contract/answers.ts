import { undocumented, undocumentedHeaders, unfitFor } from '../support/answerValidators.ts';
import { isRecord } from '../../scripts/json.ts';
import type { Answer } from '../model/invocations.ts';
import type { Operation } from './operations.ts';
import type { Request } from './request.ts';

/** An answer, and what is known about how it came about. */
export interface Answered {
  readonly request: Request;
  /** The operation that API Gateway selected. Undefined: none. */
  readonly operation: Operation | undefined;
  readonly answer: Answer;
  /** What went wrong with the calls of the process that answered, such as `iam:CreateUser throttled`. */
  readonly faults: readonly string[];
  /** The problem on record of the onboarding that the answer names, such as `aws-error`. */
  readonly onRecord: string | undefined;
}

/** Returns the last part of the type of a problem. */
export const slugOf = ({ text }: Answer): string | undefined =>
  /"type":"urn:latchkey:problem:([\w-]+)"/.exec(text)?.[1];

/** Returns what is wrong with an answer, as sentences. */
export async function complaintsAbout(answered: Answered): Promise<readonly string[]> {
  const { operation, answer, faults } = answered;
  const { status, headers, text } = answer;
  const slug = slugOf(answer);
  const unexplained =
    status >= 500 && faults.length === 0 && !isExplained(slug, answered)
      ? [`${String(status)} without a fault in this request`]
      : [];
  if (operation === undefined) return [...unexplained, ...tooLong(answer), ...(await ofNoRoute(answer, slug))];
  const given = { method: operation.method, path: operation.path, status, text };
  return [
    ...unexplained,
    ...tooLong(answer),
    ...(await undocumented(given)),
    ...(await undocumentedHeaders(given, headers)),
    ...(await wronglyAccepted(answered, operation)),
    ...wronglyRefused(answered, slug),
  ];
}

/**
 * Whether a 5xx needs no fault in its request. `stopped` is the decision of an operator. An onboarding that a fault in an
 * earlier request has stopped is answered with its problem, unless that is an error of Latchkey. While a
 * delay of AWS can explain a refusal, Latchkey tries again, for as long as a request lasts.
 */
const isExplained = (slug: string | undefined, { onRecord, operation, answer }: Answered) =>
  slug === 'stopped' ||
  (slug === 'out-of-time' && byDelay.test(answer.text) && operation !== undefined && looksFirst.has(operation.name)) ||
  (slug !== undefined && slug !== 'internal-error' && slug === onRecord);

const byDelay = /AWS answered (?:iam|sts):\w+ with (?:InvalidClientTokenId|ExpiredToken|AccessDenied|NoSuchEntity)/;

/** The operations that look at the account before anything is on record with which a worker could continue. */
const looksFirst: ReadonlySet<string> = new Set(['updateOnboarding', 'retireKey', 'onboardingHealth']);

async function ofNoRoute({ status, headers, text }: Answer, slug: string | undefined): Promise<readonly string[]> {
  if (status === 204) return [];
  const isKnown = (status === 404 && slug === 'unknown-route') || (status === 405 && slug === 'method-not-allowed');
  return [
    ...(isKnown ? [] : [`a path without a route was answered ${String(status)} ${slug ?? ''}`]),
    ...(status === 405 && headers['allow'] === undefined ? ['405 without Allow'] : []),
    ...(await unfitFor('Problem', text)),
  ];
}

/** A detail is for a person. A longer one repeats what the caller sent. */
const longestDetail = 3000;

const tooLong = ({ status, text }: Answer): readonly string[] => {
  const problem: unknown = status < 400 || text === '' ? undefined : JSON.parse(text);
  const detail = isRecord(problem) ? problem['detail'] : undefined;
  return typeof detail === 'string' && detail.length > longestDetail
    ? [`the detail of the problem has ${String(detail.length)} characters`]
    : [];
};

/** The problems of a request whose form is not as the contract says. */
const ofForm = new Set([
  'malformed-json',
  'malformed-header',
  'malformed-query',
  'body-too-large',
  'unsupported-media-type',
]);

/** The contract must say what form a request has. */
const wronglyRefused = ({ request: { oddities } }: Answered, slug: string | undefined): readonly string[] =>
  oddities.length === 0 && slug !== undefined && ofForm.has(slug)
    ? [`a request that the contract allows was answered ${slug}`]
    : [];

/** The contract must say what the service accepts: callers, and bodies. */
async function wronglyAccepted({ request, answer }: Answered, operation: Operation): Promise<readonly string[]> {
  const { isUnauthorized, body } = request;
  if (isUnauthorized && operation.schemes.length > 0 && answer.status !== 401)
    return [`a caller without a right token was answered ${String(answer.status)}`];
  if (answer.status >= 300 || operation.bodySchema === undefined || body.length === 0) return [];
  const text = body.toString('utf8').replace(/^\uFEFF/, '');
  const unfit = await unfitFor(operation.bodySchema, text);
  return unfit.length === 0 ? [] : [`a body was accepted that the contract does not allow: ${unfit.join(', ')}`];
}
