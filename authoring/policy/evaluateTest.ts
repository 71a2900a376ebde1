import { arnParts } from './arnParts.ts';
import { isWithin, numberOf, rangeOf } from './ranges.ts';
import type { Test } from './tests.ts';

/** Whether a request with this value of the key meets the test. `given` undefined: the request does not have the key. */
export function isTestMet(test: Test, given: string | readonly string[] | undefined): boolean {
  if (test.family === 'null')
    return test.values.some((value) => (value.toLowerCase() === 'true') === (given === undefined));
  if (given === undefined) return test.orMissing;
  const meets = (value: string) => test.values.some((wanted) => matchesValue(test, wanted, value)) !== test.isNegated;
  const values = typeof given === 'string' ? [given] : given;
  switch (test.quantifier) {
    case 'all':
      return values.every(meets);
    case 'any':
      return values.some(meets);
    case 'one':
      // A key with several values does not meet a test without a quantifier.
      return values.length === 1 && values.every(meets);
  }
}

function matchesValue(test: Test, wanted: string, value: string): boolean {
  switch (test.family) {
    case 'string':
      if (test.operator === 'stringlike') return matchesText(wanted, value, true);
      return test.operator === 'stringequals'
        ? matchesText(wanted, value, false)
        : matchesText(wanted.toLowerCase(), value.toLowerCase(), false);
    case 'arn': {
      const [parts, given] = [arnParts(wanted), arnParts(value)];
      return parts?.every((part, index) => matchesText(part, given?.[index] ?? '', true)) ?? false;
    }
    case 'number':
    case 'date': {
      const at = numberOf(test.family, value);
      if (at === undefined) return false;
      return isWithin({ low: at, high: at, hasLow: true, hasHigh: true }, rangeOf(test, wanted));
    }
    case 'ip':
      return isWithin(rangeOf(test, value), rangeOf(test, wanted));
    case 'bool':
      return wanted.toLowerCase() === value.toLowerCase();
    case 'binary':
      return wanted === value;
    case 'null':
      return false;
  }
}

/** The compiled patterns, as a cache. */
const expressions = new Map<string, RegExp>();

/**
 * Whether a text matches a pattern, with `*` and `?` as wildcards if `wildcards` is true. `${*}`, `${?}` and `${$}` are
 * the characters.
 */
export function matchesText(pattern: string, text: string, wildcards: boolean): boolean {
  const key = `${wildcards ? 'pattern' : 'text'} ${pattern}`;
  const known = expressions.get(key);
  if (known !== undefined) return known.test(text);
  const source = pattern.replaceAll(
    /\$\{([*?$])\}|([*?])|[$()+.[\\\]^{|}]/g,
    (special, named?: string, wildcard?: string) => {
      if (named !== undefined) return `\\${named}`;
      if (wildcard !== undefined && wildcards) return wildcard === '*' ? '.*' : '.';
      return `\\${special}`;
    },
  );
  const expression = new RegExp(`^${source}$`, 's');
  expressions.set(key, expression);
  return expression.test(text);
}
