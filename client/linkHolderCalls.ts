import * as api from './generated/index.js';
import type { Link, Onboarding, Review, ShareLinkRequest } from './generated/types.gen.js';
import { claimCalls, type ClaimCalls } from './keyCalls.ts';
import { onboardingAnswer, type OnboardingAnswer } from './keys.ts';
import type { CallOptions } from './settings.ts';
import type { Transport } from './transport.ts';
import { preferHeader, type WorkOptions } from './workOptions.ts';

/** The calls that also the token of a link allows, as far as the link has the right. */
export interface LinkHolderCalls extends ClaimCalls {
  /** Returns an onboarding, without secrets. */
  get(id: string, options?: CallOptions): Promise<Onboarding>;
  /** Returns what the tenant's administrator has to know before launching the stack. */
  review(id: string, options?: CallOptions): Promise<Review>;
  /**
   * Returns a message for a person, as the text of an `.eml` file: what was created, and how to claim the keys by a link.
   * With the token of a link, it has this link; otherwise, a place for it.
   */
  handoverMessage(id: string, options?: HandoverOptions): Promise<string>;
  /** Continues an onboarding up to `ready`: after the stack was launched, or after a failure. */
  provision(id: string, options?: WorkOptions): Promise<OnboardingAnswer>;
  /**
   * Returns the link that the holder of a link sends to a colleague. Needs the token of a link that may `launch`. A
   * repeated call returns the same link.
   */
  shareLink(id: string, request?: ShareLinkRequest, options?: CallOptions): Promise<Link>;
}

interface HandoverOptions extends CallOptions {
  /** The language of the message. Default: English. */
  readonly language?: 'en' | 'de';
}

/** Returns the calls that the token of a link allows. */
export function linkHolderCalls(transport: Transport): LinkHolderCalls {
  return {
    ...claimCalls(transport),
    get: (id, options) =>
      transport.read({
        name: 'getOnboarding',
        options,
        attempt: (tried) => api.getOnboarding({ ...tried, path: { id } }),
      }),
    review: (id, options) =>
      transport.read({
        name: 'reviewOnboarding',
        options,
        attempt: (tried) => api.reviewOnboarding({ ...tried, path: { id } }),
      }),
    handoverMessage: (id, options) =>
      transport.read({
        name: 'handoverMessage',
        options,
        attempt: ({ headers, ...tried }) =>
          api.handoverMessage({
            ...tried,
            path: { id },
            parseAs: 'text',
            headers: { ...headers, ...(options?.language !== undefined && { 'accept-language': options.language }) },
          }),
      }),
    provision: async (id, options) => {
      const { data, response } = await transport.sendFor({
        name: 'provisionOnboarding',
        options,
        attempt: ({ headers, ...tried }) =>
          api.provisionOnboarding({ ...tried, path: { id }, headers: { ...headers, ...preferHeader(options?.async) } }),
      });
      return onboardingAnswer(data, response);
    },
    shareLink: (id, body, options) =>
      transport.read({
        name: 'shareLink',
        options,
        attempt: (tried) => api.shareLink({ ...tried, path: { id }, ...(body !== undefined && { body }) }),
      }),
  };
}
