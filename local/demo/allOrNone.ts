/** Returns all results. If one fails, throws the first error, but only after all have ended. */
export async function allOrNone<T>(all: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(all);
  return Promise.all(all);
}
