import type { Credential, LatchkeyClient } from '../../client/index.ts';
import { allOrNone } from './allOrNone.ts';
import type { Account } from './inspect.ts';
import type { Waits } from './waits.ts';

interface Onboarded {
  readonly id: string;
  readonly keys: readonly Credential[];
}

/**
 * Offboards all onboardings and returns a sentence about the result.
 * @throws if a resource is left or a key still works.
 */
export async function offboard(
  latchkey: LatchkeyClient,
  account: Account,
  onboarded: readonly Onboarded[],
  waits: Waits,
): Promise<string> {
  const removed = await allOrNone(onboarded.map(({ id }) => latchkey.offboard(id)));
  const resources = removed.flatMap(({ onboarding: { receipt } }) => receipt?.resources ?? []);
  const left = resources.filter(({ status }) => status !== 'removed');
  if (left.length > 0) throw new Error(`${left.length} of ${resources.length} resources are left.`);
  const keys = onboarded.flatMap((each) => each.keys);
  await waits.changes();
  const accepted = await Promise.all(keys.map((key) => account.isAccepted(key)));
  if (accepted.includes(true)) throw new Error('AWS still accepts a key of an offboarded user.');
  const removedKeys = resources.filter(({ type }) => type === 'access-key').length;
  const others = resources.length - removedKeys;
  return `DELETE /v1/onboardings/{id} for each: ${others} users, groups and policies and ${removedKeys} keys removed; none of the keys works`;
}
