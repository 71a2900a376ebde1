import type { InStatus, Onboarding } from './onboarding.ts';

/** A record whose keys were handed over and are in force. */
export type WithKeysInForce =
  InStatus<'claimed' | 'rotating'> | (InStatus<'updating'> & Pick<InStatus<'claimed'>, 'keys'>);

/** Whether the keys of an onboarding were handed over and are in force. An update can begin before that. */
export function hasKeysInForce(record: Onboarding): record is WithKeysInForce {
  switch (record.status) {
    case 'claimed':
    case 'rotating':
      return true;
    case 'updating':
      return record.keys !== undefined;
    case 'awaiting_access':
    case 'provisioning':
    case 'ready':
    case 'claiming':
    case 'rolling_back':
    case 'failed':
    case 'expired':
    case 'needs_attention':
    case 'offboarding':
    case 'offboarded':
      return false;
  }
}
