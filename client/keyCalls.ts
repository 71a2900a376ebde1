import { assertHeaders } from './checks.ts';
import * as api from './generated/index.js';
import type { CreateOnboardingRequest, Onboarding, RotateCredentialsRequest } from './generated/types.gen.js';
import { newIdempotencyKey } from './idempotencyKey.ts';
import type { RecipientJwk, RecipientKey } from './recipientKey.ts';
import { unansweredKeys, type UnansweredKeys } from './unansweredKeys.ts';
import {
  keyFileAnswer,
  keyMediaTypes,
  keysAnswer,
  type KeyFileAnswer,
  type KeyFormat,
  type KeysAnswer,
} from './keys.ts';
import type { Sent } from './send.ts';
import type { CallOptions } from './settings.ts';
import type { Transport, TryOptions } from './transport.ts';

/** Options of a call that returns keys. */
export interface KeyOptions extends CallOptions {
  /**
   * The Idempotency-Key. Default: a new one for each call. To send the same request again after its answer was lost, send
   * the same key: an error of the call has it.
   */
  readonly idempotencyKey?: string | undefined;
  /**
   * The key for which the service seals the keys. The client opens the answer. Default: a new one for each call, which the
   * client keeps until the call has its answer: a repetition with the same Idempotency-Key gets keys whose first answer was
   * lost. Give one to send the call again with another client. `false`: the keys are not sealed, as where there is no Web
   * Crypto.
   */
  readonly recipientKey?: RecipientKey | false | undefined;
}

/** Options of a create. */
export interface CreateOptions extends KeyOptions {
  /** Whether a worker does the work: the answer comes at once, without keys (`Prefer: respond-async`). */
  readonly async?: boolean | undefined;
}

/** Options of a call that returns keys in a format that contains only keys. */
export interface KeyFileOptions extends KeyOptions {
  /** The name of the section of `~/.aws/credentials`. For the format `ini`. */
  readonly profile?: string | undefined;
}

/** The calls of a create. Its answer can have keys: see ClaimCalls. */
export interface CreateCalls {
  /** Creates an onboarding. */
  create(request: CreateOnboardingRequest, options?: CreateOptions): Promise<KeysAnswer>;
  /** Creates an onboarding. Its keys come as a file. */
  createAs(format: KeyFormat, request: CreateOnboardingRequest, options?: KeyFileOptions): Promise<KeyFileAnswer>;
}

/**
 * The calls of a claim, whose answer has keys. They are sealed for a key of this call. If the answer is lost, the client
 * repeats the call with the same Idempotency-Key and recipient key, which creates nothing twice, and gets the same keys.
 */
export interface ClaimCalls {
  /** Creates the keys of a `ready` onboarding. */
  claim(id: string, options?: KeyOptions): Promise<KeysAnswer>;
  /** Creates the keys of a `ready` onboarding. They come as a file. */
  claimAs(format: KeyFormat, id: string, options?: KeyFileOptions): Promise<KeyFileAnswer>;
}

/**
 * The calls of a rotation, whose answer has the new key, sealed for a key of this call. The client repeats a call whose
 * answer is lost, as a claim. If the client is lost too, rotate the new key with `undelivered`.
 */
export interface RotationCalls {
  /** Creates a key in the place of the one in force. The replaced key works on for its grace time. */
  rotate(id: string, request: RotateCredentialsRequest, options?: KeyOptions): Promise<KeysAnswer>;
  /** Creates a key in the place of the one in force. It comes as a file. */
  rotateAs(
    format: KeyFormat,
    id: string,
    request: RotateCredentialsRequest,
    options?: KeyFileOptions,
  ): Promise<KeyFileAnswer>;
}

interface KeyCall {
  readonly name: 'createOnboarding' | 'claimCredentials' | 'rotateCredentials';
  readonly options: KeyFileOptions | CreateOptions | undefined;
  /** Undefined for JSON. */
  readonly format?: KeyFormat;
  readonly attempt: (
    tried: TryOptions,
    query: { profile?: string },
    recipientKey: RecipientJwk | undefined,
  ) => Promise<{ data?: Onboarding | undefined; error?: unknown; response?: Response | undefined }>;
}

/** Sends a call whose answer can have keys, with its Idempotency-Key. */
async function sendKeyCall(
  transport: Transport,
  unanswered: UnansweredKeys,
  { name, options = {}, format, attempt }: KeyCall,
): Promise<Sent<Onboarding | string | Blob> & { readonly recipientKey: RecipientKey | undefined }> {
  const { idempotencyKey = newIdempotencyKey() } = options;
  const given = options.recipientKey === false ? undefined : options.recipientKey;
  const recipientKey = given ?? (isSealed(options) ? await unanswered.keyOf(idempotencyKey) : undefined);
  const profile = 'profile' in options ? options.profile : undefined;
  const more = {
    'Idempotency-Key': idempotencyKey,
    ...('async' in options && options.async === true && { Prefer: 'respond-async' }),
    ...(format !== undefined && { Accept: keyMediaTypes[format] }),
  };
  assertHeaders(more);
  const query = profile === undefined ? {} : { profile };
  const sent = await transport.sendFor<Onboarding | string | Blob>({
    name,
    idempotencyKey,
    options,
    attempt: ({ headers, ...tried }) =>
      attempt({ ...tried, headers: { ...headers, ...more } }, query, recipientKey?.jwk),
  });
  unanswered.answered(idempotencyKey);
  return { ...sent, recipientKey };
}

/** An asynchronous call has no keys in its answer. */
function isSealed(options: KeyFileOptions | CreateOptions): boolean {
  return options.recipientKey !== false && !('async' in options && options.async === true);
}

/** Returns the calls of a create. */
export function createCalls(transport: Transport): CreateCalls {
  const unanswered = unansweredKeys();
  const create = (request: CreateOnboardingRequest, options: KeyCall['options'], format?: KeyFormat) =>
    sendKeyCall(transport, unanswered, {
      name: 'createOnboarding',
      // The caller opens what is sealed for a key in the request.
      options: request.recipientKey ? { ...options, recipientKey: false } : options,
      ...(format && { format }),
      attempt: (tried, query, recipientKey) =>
        api.createOnboarding({
          ...tried,
          body: { ...(recipientKey && { recipientKey }), ...request },
          query,
          parseAs: format === undefined ? 'json' : 'auto',
        }),
    });
  return {
    create: async (request, options) => keysAnswer(await create(request, options)),
    createAs: async (format, request, options) =>
      keyFileAnswer(await create(request, options, format), format, undefined),
  };
}

/** Returns the calls of a claim. */
export function claimCalls(transport: Transport): ClaimCalls {
  const unanswered = unansweredKeys();
  const claim = (id: string, options: KeyCall['options'], format?: KeyFormat) =>
    sendKeyCall(transport, unanswered, {
      name: 'claimCredentials',
      options,
      ...(format && { format }),
      attempt: (tried, query, recipientKey) =>
        api.claimCredentials({
          ...tried,
          path: { id },
          ...(recipientKey && { body: { recipientKey } }),
          query,
          parseAs: format === undefined ? 'json' : 'auto',
        }),
    });
  return {
    claim: async (id, options) => keysAnswer(await claim(id, options)),
    claimAs: async (format, id, options) => keyFileAnswer(await claim(id, options, format), format, id),
  };
}

/** Returns the calls of a rotation. */
export function rotationCalls(transport: Transport): RotationCalls {
  const unanswered = unansweredKeys();
  const rotate = (id: string, request: RotateCredentialsRequest, options: KeyCall['options'], format?: KeyFormat) =>
    sendKeyCall(transport, unanswered, {
      name: 'rotateCredentials',
      // The caller opens what is sealed for a key in the request.
      options: request.recipientKey ? { ...options, recipientKey: false } : options,
      ...(format && { format }),
      attempt: (tried, query, recipientKey) =>
        api.rotateCredentials({
          ...tried,
          path: { id },
          body: { ...(recipientKey && { recipientKey }), ...request },
          query,
          parseAs: format === undefined ? 'json' : 'auto',
        }),
    });
  return {
    rotate: async (id, request, options) => keysAnswer(await rotate(id, request, options)),
    rotateAs: async (format, id, request, options) =>
      keyFileAnswer(await rotate(id, request, options, format), format, id),
  };
}
