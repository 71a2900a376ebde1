/**
 * Returns the delay that the header `Retry-After` requests (RFC 9110, section 10.2.3), in milliseconds from `now`. The
 * header contains a number of seconds or a date. Returns undefined if there is no header or it is not valid.
 *
 * @param now epoch milliseconds
 */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Date.parse accepts many formats. Only those of HTTP are parsed.
  const at = /^\w{3,9},? .*\d{2}:\d{2}:\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
