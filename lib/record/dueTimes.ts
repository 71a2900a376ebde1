import type { DueTimes, Onboarding, Status } from './onboarding.ts';

/**
 * Which due times a worker acts on in each status. A later look that is scheduled during work starts after it: before
 * that, another process holds the lease, or the work waits for AWS. In `needs_attention`, only the deletion of held keys
 * is due before a person has decided.
 */
const actedOn: Readonly<Record<Status, readonly (keyof DueTimes)[]>> = {
  awaiting_access: ['expiry'],
  provisioning: ['lease'],
  ready: ['reconcile'],
  claiming: ['lease'],
  claimed: ['reconcile', 'health', 'sealedKeys', 'heldKeys', 'rotation', 'rotationNotice'],
  rotating: ['lease'],
  updating: ['lease'],
  rolling_back: ['lease'],
  failed: ['reconcile'],
  needs_attention: ['heldKeys'],
  expired: ['retention'],
  offboarding: ['lease'],
  offboarded: ['reconcile', 'retention'],
};

/** What is due next, and when (epoch ms). */
export interface NextDue {
  readonly what: keyof DueTimes;
  readonly at: number;
}

/** Returns which of the due times that count in the status of the onboarding is the earliest. Undefined if none is set. */
export function nextDue(record: Pick<Onboarding, 'status' | 'dueTimes'>): NextDue | undefined {
  const times = actedOn[record.status].flatMap((what): readonly NextDue[] => {
    const at = record.dueTimes[what];
    return at === undefined ? [] : [{ what, at }];
  });
  return times.toSorted((one, other) => one.at - other.at)[0];
}

/**
 * Returns when a sweep has to hand the onboarding to a worker: the earliest of its due times that count in its status
 * (epoch ms). Undefined if nothing is due.
 *
 * The delivery of events is not one of them. Processes without the lease change the events, and the metadata have their
 * own version, so that neither kind of write overwrites the other. The store computes its time from the events
 * (`nextDeliveryAt`) and has an index of its own for it, whose onboardings go to another queue.
 */
export function dueAt(record: Pick<Onboarding, 'status' | 'dueTimes'>): number | undefined {
  return nextDue(record)?.at;
}

/** Returns the record as if no daily look were due. */
export function withoutDailyLook<T extends Pick<Onboarding, 'dueTimes'>>(record: T): T {
  return withDueTimes(record, { health: undefined });
}

/** Returns the record with some of its due times changed. Undefined: no longer due for this. */
export function withDueTimes<T extends Pick<Onboarding, 'dueTimes'>>(record: T, change: DueTimes): T {
  return { ...record, dueTimes: { ...record.dueTimes, ...change } };
}
