import * as z from 'zod/mini';
import { keptReasons, keyStates, rotateByOf, type HandedOverKey } from '../../record/handedOverKeys.ts';
import { hasKeysInForce } from '../../record/keysInForce.ts';
import { rotateAtOf } from '../../record/keyTimes.ts';
import type { Onboarding } from '../../record/onboarding.ts';
import { isoTime, timeSchema } from './isoTime.ts';

/** A key that was handed over. Its secret is not stored. */
export const accessKeySchema = z.object({
  userName: z.string(),
  accessKeyId: z.string(),
  state: z.enum(keyStates),
  handedOverAt: timeSchema,
  rotateBy: z.optional(timeSchema),
  endsAt: z.optional(timeSchema),
  keptBecause: z.optional(z.enum(keptReasons)),
  lastUse: z.optional(z.object({ service: z.string(), region: z.optional(z.string()), at: timeSchema })),
  lookAgainAt: z.optional(timeSchema),
  reason: z.optional(z.string()),
});

/** Returns the keys that were handed over, and when the first of those in force should be replaced. */
export function accessKeysPart(onboarding: Onboarding) {
  if (!hasKeysInForce(onboarding)) return {};
  const { keys } = onboarding;
  const rotateBy = rotateAtOf(keys);
  return { rotateBy: rotateBy === undefined ? undefined : isoTime(rotateBy), accessKeys: keys.map(accessKeyView) };
}

function accessKeyView(key: HandedOverKey) {
  const { userName, id: accessKeyId, state, handedOverAt, endsAt, kept: keptBecause, lastUse, lookAt, reason } = key;
  const time = (at: number | undefined) => (at === undefined ? undefined : isoTime(at));
  return {
    userName,
    accessKeyId,
    state,
    handedOverAt: isoTime(handedOverAt),
    rotateBy: state === 'handed_over' ? isoTime(rotateByOf(key)) : undefined,
    endsAt: time(endsAt),
    keptBecause,
    lastUse: lastUse && { ...lastUse, at: isoTime(lastUse.at) },
    lookAgainAt: time(lookAt),
    reason,
  };
}
