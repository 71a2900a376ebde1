import type { Onboarding } from './generated/types.gen.js';
import { LatchkeyArgumentError } from './latchkeyArgumentError.ts';
import type { RecipientKey } from './recipientKey.ts';
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

/** A successful answer of a create or a claim, and the key for which its keys are sealed, if it has one. */
interface SentForKeys {
  readonly data: Onboarding | string | Blob;
  readonly response: Response;
  readonly recipientKey: RecipientKey | undefined;
}

/**
 * Returns the answer of a create or a claim, as if its keys were not sealed. Throws LatchkeyArgumentError if they are
 * sealed for another key.
 */
export async function keysAnswer({ data, response, recipientKey }: SentForKeys): Promise<KeysAnswer> {
  if (typeof data === 'string' || data instanceof Blob) throw new TypeError('a JSON answer is no text');
  const onboarding = await opened(data, recipientKey);
  const { credentials, credentialsReason: reason } = onboarding;
  const answer = onboardingAnswer(onboarding, response);
  return credentials == null || credentials.length === 0
    ? { ...answer, hasKeys: false, reason }
    : { ...answer, hasKeys: true, credentials };
}

async function opened(onboarding: Onboarding, recipientKey: RecipientKey | undefined): Promise<Onboarding> {
  const { sealedCredentials, credentialsReason: _, ...rest } = onboarding;
  if (sealedCredentials === undefined || recipientKey === undefined) return onboarding;
  const credentials = credentialsIn(textOf(await recipientKey.open(sealedCredentials.jwe), 'application/json'));
  return { ...rest, credentials: [...credentials] };
}

/** The service has sealed `{ "onboarding", "credentials" }`. */
function credentialsIn(text: string): readonly Credential[] {
  const parsed: unknown = JSON.parse(text);
  return hasCredentials(parsed) ? parsed.credentials : [];
}

function hasCredentials(value: unknown): value is { readonly credentials: readonly Credential[] } {
  return typeof value === 'object' && value !== null && 'credentials' in value && Array.isArray(value.credentials);
}

/** An answer that is given again has the format of the first one. */
function textOf({ contentType, text }: { readonly contentType: string; readonly text: string }, wanted: string) {
  if (contentType === wanted) return text;
  throw new LatchkeyArgumentError(`The keys were sealed as ${contentType}. Ask for them in this format.`);
}

/** The media type of sealed keys in a format that contains only keys. */
export const sealedMediaType = 'application/jose';

/**
 * Returns the answer of a create or a claim in a format that contains only keys. Throws LatchkeyArgumentError if the keys
 * are sealed for another key, or in another format.
 *
 * @param id of the onboarding, if the request names it; otherwise the header Location does
 */
export async function keyFileAnswer(
  { data, response, recipientKey }: SentForKeys,
  format: KeyFormat,
  id: string | undefined,
): Promise<KeyFileAnswer> {
  if (typeof data !== 'string' && !(data instanceof Blob)) {
    const { credentialsReason: reason } = data;
    return { ...onboardingAnswer(data, response), hasKeys: false, reason };
  }
  const body = typeof data === 'string' ? data : await data.text();
  const isSealed = response.headers.get('content-type')?.startsWith(sealedMediaType) === true;
  const text =
    isSealed && recipientKey !== undefined ? textOf(await recipientKey.open(body), keyMediaTypes[format]) : body;
  return { ...infoOf(id ?? idIn(response), response), hasKeys: true, format, text };
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
