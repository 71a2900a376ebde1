import { assertHeaders } from './checks.ts';
import * as api from './generated/index.js';
import type { CreateOnboardingRequest, Onboarding, RotateCredentialsRequest } from './generated/types.gen.js';
import { newIdempotencyKey } from './idempotencyKey.ts';
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
 * The calls of a claim, whose answer has keys. One answer has them, once: if it is lost, the service does not repeat them.
 * The call is then repeated with the same Idempotency-Key, which creates nothing twice, and returns the onboarding without
 * keys.
 */
export interface ClaimCalls {
  /** Creates the keys of a `ready` onboarding. */
  claim(id: string, options?: KeyOptions): Promise<KeysAnswer>;
  /** Creates the keys of a `ready` onboarding. They come as a file. */
  claimAs(format: KeyFormat, id: string, options?: KeyFileOptions): Promise<KeyFileAnswer>;
}

/**
 * The calls of a rotation, whose answer has the new key, once. A repeated call is not answered with it again: if its answer
 * is lost, rotate the new key with `undelivered`.
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
  ) => Promise<{ data?: Onboarding | undefined; error?: unknown; response?: Response | undefined }>;
}

/** Sends a call whose answer can have keys, with its Idempotency-Key. */
async function sendKeyCall(
  transport: Transport,
  { name, options = {}, format, attempt }: KeyCall,
): Promise<Sent<Onboarding | string>> {
  const { idempotencyKey = newIdempotencyKey() } = options;
  const profile = 'profile' in options ? options.profile : undefined;
  const more = {
    'Idempotency-Key': idempotencyKey,
    ...('async' in options && options.async === true && { Prefer: 'respond-async' }),
    ...(format !== undefined && { Accept: keyMediaTypes[format] }),
  };
  assertHeaders(more);
  return transport.sendFor<Onboarding | string>({
    name,
    idempotencyKey,
    options,
    attempt: ({ headers, ...tried }) =>
      attempt({ ...tried, headers: { ...headers, ...more } }, profile === undefined ? {} : { profile }),
  });
}

/** Returns the calls of a create. */
export function createCalls(transport: Transport): CreateCalls {
  const create = (request: CreateOnboardingRequest, options: KeyCall['options'], format?: KeyFormat) =>
    sendKeyCall(transport, {
      name: 'createOnboarding',
      options,
      ...(format && { format }),
      attempt: (tried, query) =>
        api.createOnboarding({ ...tried, body: request, query, parseAs: format === undefined ? 'json' : 'auto' }),
    });
  return {
    create: async (request, options) => jsonOf(await create(request, options)),
    createAs: async (format, request, options) => {
      const { data, response } = await create(request, options, format);
      return keyFileAnswer(data, response, format, undefined);
    },
  };
}

/** Returns the calls of a claim. */
export function claimCalls(transport: Transport): ClaimCalls {
  const claim = (id: string, options: KeyCall['options'], format?: KeyFormat) =>
    sendKeyCall(transport, {
      name: 'claimCredentials',
      options,
      ...(format && { format }),
      attempt: (tried, query) =>
        api.claimCredentials({ ...tried, path: { id }, query, parseAs: format === undefined ? 'json' : 'auto' }),
    });
  return {
    claim: async (id, options) => jsonOf(await claim(id, options)),
    claimAs: async (format, id, options) => {
      const { data, response } = await claim(id, options, format);
      return keyFileAnswer(data, response, format, id);
    },
  };
}

/** Returns the calls of a rotation. */
export function rotationCalls(transport: Transport): RotationCalls {
  const rotate = (id: string, request: RotateCredentialsRequest, options: KeyCall['options'], format?: KeyFormat) =>
    sendKeyCall(transport, {
      name: 'rotateCredentials',
      options,
      ...(format && { format }),
      attempt: (tried, query) =>
        api.rotateCredentials({
          ...tried,
          path: { id },
          body: request,
          query,
          parseAs: format === undefined ? 'json' : 'auto',
        }),
    });
  return {
    rotate: async (id, request, options) => jsonOf(await rotate(id, request, options)),
    rotateAs: async (format, id, request, options) => {
      const { data, response } = await rotate(id, request, options, format);
      return keyFileAnswer(data, response, format, id);
    },
  };
}

function jsonOf({ data, response }: Sent<Onboarding | string>): KeysAnswer {
  if (typeof data === 'string') throw new TypeError('a JSON answer is no text');
  return keysAnswer(data, response);
}
