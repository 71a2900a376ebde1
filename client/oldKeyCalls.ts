import * as api from './generated/index.js';
import type { ReactivateKeyRequest, RetireKeyRequest } from './generated/types.gen.js';
import { onboardingAnswer, type OnboardingAnswer } from './keys.ts';
import type { CallOptions } from './settings.ts';
import type { Transport } from './transport.ts';

/** The calls about a key that a rotation has replaced. Repeating one has no further effect than a new grace time. */
export interface OldKeyCalls {
  /**
   * Deactivates an old key, if the new one is in use and the old one is quiet. With `force`, although it may be in use:
   * whatever still uses it stops working at once.
   */
  retireKey(
    id: string,
    accessKeyId: string,
    request?: RetireKeyRequest,
    options?: CallOptions,
  ): Promise<OnboardingAnswer>;
  /** Activates an old key that was deactivated, and gives it a new grace time. */
  reactivateKey(
    id: string,
    accessKeyId: string,
    request?: ReactivateKeyRequest,
    options?: CallOptions,
  ): Promise<OnboardingAnswer>;
}

/** Returns the calls about old keys. */
export function oldKeyCalls(transport: Transport): OldKeyCalls {
  return {
    retireKey: async (id, accessKeyId, request = {}, options) => {
      const { data, response } = await transport.sendFor({
        name: 'retireKey',
        options,
        attempt: (tried) => api.retireKey({ ...tried, path: { id, accessKeyId }, body: request }),
      });
      return onboardingAnswer(data, response);
    },
    reactivateKey: async (id, accessKeyId, request = {}, options) => {
      const { data, response } = await transport.sendFor({
        name: 'reactivateKey',
        options,
        attempt: (tried) => api.reactivateKey({ ...tried, path: { id, accessKeyId }, body: request }),
      });
      return onboardingAnswer(data, response);
    },
  };
}
