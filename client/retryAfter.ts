/** Returns the seconds in the header Retry-After. Undefined if there is none, or if it is a date. */
export function retryAfterOf({ headers }: Response): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
