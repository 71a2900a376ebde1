/**
 * Returns all results. If one fails, throws its error, but only after all have ended, so that no work outlives the
 * answer: Lambda freezes a function when it has answered, and a call in progress would continue in the next invocation.
 */
export async function allSettledOrThrow<const T extends readonly Promise<unknown>[]>(
  works: T,
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
