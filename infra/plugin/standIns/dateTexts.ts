type Value = string | number | null | undefined;

/**
 * Replaces the functions of `@smithy/core/serde` that read dates, by those of JavaScript, which read every form in which
 * AWS's services send dates.
 */
function dateOf(form: string, value: Value, toTime: (value: string) => number): Date | undefined {
  if (value == null) return undefined;
  const time = toTime(String(value));
  if (Number.isNaN(time)) throw new TypeError(`Invalid ${form} ${String(value)}`);
  return new Date(time);
}

/** Reads seconds since 1970. */
export function _parseEpochTimestamp(value: Value): Date | undefined {
  return dateOf('epoch timestamp', value, (seconds) => Math.round(Number(seconds) * 1000));
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)$/i;

/** Reads a date as `2026-11-28T20:39:52Z`. */
export function _parseRfc3339DateTimeWithOffset(value: Value): Date | undefined {
  return dateOf('RFC3339 timestamp format', value, (text) => (rfc3339.test(text) ? Date.parse(text) : NaN));
}

/** Reads a date as in a header of HTTP. */
export function _parseRfc7231DateTime(value: Value): Date | undefined {
  return dateOf('RFC7231 date-time value', value, Date.parse);
}
