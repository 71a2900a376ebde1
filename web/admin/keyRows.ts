import type { Onboarding, OnboardingHealth } from '../../client/index.ts';
import { messages } from './messages.ts';

const texts = messages.keys;

type RecordedKey = NonNullable<Onboarding['accessKeys']>[number];
type LookedKey = OnboardingHealth['keys'][number];

/** The last use of a key by anybody but Latchkey. `own`: only Latchkey has used it, to check it. */
export type LastUse =
  'never' | 'own' | 'unknown' | { readonly at: string; readonly service: string; readonly region?: string | undefined };

/** A key of an onboarding, as the page shows it. */
export interface KeyRow {
  readonly userName: string;
  readonly accessKeyId: string;
  readonly state: keyof typeof texts.states;
  /** What a reader should know about the state. */
  readonly note: string | undefined;
  readonly times: readonly (readonly [name: keyof typeof texts.times, at: string])[];
  readonly lastUse: LastUse;
  /** Whether the time at which it should be replaced is over. */
  readonly isOverdue: boolean;
}

/** Returns the keys on record, and those that somebody else has created, as the last look at the account found them. */
export function keyRows({ accessKeys = [] }: Onboarding, { keys }: OnboardingHealth, now: number): readonly KeyRow[] {
  const ofRecord = accessKeys.map((key) => recordedRow(key, lookedAt(keys, key.accessKeyId), now));
  const others = keys.filter(
    ({ madeBy, accessKeyId }) => madeBy === 'other' && !accessKeys.some((key) => key.accessKeyId === accessKeyId),
  );
  return [...ofRecord, ...others.map(otherRow)];
}

const lookedAt = (keys: readonly LookedKey[], id: string) => keys.find(({ accessKeyId }) => accessKeyId === id);

function recordedRow(key: RecordedKey, looked: LookedKey | undefined, now: number): KeyRow {
  const { userName, accessKeyId, handedOverAt, rotateBy, endsAt, keptBecause, lookAgainAt, reason } = key;
  const isOver = endsAt !== undefined && Date.parse(endsAt) <= now;
  const end = key.state === 'inactive' ? 'deletedAt' : isOver ? 'ended' : 'endsAt';
  return {
    userName,
    accessKeyId,
    state: stateOf(key, looked, isOver),
    note: keptBecause === undefined ? reason : texts.kept[keptBecause],
    times: [
      ['handedOver', handedOverAt],
      ...(rotateBy === undefined ? [] : [['rotateBy', rotateBy] as const]),
      ...(endsAt === undefined ? [] : [[end, endsAt] as const]),
      ...(lookAgainAt === undefined ? [] : [['lookAgain', lookAgainAt] as const]),
    ],
    lastUse: latest(useOf(looked), key.lastUse),
    isOverdue: rotateBy !== undefined && Date.parse(rotateBy) <= now,
  };
}

function stateOf({ state, keptBecause }: RecordedKey, looked: LookedKey | undefined, isOver: boolean): KeyRow['state'] {
  switch (state) {
    case 'handed_over':
      // A look that is older than a change of the keys is not in the answer.
      return looked?.state === 'missing' ? 'missing' : looked?.state === 'inactive' ? 'switchedOff' : 'inForce';
    case 'retiring':
      return keptBecause !== undefined && isOver ? 'kept' : 'retiring';
    case 'inactive':
      return 'inactive';
  }
}

function otherRow(key: LookedKey): KeyRow {
  const { userName, accessKeyId, createdAt, state } = key;
  return {
    userName,
    accessKeyId,
    state: state === 'inactive' ? 'otherInactive' : 'other',
    note: undefined,
    times: createdAt === undefined ? [] : [['created', createdAt]],
    lastUse: useOf(key),
    isOverdue: false,
  };
}

/** How long after its creation a use of STS can be Latchkey's own check of the key, in ms (lib/health/unusedKeys.ts). */
const ownCheckWithinMs = 2 * 60_000;

function useOf(looked: LookedKey | undefined): LastUse {
  const { lastUsed, createdAt } = looked ?? {};
  if (lastUsed === undefined) return 'unknown';
  if (lastUsed === null) return 'never';
  const sinceCreation = createdAt === undefined ? Infinity : Date.parse(lastUsed.at) - Date.parse(createdAt);
  return lastUsed.service === 'sts' && sinceCreation <= ownCheckWithinMs ? 'own' : lastUsed;
}

/** Returns the later of two uses: a look at the old keys of a rotation may be newer than the look at the account. */
function latest(one: LastUse, other: RecordedKey['lastUse']): LastUse {
  if (other === undefined) return one;
  return typeof one === 'string' || Date.parse(one.at) < Date.parse(other.at) ? other : one;
}
