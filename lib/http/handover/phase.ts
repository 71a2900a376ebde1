import type { Status } from '../../record/onboarding.ts';

/** What a message says of an onboarding: how far it is. */
export type Phase = 'asked' | 'working' | 'ready' | 'handedOver' | 'failed' | 'removed' | 'expired';

/** Returns how far an onboarding is, for a person who does not know its statuses. */
export function phaseOf(status: Status): Phase {
  switch (status) {
    case 'awaiting_access':
      return 'asked';
    case 'provisioning':
    case 'claiming':
      return 'working';
    case 'ready':
      return 'ready';
    case 'claimed':
    case 'rotating':
    case 'updating':
      return 'handedOver';
    case 'rolling_back':
    case 'failed':
    case 'needs_attention':
      return 'failed';
    case 'offboarding':
    case 'offboarded':
      return 'removed';
    case 'expired':
      return 'expired';
  }
}

/** Whether the holder of a link can still do something in this phase. */
export const isOpen = (phase: Phase): boolean => phase === 'asked' || phase === 'working' || phase === 'ready';
