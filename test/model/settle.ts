import type { Onboarding } from '../../lib/record/onboarding.ts';
import { nextDeliveryAt } from '../../lib/webhooks/outbox.ts';
import { disclosedKeys } from '../../lib/record/disclosedKeyIds.ts';
import { dueAt, withDueTimes } from '../../lib/record/dueTimes.ts';
import type { HandedOverKey } from '../../lib/record/handedOverKeys.ts';
import { regularLookMs } from '../support/dailyLookTimes.ts';
import type { ProcessOptions } from './invocations.ts';
import type { World } from './world.ts';

/**
 * In ms. After this time, only an onboarding whose stack is not launched is due, and a claimed one whose account is looked
 * at daily because its role is refused.
 */
const soonMs = 23 * 3_600_000;
/** The time from one sweep to the next, in ms. */
const sweepEveryMs = 60_000;
/**
 * More rounds than a few onboardings ever need: the later looks and the waits for AWS are limited. While a role is refused,
 * the later look and the end of an old key are each repeated every half hour for a day.
 */
const usualRounds = 240;

/** The time after its grace from which an old key that stays in use is looked at daily (lib/lifecycle/judgeOldKey.ts). */
const dailyAfterMs = 72 * 3_600_000;

/**
 * Whether an old key has to stay, and is looked at daily from now on, for as long as nobody uses the new one. Two
 * onboardings with such keys are due at different times of the day, so that one of them is always due soon.
 */
const isLookedAtDaily = ({ kept, endsAt = 0, lookAt = 0 }: HandedOverKey): boolean =>
  kept !== undefined && lookAt - endsAt >= dailyAfterMs;

/** Returns when something of an onboarding is due that can lead to a change (epoch ms). */
function nextAt(record: Onboarding, now: number): number {
  const old = disclosedKeys(record).filter(({ state }) => state !== 'handed_over');
  const stays = old.length > 0 && old.every(isLookedAtDaily);
  const { health = 0 } = record.dueTimes;
  const due = dueAt(
    withDueTimes(record, {
      ...(stays && { rotation: undefined }),
      ...(health > now + regularLookMs && { health: undefined }),
    }),
  );
  return Math.min(due ?? Infinity, nextDeliveryAt(record) ?? Infinity);
}

/** Runs the workers until no message is visible. */
export async function drain(world: World, options: ProcessOptions = {}): Promise<void> {
  for (;;) {
    const taken = world.takeWork(options) ?? world.takeDeliveries();
    if (taken === undefined) return;
    await world.time.until<unknown>(taken);
  }
}

/** Runs the workers and, each minute, the sweep, for this time in minutes. */
export async function workFor(world: World, minutes: number): Promise<void> {
  for (let each = 0; each < minutes; each += 1) {
    await drain(world);
    await world.time.until(world.time.sleep(60_000));
    await world.time.until(world.sweep());
  }
}

/** Runs worker and sweep until nothing is due. @throws if something is still due after the last round */
export async function settle(world: World, mostRounds = usualRounds): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    await drain(world);
    const records = world.records();
    const nextOf = (record: Onboarding) => nextAt(record, world.time.now());
    const next = Math.min(world.work.nextAt(), world.deliveries.nextAt(), world.thawedAt(), ...records.map(nextOf));
    if (next > world.time.now() + soonMs) return;
    // What a sweep has handed out, and what is still due, is handed out again only after a pause.
    const waitMs = next <= world.time.now() ? sweepEveryMs : next - world.time.now() + 1;
    await world.time.until(world.time.sleep(Math.max(1000, waitMs)));
    await world.time.until(world.sweep());
  }
  const left = world.records().filter((record) => nextAt(record, world.time.now()) < world.time.now() + soonMs);
  throw new Error(`I4: after ${String(mostRounds)} sweeps still due: ${JSON.stringify(left)}`);
}
