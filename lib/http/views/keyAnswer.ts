import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { NotYet } from '../../lifecycle/claim.ts';
import { keyFormats, mediaTypesOf } from '../keyFormats/index.ts';
import { profilePattern } from '../keyFormats/ini.ts';
import type { KeyWords } from '../keyFormats/keyFormat.ts';
import { ProblemError } from '../../core/errors.ts';
import type { IssuedKey } from '../../account/accessKeys.ts';
import type { Onboarding } from '../../record/onboarding.ts';
import type { Deps } from '../ports.ts';
import { jsonType, type Form } from '../request/accept.ts';
import { headersFor, onboardingAnswer } from './answer.ts';
import { keysAreNotStored, notRepeated } from './onboardingView.ts';
import { malformedQuery } from '../request/query.ts';
import type { ApiRequest } from '../request/request.ts';

type Result = APIGatewayProxyStructuredResultV2;

/** How the keys will be written. */
export interface KeyWriting extends KeyWords {
  readonly form: Form;
}

/**
 * Settled before there are keys: one that cannot be written as its caller wants it would be lost. The profile is the
 * caller's, or the onboarding's parameter of that name, or the blueprint's name. Throws 400, and 406 for a form that the
 * users do not fit.
 */
export function chooseKeyWriting(
  { form, query }: Pick<ApiRequest, 'form' | 'query'>,
  { blueprint, parameters, userNames }: Pick<Onboarding, 'blueprint' | 'parameters' | 'userNames'>,
): KeyWriting {
  const { profile } = query;
  const format = form === 'json' ? undefined : keyFormats[form];
  if (profile !== undefined && format?.takesProfile !== true) {
    const types = mediaTypesOf(({ takesProfile }) => takesProfile);
    throw malformedQuery(
      `The query parameter profile names the section of a file. Send it with an Accept header of ${oneOf.format(types)}, or omit it.`,
    );
  }
  if (profile !== undefined && !profilePattern.test(profile))
    throw malformedQuery(
      'The query parameter profile must be 1 to 64 letters, digits and _ . @ + -, and begin with a letter or digit.',
    );
  if (format?.holdsManyUsers === false && userNames.length > 1) {
    const types = [jsonType, ...mediaTypesOf(({ holdsManyUsers }) => holdsManyUsers)];
    throw new ProblemError(
      'not-acceptable',
      `No key was issued. ${format.mediaType} can hold the key of one user only, and this onboarding has ${userNames.length} users. Send an Accept header of ${oneOf.format(types)}.`,
    );
  }
  const label = textOf(parameters['profile']);
  return { form, profile: profile ?? label ?? blueprint, stage: textOf(parameters['stage']) };
}

/** British, so that there is no comma before "or". */
const oneOf = new Intl.ListFormat('en-GB', { type: 'disjunction' });

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** The keys, this once: in the onboarding, or in a form that holds keys alone. */
export async function keysAnswer(
  deps: Deps<'store'>,
  statusCode: 200 | 201,
  onboarding: Onboarding,
  keys: readonly IssuedKey[],
  { form, ...words }: KeyWriting,
): Promise<Result> {
  if (form === 'json') return onboardingAnswer(deps, statusCode, onboarding, { keys });
  const format = keyFormats[form];
  return {
    statusCode,
    headers: { ...headersFor(statusCode, onboarding), 'content-type': `${format.mediaType}; charset=utf-8` },
    body: format.write(keys, words),
  };
}

/** A claim out of time: no key was issued and none is left; the onboarding is ready again, or a worker brings it there. */
export async function notYetAnswer(
  deps: Deps<'store'>,
  onboarding: Onboarding,
  { reason, retryAfterSeconds }: NotYet,
): Promise<Result> {
  const answer = await onboardingAnswer(deps, 202, onboarding, { reason });
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfterSeconds) } };
}

/**
 * A repeated request: the onboarding as it stands, and why there are no keys. A form that holds keys alone could only
 * be empty once they are handed out: that is 409. Whatever else has no keys is JSON, in every form.
 */
export async function replayAnswer(deps: Deps<'store'>, onboarding: Onboarding, { form }: KeyWriting): Promise<Result> {
  if (form !== 'json' && onboarding.status === 'claimed') {
    throw new ProblemError(
      'credentials-issued',
      `${keysAreNotStored} Send "Accept: application/json" to read the onboarding.`,
      { onboarding: onboarding.id },
    );
  }
  return onboardingAnswer(deps, 200, onboarding, notRepeated(onboarding));
}
