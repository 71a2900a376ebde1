import * as api from './generated/index.js';
import type {
  AuditTrail,
  Onboarding,
  OnboardingHealth,
  OnboardingHealthData,
  OnboardingList,
} from './generated/types.gen.js';
import { createCalls, rotationCalls, type CreateCalls, type RotationCalls } from './keyCalls.ts';
import { onboardingAnswer, type OnboardingAnswer } from './keys.ts';
import { linkHolderCalls, type LinkHolderCalls } from './linkHolderCalls.ts';
import { oldKeyCalls, type OldKeyCalls } from './oldKeyCalls.ts';
import { onboardingsOf, pagesOf, type ListQuery } from './pages.ts';
import type { CallOptions } from './settings.ts';
import type { Transport } from './transport.ts';
import { updateCalls, type UpdateCalls } from './updateCalls.ts';
import { waitFor, type Wanted, type WaitOptions, type WaitTarget } from './waitFor.ts';
import { preferHeader, type WorkOptions } from './workOptions.ts';

/** Options of an offboarding. */
export interface OffboardOptions extends WorkOptions {
  /** Whether the onboarding ends without a call to the account, even if resources are left there. */
  readonly acceptLeftovers?: boolean | undefined;
}

/** Whether to look at the account now, and whether to try the trust policy as well. */
export type HealthQuery = NonNullable<OnboardingHealthData['query']>;

/** The calls about onboardings. */
export interface OnboardingCalls extends CreateCalls, RotationCalls, LinkHolderCalls, OldKeyCalls, UpdateCalls {
  /** Returns one page of the onboardings, newest first, or with `rotateBefore` the most urgent first. */
  list(query?: ListQuery, options?: CallOptions): Promise<OnboardingList>;
  /** Yields the pages of the list. Reads a page when it is needed. */
  pages(query?: ListQuery, options?: CallOptions): AsyncGenerator<OnboardingList, void, void>;
  /** Yields the onboardings of all pages, newest first. */
  all(query?: ListQuery, options?: CallOptions): AsyncGenerator<Onboarding, void, void>;
  /** Removes everything that the onboarding created. The answer has the receipt. */
  offboard(id: string, options?: OffboardOptions): Promise<OnboardingAnswer>;
  /** Returns the audit trail, oldest entry first. */
  events(id: string, options?: CallOptions): Promise<AuditTrail>;
  /** Compares the account with the plan, or returns the result of the last look with `live: 'false'`. */
  onboardingHealth(id: string, query?: HealthQuery, options?: CallOptions): Promise<OnboardingHealth>;
  /**
   * Reads an onboarding until it has a status, one of several, or what a function asks for, and returns it. Pauses at
   * least as long as the service asks for. Throws `LatchkeyWaitError` when the time is over, and at once when the
   * onboarding has stopped or cannot get the status any more.
   */
  waitFor(target: WaitTarget, wanted: Wanted, options?: WaitOptions): Promise<Onboarding>;
}

/** Returns the calls about onboardings. */
export function onboardingCalls(transport: Transport): OnboardingCalls {
  const ofLinkHolder = linkHolderCalls(transport);
  const list: OnboardingCalls['list'] = (query = {}, options) =>
    transport.read({
      name: 'listOnboardings',
      options,
      attempt: (tried) => api.listOnboardings({ ...tried, query }),
    });
  return {
    ...createCalls(transport),
    ...rotationCalls(transport),
    ...ofLinkHolder,
    ...oldKeyCalls(transport),
    ...updateCalls(transport),
    list,
    pages: (query = {}, options) => pagesOf((page) => list(page, options), query),
    all: (query = {}, options) => onboardingsOf((page) => list(page, options), query),
    offboard: async (id, options) => {
      const { data, response } = await transport.sendFor({
        name: 'offboard',
        options,
        attempt: ({ headers, ...tried }) =>
          api.offboard({
            ...tried,
            path: { id },
            query: options?.acceptLeftovers === true ? { leftovers: 'accept' } : {},
            headers: { ...headers, ...preferHeader(options?.async) },
          }),
      });
      return onboardingAnswer(data, response);
    },
    events: (id, options) =>
      transport.read({
        name: 'onboardingEvents',
        options,
        attempt: (tried) => api.onboardingEvents({ ...tried, path: { id } }),
      }),
    onboardingHealth: (id, query = {}, options) =>
      transport.read({
        name: 'onboardingHealth',
        options,
        attempt: (tried) => api.onboardingHealth({ ...tried, path: { id }, query }),
      }),
    waitFor: (target, wanted, options) =>
      waitFor({ clock: transport.clock, read: ofLinkHolder.get }, target, wanted, options),
  };
}
