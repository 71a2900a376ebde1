import type { HandedOverKey, KeptReason } from '../record/handedOverKeys.ts';

/** IAM records the use of a key with a delay, and not every use, but one in 15 minutes (ms). */
export const recordedWithinMs = 15 * 60_000;

/** What is known of a key that was replaced, and of its replacement. All times are epoch ms, by AWS's clock. */
export interface OldKeyFacts {
  readonly key: Pick<HandedOverKey, 'lastUse' | 'longestPauseMs' | 'changedAt'>;
  /** The last use of the old key, as IAM shows it now. */
  readonly lastUse: HandedOverKey['lastUse'];
  /** When the new key was handed over. */
  readonly replacedAt: number;
  readonly isNewKeyActive: boolean;
  /** Whether anybody but Latchkey has used the new key, or the caller says so. */
  readonly isNewKeyUsed: boolean;
  readonly now: number;
}

/** Whether an old key can be ended. */
export interface Judgement {
  /** Why it has to stay. Undefined: it can be ended. */
  readonly kept: KeptReason | undefined;
  readonly longestPauseMs: number;
}

/**
 * Decides whether a key that was replaced can be deactivated: the new key works and is in use, and the old one has been
 * quiet for longer than any pause between two of its uses that is known. A weekly job looks idle for a day.
 *
 *     last use ──── pause ────► hand-over ──── quiet ────► now
 *                               hand-over ── pause ──► last use ── quiet ──► now
 *
 * The first look is right after the hand-over, because IAM shows only the last use. Later looks find further uses, and so
 * further pauses. Nobody can know of a pause that is longer than all of them.
 */
export function judgeOldKey(facts: OldKeyFacts): Judgement {
  const { key, lastUse, replacedAt, now } = facts;
  const longestPauseMs = Math.max(key.longestPauseMs ?? 0, lastPauseMs(facts));
  // Whoever has activated the key again needed it then.
  const quietSince = Math.max(replacedAt, key.changedAt ?? 0, lastUse?.at ?? 0);
  const isQuiet = now - quietSince > longestPauseMs + recordedWithinMs;
  return { kept: whyKept(facts, isQuiet), longestPauseMs };
}

/** Returns the pause before or after the last use: until the hand-over, or since the use before. */
function lastPauseMs({ key, lastUse, replacedAt }: OldKeyFacts): number {
  if (lastUse === undefined) return 0;
  if (lastUse.at <= replacedAt) return replacedAt - lastUse.at;
  return lastUse.at - (key.lastUse?.at ?? replacedAt);
}

function whyKept({ isNewKeyActive, isNewKeyUsed }: OldKeyFacts, isQuiet: boolean): KeptReason | undefined {
  if (!isNewKeyActive) return 'new-key-inactive';
  if (!isNewKeyUsed) return 'new-key-unused';
  return isQuiet ? undefined : 'in-use';
}

/** The shortest and the longest time until a key that had to stay is looked at again (ms). */
const shortestPauseMs = 3_600_000;
const longestLookPauseMs = 24 * 3_600_000;

/** Returns when to look again at a key that had to stay (epoch ms): after an hour, and the longer it stays the later. */
export function nextLookAt(endsAt: number, now: number): number {
  return now + Math.ceil(Math.min(longestLookPauseMs, Math.max(shortestPauseMs, (now - endsAt) / 2)));
}
