/**
 * What the header `Retry-After` asks for (RFC 9110, section 10.2.3), in milliseconds from `now`: a number of seconds or a
 * date. Undefined where there is none, or none that can be read.
 *
 * @param now epoch milliseconds
 */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Of all that Date takes, what HTTP writes.
  const at = /^\w{3,9},? .*\d{2}:\d{2}:\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
