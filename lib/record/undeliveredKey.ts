import type { HandedOverKey } from './handedOverKeys.ts';
import type { Onboarding } from './onboarding.ts';
import { withUndisclosedKey } from './unknownCalls.ts';

/**
 * Returns the record with a key that was handed over, but that nobody has received, as a key to delete. If the user has
 * a key that it had replaced, that one is in force again.
 */
export function withUndelivered<T extends Onboarding & { readonly keys: readonly HandedOverKey[] }>(
  record: T,
  keyId: string,
): T {
  const key = record.keys.find(({ id }) => id === keyId);
  const user = record.resources.find(({ type, name }) => type === 'user' && name === key?.userName);
  if (key === undefined || user === undefined) return record;
  const keys = record.keys
    .filter((each) => each !== key)
    .map((each) => (each.userName === key.userName && each.state === 'retiring' ? inForce(each) : each));
  return withUndisclosedKey({ ...record, keys }, user, keyId, key.handedOverAt);
}

/** Returns a key without what is noted of it because it was replaced. */
function inForce({ userName, id, handedOverAt, rotateBy }: HandedOverKey): HandedOverKey {
  return { userName, id, state: 'handed_over', handedOverAt, rotateBy };
}
