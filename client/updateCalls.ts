import * as api from './generated/index.js';
import type { UpdateOnboardingRequest, UpdatePreview } from './generated/types.gen.js';
import { onboardingAnswer, type OnboardingAnswer } from './keys.ts';
import type { CallOptions } from './settings.ts';
import type { Transport } from './transport.ts';
import { preferHeader, type WorkOptions } from './workOptions.ts';

/** The calls that bring an onboarding to another plan. Repeating one has no further effect. */
export interface UpdateCalls {
  /** Returns what an update would change, in words and item by item. Changes nothing. */
  previewUpdate(id: string, request?: UpdateOnboardingRequest, options?: CallOptions): Promise<UpdatePreview>;
  /**
   * Brings an onboarding to the deployed version of its blueprint, and to the parameters that the request changes. Its
   * users and keys stay.
   */
  update(id: string, request?: UpdateOnboardingRequest, options?: WorkOptions): Promise<OnboardingAnswer>;
}

/** Returns the calls that bring an onboarding to another plan. */
export function updateCalls(transport: Transport): UpdateCalls {
  return {
    previewUpdate: (id, request = {}, options) =>
      transport.read({
        name: 'previewUpdate',
        options,
        attempt: (tried) => api.previewUpdate({ ...tried, path: { id }, body: request }),
      }),
    update: async (id, request = {}, options) => {
      const { data, response } = await transport.sendFor({
        name: 'updateOnboarding',
        options,
        attempt: ({ headers, ...tried }) =>
          api.updateOnboarding({
            ...tried,
            path: { id },
            body: request,
            headers: { ...headers, ...preferHeader(options?.async) },
          }),
      });
      return onboardingAnswer(data, response);
    },
  };
}
