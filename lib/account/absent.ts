import { hasCode } from '../core/awsFailure.ts';

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
export async function emptyIfAbsent<T>(list: Promise<readonly T[]>): Promise<readonly T[]> {
  return list.catch((error: unknown) => {
    if (hasCode(error, 'NoSuchEntity')) return [];
    throw error;
  });
}
