import type { HandedOverKey } from '../../lib/record/handedOverKeys.ts';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import type { Random } from './random.ts';

/** The keys of a claimed onboarding that were handed over. */
const keysOf = (onboarding: Onboarding): readonly HandedOverKey[] =>
  onboarding.status === 'claimed' ? onboarding.keys : [];
const oldKeysOf = (onboarding: Onboarding) => keysOf(onboarding).filter(({ state }) => state !== 'handed_over');

/** Whether a claimed onboarding has a key that a rotation has replaced. */
export const hasOldKey = (onboarding: Onboarding): boolean => oldKeysOf(onboarding).length > 0;

/** Whether a process works on the keys of a claimed onboarding, or is to continue with them. */
export const isLocked = (onboarding: Onboarding): boolean =>
  onboarding.status === 'claimed' && onboarding.keyWork !== undefined;

/** Returns the ID of a key of an onboarding, in most cases of one that was replaced. */
export function accessKeyIdOf(onboarding: Onboarding, random: Random): string | undefined {
  const old = oldKeysOf(onboarding);
  return random.pickAny(old.length > 0 && random.chance(0.9) ? old : keysOf(onboarding))?.id;
}

/** The public key of a back end, for which keys are sealed: the one of RFC 7517, appendix A.1. */
export const recipientKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
};

/**
 * Returns the body of a rotation that names a key in force. An operator's token may send `replaces` and `userName` only.
 * While the user has an old key, a rotation has to say what becomes of it.
 */
export function rotationOf(
  onboarding: Onboarding,
  given: Readonly<Record<string, unknown>>,
  random: Random,
): Readonly<Record<string, unknown>> {
  const keys = keysOf(onboarding);
  const inForce = keys.filter(({ state }) => state === 'handed_over');
  const free = inForce.filter(({ userName }) => keys.filter((key) => key.userName === userName).length === 1);
  const key = random.pickAny(free.length > 0 && random.chance(0.7) ? free : inForce);
  if (key === undefined) return given;
  const { id: replaces, userName } = key;
  const named = { replaces, ...((onboarding.userNames.length > 1 || random.chance(0.3)) && { userName }) };
  const isBare = free.includes(key) && random.chance(0.4);
  if (isBare) return named;
  const { graceSeconds, undelivered } = given;
  return {
    ...named,
    ...(graceSeconds !== undefined && { graceSeconds: random.pick([0, 60, 3600, 86_400, graceSeconds]) }),
    ...(random.chance(0.2) && undelivered === true
      ? { undelivered }
      : !free.includes(key) && { endGrace: true, confirmed: random.chance(0.7) }),
    ...(random.chance(0.2) && { recipientKey }),
  };
}
