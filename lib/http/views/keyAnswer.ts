import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { NotYet } from '../../lifecycle/claim.ts';
import { keyFormats, mediaTypesOf } from '../keyFormats/index.ts';
import type { KeyWords } from '../keyFormats/keyFormat.ts';
import { keyWordsOf, profilePattern, profileRule, sectionName } from '../profileNames.ts';
import { ProblemError } from '../../core/errors.ts';
import type { IssuedKey } from '../../account/accessKeys.ts';
import type { Onboarding } from '../../record/onboarding.ts';
import type { AnswerDeps } from '../ports.ts';
import { jsonType, type Form } from '../request/accept.ts';
import { doneOrAccepted, headersFor, onboardingAnswer, throwProblemOf } from './answer.ts';
import { replayHeader } from './problem.ts';
import { keysAreNotStored, notRepeated } from './onboardingView.ts';
import { malformedQuery } from '../request/query.ts';
import type { ApiRequest } from '../request/request.ts';

type Result = APIGatewayProxyStructuredResultV2;

/** The format of the keys, and the texts in a file of keys. */
export interface KeyWriting extends KeyWords {
  readonly form: Form;
}

/**
 * Returns the format of the keys. This is checked before any key is created, because keys that cannot be written in the
 * requested format would be lost. Throws 400 if the query parameter `profile` is not valid or not used, and 406 if the
 * format cannot contain the keys of several users.
 */
export function chooseKeyWriting(
  { form, query }: Pick<ApiRequest, 'form' | 'query'>,
  onboarding: Pick<Onboarding, 'blueprint' | 'parameters' | 'userNames'>,
): KeyWriting {
  const { profile } = query;
  const { userNames } = onboarding;
  const format = form === 'json' ? undefined : keyFormats[form];
  if (profile !== undefined && format?.takesProfile !== true) {
    const types = mediaTypesOf(({ takesProfile }) => takesProfile);
    throw malformedQuery(
      `The query parameter profile names the section of a file. Send it with an Accept header of ${oneOf.format(types)}, or omit it.`,
    );
  }
  if (profile !== undefined && !profilePattern.test(profile))
    throw malformedQuery(`The query parameter profile ${profileRule}`);
  if (format?.holdsManyUsers === false && userNames.length > 1) {
    const types = [jsonType, ...mediaTypesOf(({ holdsManyUsers }) => holdsManyUsers)];
    throw new ProblemError(
      'not-acceptable',
      `No key was issued. ${format.mediaType} can hold the key of one user only, and this onboarding has ${userNames.length} users. Send an Accept header of ${oneOf.format(types)}.`,
    );
  }
  return { form, ...keyWordsOf(onboarding, profile) };
}

/**
 * Returns the format of the one key of a rotation. If the onboarding has several users, the profile is that of the user,
 * as in the file with the keys of all users. Throws as `chooseKeyWriting` does.
 */
export function chooseRotationWriting(
  request: Pick<ApiRequest, 'form' | 'query'>,
  onboarding: Pick<Onboarding, 'blueprint' | 'parameters' | 'userNames'>,
  userName: string,
): KeyWriting {
  const writing = chooseKeyWriting(request, { ...onboarding, userNames: [userName] });
  return { ...writing, profile: sectionName(writing.profile, userName, onboarding.userNames.length) };
}

/** Uses British English, which has no comma before "or". */
const oneOf = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** Returns the one answer with the keys: the onboarding in JSON, or a format that contains only keys. */
export async function keysAnswer(
  deps: AnswerDeps<'catalog' | 'store'>,
  statusCode: 200 | 201,
  onboarding: Onboarding,
  keys: readonly IssuedKey[],
  { form, ...words }: KeyWriting,
): Promise<Result> {
  if (form === 'json') return onboardingAnswer(deps, statusCode, onboarding, { keys });
  const format = keyFormats[form];
  return {
    statusCode,
    headers: { ...headersFor(deps, statusCode, onboarding), 'content-type': `${format.mediaType}; charset=utf-8` },
    body: format.write(keys, words),
  };
}

/**
 * Returns the answer of a claim that ran out of time. No key was disclosed. The onboarding is `ready` again, or a
 * worker deletes the undisclosed keys and sets it to `ready`.
 */
export async function notYetAnswer(
  deps: AnswerDeps<'catalog' | 'store'>,
  onboarding: Onboarding,
  { reason, retryAfterSeconds }: NotYet,
): Promise<Result> {
  const answer = await onboardingAnswer(deps, 202, onboarding, { reason });
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfterSeconds) } };
}

/**
 * Returns the answer of a create that was sent before with the same Idempotency-Key: the status of the first answer with
 * the onboarding as it is now, and why it contains no keys. Throws the problem of the first answer if it was 409 or 422.
 */
export async function replayedCreate(
  deps: AnswerDeps<'catalog' | 'store'>,
  onboarding: Onboarding,
  writing: KeyWriting,
): Promise<Result> {
  return replayAnswer(deps, statusOfFirst(onboarding), onboarding, writing);
}

function statusOfFirst(onboarding: Onboarding): number {
  const { id, firstAnswer } = onboarding;
  if (firstAnswer?.problem !== undefined) {
    const { slug, detail, ...more } = firstAnswer.problem;
    throw new ProblemError(slug, detail, { ...more, onboarding: id, isReplay: true });
  }
  if (firstAnswer !== undefined && firstAnswer.status < 500) return firstAnswer.status;
  // A 5xx is not repeated. The onboarding holds its slot, so the caller continues with it.
  throwProblemOf(onboarding);
  return doneOrAccepted(onboarding, 201);
}

/**
 * Returns the answer of a repeated request: the onboarding in JSON, and why it contains no keys. Throws 409 if the keys
 * are already disclosed and the requested format contains only keys, because the answer would be an empty file.
 */
export async function replayAnswer(
  deps: AnswerDeps<'catalog' | 'store'>,
  statusCode: number,
  onboarding: Onboarding,
  { form }: KeyWriting,
): Promise<Result> {
  if (form !== 'json' && (onboarding.status === 'claimed' || onboarding.status === 'rotating')) {
    throw new ProblemError(
      'credentials-issued',
      `${keysAreNotStored} Send "Accept: application/json" to read the onboarding.`,
      { onboarding: onboarding.id, isReplay: true },
    );
  }
  const answer = await onboardingAnswer(deps, statusCode, onboarding, notRepeated(onboarding));
  return { ...answer, headers: { ...answer.headers, [replayHeader]: 'true' } };
}
