import { allOrNone } from './allOrNone.ts';
import type { Api, Credentials } from './api.ts';
import type { Account } from './inspect.ts';
import type { Waits } from './waits.ts';

interface Onboarded {
  readonly id: string;
  readonly keys: readonly Credentials[];
}

/** Removes all that was made. What came of it, as a sentence. @throws where a key still works. */
export async function offboard(
  api: Api,
  account: Account,
  onboarded: readonly Onboarded[],
  waits: Waits,
): Promise<string> {
  const removed = await allOrNone(onboarded.map(({ id }) => api.offboard(id)));
  const resources = removed.flatMap(({ receipt }) => receipt?.resources ?? []);
  const left = resources.filter(({ status }) => status !== 'removed');
  if (left.length > 0) throw new Error(`${left.length} of ${resources.length} resources are left.`);
  const keys = onboarded.flatMap((each) => each.keys);
  await waits.changes();
  const alive = await Promise.all(keys.map((key) => account.isAlive(key)));
  if (alive.includes(true)) throw new Error('A key still works after it was offboarded.');
  return `DELETE /v1/onboardings/{id} for each: ${resources.length} resources removed, all ${keys.length} keys dead`;
}
