import type { Onboarding } from './generated/types.gen.js';
import { retryAfterOf } from './retryAfter.ts';
import type { Credential } from './types.ts';

/** The media type of each format that contains only keys. */
export const keyMediaTypes = {
  csv: 'text/csv',
  shell: 'text/x-shellscript',
  ini: 'text/x-ini',
  fish: 'text/vnd.latchkey.fish',
  powershell: 'text/vnd.latchkey.powershell',
  configure: 'text/vnd.latchkey.aws-configure',
  dotenv: 'text/vnd.latchkey.env',
  terraform: 'text/vnd.latchkey.terraform',
} as const;

/**
 * A format that contains only keys: `csv` is the file that the IAM console downloads, `ini` sections of
 * `~/.aws/credentials`, and `configure` commands of the AWS CLI. The others are for one user: `shell` (POSIX), `fish` and
 * `powershell` set environment variables, `dotenv` is a file for Docker, and `terraform` a provider block.
 */
export type KeyFormat = keyof typeof keyMediaTypes;

/** What every answer about an onboarding says besides its body. */
export interface AnswerInfo {
  /** ID of the onboarding. */
  readonly id: string;
  /** Whether a worker continues the work: the answer was 202. */
  readonly isInProgress: boolean;
  /** After how many seconds to read the onboarding again, if a worker continues. */
  readonly retryAfterSeconds: number | undefined;
  /** Whether the answer repeats the one to an earlier request with the same Idempotency-Key. */
  readonly isReplay: boolean;
}

/** An answer with an onboarding. */
export interface OnboardingAnswer extends AnswerInfo {
  readonly onboarding: Onboarding;
}

/** An answer without keys. `reason` says why, if the service says so. */
export interface NoKeys extends OnboardingAnswer {
  readonly hasKeys: false;
  readonly reason: string | undefined;
}

/** The answer of a create or a claim in JSON. Only one answer has the keys, so store them before anything else. */
export type KeysAnswer =
  (OnboardingAnswer & { readonly hasKeys: true; readonly credentials: readonly Credential[] }) | NoKeys;

/** The answer of a create or a claim in a format that contains only keys. Without keys, it is an onboarding. */
export type KeyFileAnswer =
  (AnswerInfo & { readonly hasKeys: true; readonly format: KeyFormat; readonly text: string }) | NoKeys;

/** Returns an answer with an onboarding. */
export function onboardingAnswer(onboarding: Onboarding, response: Response): OnboardingAnswer {
  return { ...infoOf(onboarding.id, response), onboarding };
}

/** Returns the answer of a create or a claim. */
export function keysAnswer(onboarding: Onboarding, response: Response): KeysAnswer {
  const { credentials, credentialsReason: reason } = onboarding;
  const answer = onboardingAnswer(onboarding, response);
  return credentials == null || credentials.length === 0
    ? { ...answer, hasKeys: false, reason }
    : { ...answer, hasKeys: true, credentials };
}

/**
 * Returns the answer of a create or a claim in a format that contains only keys.
 *
 * @param body the text of the keys, or an onboarding
 * @param id of the onboarding, if the request names it; otherwise the header Location does
 */
export function keyFileAnswer(
  body: string | Onboarding,
  response: Response,
  format: KeyFormat,
  id: string | undefined,
): KeyFileAnswer {
  if (typeof body === 'string') return { ...infoOf(id ?? idIn(response), response), hasKeys: true, format, text: body };
  const { credentialsReason: reason } = body;
  return { ...onboardingAnswer(body, response), hasKeys: false, reason };
}

function infoOf(id: string, response: Response): AnswerInfo {
  return {
    id,
    isInProgress: response.status === 202,
    retryAfterSeconds: retryAfterOf(response),
    isReplay: response.headers.get('idempotency-replayed') === 'true',
  };
}

function idIn({ headers }: Response): string {
  return headers.get('location')?.split('/').at(-1) ?? '';
}
