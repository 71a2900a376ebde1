import { createHash } from 'node:crypto';
import { withDueTimes } from './dueTimes.ts';
import type { Onboarding } from './onboarding.ts';

const dayMs = 24 * 3_600_000;

/** The shortest time between two daily looks, and from the hand-over of the keys to the first, in milliseconds. */
const shortestMs = 6 * 3_600_000;

/**
 * Returns when the next daily look at an onboarding is due (epoch ms): at a time of day that follows from its ID, so that
 * the looks of a deployment are spread over the day.
 */
export function nextDailyLook(id: string, now: number): number {
  const timeOfDay = createHash('sha256').update(id).digest().readUInt32BE(0) % dayMs;
  const earliest = now + shortestMs;
  const sameDay = earliest - (earliest % dayMs) + timeOfDay;
  return sameDay >= earliest ? sameDay : sameDay + dayMs;
}

/**
 * Returns the record as it is stored: with the time of its next daily look if it is `claimed`, and otherwise without.
 *
 * @param isOn whether the deployment looks daily
 */
export function withDailyLook<T extends Onboarding>(record: T, isOn: boolean): T {
  const { id, status, updatedAt, dueTimes } = record;
  const health = isOn && status === 'claimed' ? (dueTimes.health ?? nextDailyLook(id, updatedAt)) : undefined;
  return health === dueTimes.health ? record : withDueTimes(record, { health });
}
