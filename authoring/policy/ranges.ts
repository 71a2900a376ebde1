import type { Test } from './tests.ts';

/** Numbers from `low` to `high`; whether these two belong to it. Times are in milliseconds, addresses as numbers. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly hasLow: boolean;
  readonly hasHigh: boolean;
}

/** Returns the numbers, times or addresses that match the value of a test. Undefined if the value is none of these. */
export function rangeOf({ family, operator }: Pick<Test, 'family' | 'operator'>, value: string): Range | undefined {
  if (family === 'ip') return addressRange(value);
  const at = numberOf(family, value);
  if (at === undefined) return undefined;
  switch (operator) {
    case 'lessthan':
      return { low: -Infinity, high: at, hasLow: false, hasHigh: false };
    case 'lessthanequals':
      return { low: -Infinity, high: at, hasLow: false, hasHigh: true };
    case 'greaterthan':
      return { low: at, high: Infinity, hasLow: false, hasHigh: false };
    case 'greaterthanequals':
      return { low: at, high: Infinity, hasLow: true, hasHigh: false };
    default:
      return { low: at, high: at, hasLow: true, hasHigh: true };
  }
}

/** Whether all of `range` is in `wider`. False if either is not known. */
export function isWithin(range: Range | undefined, wider: Range | undefined): boolean {
  if (range === undefined || wider === undefined) return false;
  const fromLow = range.low > wider.low || (range.low === wider.low && (wider.hasLow || !range.hasLow));
  const toHigh = range.high < wider.high || (range.high === wider.high && (wider.hasHigh || !range.hasHigh));
  return fromLow && toHigh;
}

/** Whether two ranges have something in common. True if either is not known. */
export function intersects(one: Range | undefined, other: Range | undefined): boolean {
  if (one === undefined || other === undefined) return true;
  const [first, second] = one.low <= other.low ? [one, other] : [other, one];
  return first.high > second.low || (first.high === second.low && first.hasHigh && second.hasLow);
}

/** A time that every reader takes for the same one. A text such as `2030` may be a year, or seconds since 1970. */
const plainTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/**
 * Returns a number, or a time in milliseconds. A time may be in seconds since 1970, as IAM allows. Undefined if the value is
 * neither, or could mean several.
 */
export function numberOf(family: Test['family'], value: string): number | undefined {
  if (family === 'date') {
    if (/^\d{5,}$/.test(value)) return Number(value) * 1000;
    const time = plainTime.test(value) ? Date.parse(value) : NaN;
    return Number.isNaN(time) ? undefined : time;
  }
  const number = value.trim() === '' ? NaN : Number(value);
  return Number.isNaN(number) ? undefined : number;
}

/** Returns the addresses of an IPv4 address or CIDR block. Undefined for all else, such as IPv6. */
function addressRange(value: string): Range | undefined {
  const [, a, b, c, d, bits = '32'] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(value) ?? [];
  if (a === undefined) return undefined;
  const address = [a, b, c, d].reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  const low = Math.floor(address / size) * size;
  return { low, high: low + size - 1, hasLow: true, hasHigh: true };
}
