import { hasCode } from '../core/awsFailure.ts';

/** Waits for a removal, whether the thing was there or not: for what hangs on a thing that is looked for itself. */
export async function ignoreAbsent(removal: Promise<void>): Promise<void> {
  await removal.catch((error: unknown) => {
    if (!hasCode(error, 'NoSuchEntity')) throw error;
  });
}

/** The same for a list. */
export async function emptyIfAbsent(list: Promise<readonly string[]>): Promise<readonly string[]> {
  return list.catch((error: unknown) => {
    if (hasCode(error, 'NoSuchEntity')) return [];
    throw error;
  });
}
