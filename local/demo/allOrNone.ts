/** Waits for all, so that nothing goes on behind a failure; then the first failure counts. */
export async function allOrNone<T>(all: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(all);
  return Promise.all(all);
}
