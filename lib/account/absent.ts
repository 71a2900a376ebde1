import { hasCode } from '../core/awsFailure.ts';
import type { LagSettings } from '../core/ports.ts';

/**
 * For how long after its creation Latchkey waits for a resource or key that IAM does not show and that is to be removed,
 * in milliseconds. Later, Latchkey treats it as removed. This is shorter than `entityLagMs`, because the later look
 * finds it if it appears afterwards.
 */
const absentForMs = 60_000;

/**
 * Returns until when Latchkey waits for a resource or key that IAM does not show and that is to be removed (epoch ms).
 *
 * @param sentAt when its create was sent (epoch ms)
 */
export function mayAppearUntil({ entityLagMs }: Pick<LagSettings, 'entityLagMs'>, sentAt: number): number {
  return sentAt + Math.min(absentForMs, entityLagMs);
}

/**
 * Waits for a removal. Ignores NoSuchEntity, for a thing that belongs to a resource whose existence the caller checks
 * separately.
 */
export async function ignoreAbsent(removal: Promise<void>): Promise<void> {
  await removal.catch((error: unknown) => {
    if (!hasCode(error, 'NoSuchEntity')) throw error;
  });
}

/** Waits for a list. Returns an empty list after NoSuchEntity. */
export async function emptyIfAbsent(list: Promise<readonly string[]>): Promise<readonly string[]> {
  return list.catch((error: unknown) => {
    if (hasCode(error, 'NoSuchEntity')) return [];
    throw error;
  });
}
