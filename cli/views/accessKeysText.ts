import type { Onboarding } from '../../client/index.ts';
import type { Output } from '../context.ts';
import { formatDetails } from '../output/details.ts';
import { formatTable } from '../output/table.ts';
import { shortTime } from '../output/time.ts';

type AccessKey = NonNullable<Onboarding['accessKeys']>[number];

/** Returns the keys that were handed over as a table: the state of each, and what happens to it next. */
export function accessKeysText({ accessKeys = [], updatedAt }: Onboarding, output: Output): string {
  if (accessKeys.length === 0) return '';
  const rows = accessKeys.map((key) => [key.accessKeyId, key.userName, stateOf(key), nextOf(key, updatedAt)]);
  return formatTable(['ACCESS KEY', 'USER', 'STATE', 'NEXT'], rows, output);
}

/** Returns an onboarding after one of its keys was changed. */
export function keyChangeText(onboarding: Onboarding, output: Output): string {
  const { id, status } = onboarding;
  const summary = formatDetails([
    ['Onboarding', id],
    ['Status', status],
  ]);
  return `${summary}\n${accessKeysText(onboarding, output)}`;
}

/** Returns what became of a key that was there before a rotation, and the command that ends it. */
export function oldKeyLine(
  { id, updatedAt, accessKeys = [] }: Onboarding,
  accessKeyId: string,
  moreWords: string,
): string {
  const key = accessKeys.find((each) => each.accessKeyId === accessKeyId);
  if (key === undefined) return `The key ${accessKeyId} is deleted.`;
  if (key.state !== 'retiring') return `The key ${accessKeyId} is ${stateOf(key)}.`;
  const next = nextOf(key, updatedAt);
  if (next === endsNow) return `The key ${accessKeyId} ${next}.`;
  return `The key ${accessKeyId} ${next}. To end it before: latchkey retire ${id} ${accessKeyId}${moreWords}`;
}

function stateOf({ state }: AccessKey): string {
  switch (state) {
    case 'handed_over':
      return 'in force';
    case 'retiring':
      return 'retiring';
    case 'inactive':
      return 'inactive';
  }
}

const endsNow = 'is deactivated within minutes';

/** @param updatedAt when the onboarding was last changed */
function nextOf(key: AccessKey, updatedAt: string): string {
  const { state, rotateBy, endsAt = '' } = key;
  switch (state) {
    case 'handed_over':
      return rotateBy === undefined ? '' : `rotate by ${shortTime(rotateBy)}`;
    case 'retiring':
      if (key.keptBecause !== undefined) return `works on: ${keptText(key)}`;
      return Date.parse(endsAt) > Date.parse(updatedAt) ? `works until ${shortTime(endsAt)}` : endsNow;
    case 'inactive':
      return `is deleted after ${shortTime(endsAt)}`;
  }
}

/** Returns why a key works after its grace time, and when the service looks again. */
function keptText({ keptBecause, lastUse, lookAgainAt }: AccessKey): string {
  const used =
    lastUse && `, with ${lastUse.service}${lastUse.region ? ` in ${lastUse.region}` : ''} at ${shortTime(lastUse.at)}`;
  const again = lookAgainAt === undefined ? '' : `; next look ${shortTime(lookAgainAt)}`;
  return `${reasonOf(keptBecause)}${used ?? ''}${again}`;
}

function reasonOf(keptBecause: AccessKey['keptBecause']): string {
  switch (keptBecause) {
    case 'new-key-unused':
      return 'nobody has used the new key yet';
    case 'new-key-inactive':
      return 'the new key does not work';
    case 'in-use':
      return 'it may be in use';
    case undefined:
      return '';
  }
}
