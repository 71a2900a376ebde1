import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { NotYet } from '../../lifecycle/claim.ts';
import { keyFormats, mediaTypesOf } from '../keyFormats/index.ts';
import { keyWordsOf, profilePattern, profileRule, sectionName } from '../profileNames.ts';
import { ProblemError } from '../../core/errors.ts';
import type { WorkResult } from '../../lifecycle/disclose.ts';
import { hasKeysInForce } from '../../record/keysInForce.ts';
import type { Onboarding, SealedKeys } from '../../record/onboarding.ts';
import { sealedKeysFor, type Recipient } from '../../record/sealedKeys.ts';
import type { AnswerDeps } from '../ports.ts';
import { jsonType } from '../request/accept.ts';
import { doneOrAccepted, headersFor, onboardingAnswer, throwProblemOf } from './answer.ts';
import { keyFile, type KeyWriting } from './keyFile.ts';
import { replayHeader } from './problem.ts';
import { keysAreNotStored, notRepeated } from './onboardingView.ts';
import { malformedQuery } from '../request/query.ts';
import type { ApiRequest } from '../request/request.ts';

type Result = APIGatewayProxyStructuredResultV2;

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
      `The query parameter profile names the section of a file. Send it with an Accept header of ${oneOf(types)}, or omit it.`,
    );
  }
  if (profile !== undefined && !profilePattern.test(profile))
    throw malformedQuery(`The query parameter profile ${profileRule}`);
  if (format?.holdsManyUsers === false && userNames.length > 1) {
    const types = [jsonType, ...mediaTypesOf(({ holdsManyUsers }) => holdsManyUsers)];
    throw new ProblemError(
      'not-acceptable',
      `No key was issued. ${format.mediaType} can hold the key of one user only, and this onboarding has ${userNames.length} users. Send an Accept header of ${oneOf(types)}.`,
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

/**
 * Uses British English, which has no comma before "or". The format is made only when it is needed: it loads Unicode's data
 * about languages, which takes 6 ms of a cold start.
 */
const oneOf = (names: readonly string[]) => new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names);

/**
 * Returns the one answer with the keys: the onboarding in JSON, or a format that contains only keys. Undefined if the work
 * has disclosed no keys.
 */
export async function keysAnswer(
  deps: AnswerDeps<'catalog' | 'store'>,
  statusCode: 200 | 201,
  { onboarding, keys, sealed }: WorkResult,
  writing: KeyWriting,
): Promise<Result | undefined> {
  if (sealed !== undefined) return sealedAnswer(deps, statusCode, onboarding, sealed, writing);
  if (keys === undefined) return undefined;
  if (writing.form === 'json') return onboardingAnswer(deps, statusCode, onboarding, { keys });
  const { contentType, text } = keyFile(onboarding.id, keys, writing);
  return {
    statusCode,
    headers: { ...headersFor(deps, statusCode, onboarding), 'content-type': `${contentType}; charset=utf-8` },
    body: text,
  };
}

/**
 * Returns an answer with sealed keys: the onboarding in JSON, or the JWE alone, whose header says what is sealed. A
 * repeated request gets the JWE as it is, also if it asks for another format.
 */
async function sealedAnswer(
  deps: AnswerDeps<'catalog' | 'store'>,
  statusCode: number,
  onboarding: Onboarding,
  sealed: SealedKeys,
  { form }: KeyWriting,
): Promise<Result> {
  if (form === 'json') return onboardingAnswer(deps, statusCode, onboarding, { sealed });
  const headers = { ...headersFor(deps, statusCode, onboarding), 'content-type': joseType };
  return { statusCode, headers, body: sealed.jwe };
}

/** The media type of a compact JWE (RFC 7515, section 9.2.1). */
export const joseType = 'application/jose';

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
  recipient?: Recipient,
): Promise<Result> {
  return replayAnswer(deps, statusOfFirst(onboarding), onboarding, writing, recipient);
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
 * Returns the answer of a repeated request: the sealed keys, if they are this recipient's, or else the onboarding in JSON, and
 * why it contains no keys. Throws 409 if the keys are already disclosed and the requested format contains only keys,
 * because the answer would be an empty file.
 */
export async function replayAnswer(
  deps: AnswerDeps<'catalog' | 'store'>,
  statusCode: number,
  onboarding: Onboarding,
  writing: KeyWriting,
  recipient?: Recipient,
): Promise<Result> {
  const sealed = sealedKeysFor(onboarding, recipient, deps.clock.now());
  if (sealed !== undefined) return asReplay(await sealedAnswer(deps, statusCode, onboarding, sealed, writing));
  if (writing.form !== 'json' && hasKeysInForce(onboarding)) {
    throw new ProblemError(
      'credentials-issued',
      `${keysAreNotStored} Send "Accept: application/json" to read the onboarding.`,
      { onboarding: onboarding.id, isReplay: true },
    );
  }
  return asReplay(await onboardingAnswer(deps, statusCode, onboarding, notRepeated(onboarding)));
}

/**
 * Returns the answer of a rotation by an operator's token: the onboarding, without the sealed key. Otherwise a back end that
 * may act for some tenants only could open, together with an operator, the keys of all others.
 */
export async function operatorsAnswer(
  deps: AnswerDeps<'catalog' | 'store'>,
  { onboarding, sealed }: WorkResult,
  recipient: Recipient | undefined,
): Promise<Result> {
  const isKept = sealed !== undefined || sealedKeysFor(onboarding, recipient, deps.clock.now()) !== undefined;
  const answer = await onboardingAnswer(deps, 200, onboarding, isKept ? forTheBackEnd : notRepeated(onboarding));
  return sealed === undefined ? asReplay(answer) : answer;
}

const forTheBackEnd = {
  reason:
    'The new key is sealed for the back end, which gets it by the same rotation with its own token and recipient key, until sealedUntil.',
};

function asReplay(answer: Result): Result {
  return { ...answer, headers: { ...answer.headers, [replayHeader]: 'true' } };
}
