import type { AccountDeps } from '../account/ports.ts';

/** How long a key works after it was activated again, unless the caller says otherwise (ms): 24 hours. */
export const defaultGraceMs = 24 * 3_600_000;

/** Returns until when a key that is deactivated at `now` can be reactivated (epoch ms). */
export function inactiveUntil({ settings }: Pick<AccountDeps, 'settings'>, now: number): number {
  return now + settings.keepInactiveMs;
}

/** Why Latchkey itself has changed a key, for the receipt and the audit trail. */
export const ownReasons = {
  graceOver: 'Its grace time was over, the new key was in use, and this one was quiet.',
  noGrace: 'The rotation gave it no grace time.',
  deactivated: 'Latchkey deactivated it, and the answer of AWS was lost.',
  activated: 'Latchkey activated it, and the answer of AWS was lost.',
  late: 'AWS had carried out a delayed call of Latchkey, which Latchkey has reversed.',
  deleted: 'Latchkey deleted it, because nobody had reactivated it in time.',
} as const;
