import { rotateAtOf } from './keyTimes.ts';
import type { Onboarding } from './onboarding.ts';
import type { ListSource } from './ports.ts';

/**
 * A position in a list is the ID of an onboarding. In a list by when keys should be replaced, this time follows, because
 * the list is in its order: `ob_…@1798675200000`.
 */
export function positionOf(of: ListSource['of'], onboarding: Onboarding): string {
  if (of !== 'rotation' || onboarding.status !== 'claimed') return onboarding.id;
  return `${onboarding.id}@${rotateAtOf(onboarding.keys) ?? 0}`;
}

/** Returns the ID in a position, and the time (epoch ms) if it has one. */
export function readPosition(position: string): { readonly id: string; readonly at: number | undefined } {
  const [id = '', at] = position.split('@');
  return { id, at: at === undefined ? undefined : Number(at) };
}
