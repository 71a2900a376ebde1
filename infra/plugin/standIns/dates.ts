/**
 * Replaces the older functions for dates of `@smithy/core/serde` by the newer ones of the same package, which are in
 * every bundle anyway.
 */
export {
  _parseEpochTimestamp as parseEpochTimestamp,
  _parseRfc3339DateTimeWithOffset as parseRfc3339DateTime,
  _parseRfc3339DateTimeWithOffset as parseRfc3339DateTimeWithOffset,
  _parseRfc7231DateTime as parseRfc7231DateTime,
} from '@smithy/core/serde';

export function dateToUtcString(date: Date): string {
  return date.toUTCString();
}
