import { arnParts } from './arnParts.ts';
import { intersects, isWithin, rangeOf } from './ranges.ts';
import type { Test } from './tests.ts';
import { wordClasses, type Characters, type PatternSet } from './wordClasses.ts';

/** Whether every value that matches one of the values of `test` also matches one of those of `other`. */
export function valuesWithin(test: Test, other: Test, characters: Characters): boolean {
  if (test.family !== other.family) return false;
  switch (test.family) {
    case 'string': {
      // What is equal but for case is equal for a test that ignores case, and not the other way round.
      const foldsCase = ignoresCase(other);
      if (ignoresCase(test) && !foldsCase) return false;
      const sets = [stringSet(test, 'surely', foldsCase), stringSet(other, 'surely', foldsCase)];
      return wordClasses(sets, characters).every(({ matched }) => matched[1]);
    }
    case 'arn':
      return test.values.every((value) => other.values.some((wider) => arnWithin(value, wider, characters)));
    case 'number':
    case 'date':
    case 'ip':
      return test.values.every((value) =>
        other.values.some(
          (wider) =>
            (value === wider && test.operator === other.operator) ||
            isWithin(rangeOf(test, value), rangeOf(other, wider)),
        ),
      );
    case 'bool':
    case 'null':
      return test.values.every((value) => other.values.some((wider) => value.toLowerCase() === wider.toLowerCase()));
    case 'binary':
      return test.values.every((value) => other.values.includes(value));
  }
}

/** Whether no value surely matches both. If it is not known, the answer is false. */
export function valuesApart(test: Test, other: Test, characters: Characters): boolean {
  if (test.family !== other.family) return false;
  switch (test.family) {
    case 'string': {
      const foldsCase = ignoresCase(test) || ignoresCase(other);
      const sets = [stringSet(test, 'possibly', foldsCase), stringSet(other, 'possibly', foldsCase)];
      return wordClasses(sets, characters).every(({ matched }) => matched[1] !== true);
    }
    case 'arn': {
      const set = ({ values: patterns }: Test): PatternSet => ({
        patterns,
        wildcards: true,
        foldsCase: false,
        matching: 'possibly',
      });
      return wordClasses([set(test), set(other)], characters).every(({ matched }) => matched[1] !== true);
    }
    case 'number':
    case 'date':
    case 'ip':
      return test.values.every((value) =>
        other.values.every((each) => !intersects(rangeOf(test, value), rangeOf(other, each))),
      );
    case 'bool':
    case 'null':
      return test.values.every((value) => other.values.every((each) => value.toLowerCase() !== each.toLowerCase()));
    case 'binary':
      return false;
  }
}

function ignoresCase({ operator }: Test): boolean {
  return operator === 'stringequalsignorecase';
}

function stringSet(
  { operator, values: patterns }: Test,
  matching: PatternSet['matching'],
  foldsCase: boolean,
): PatternSet {
  return { patterns, wildcards: operator === 'stringlike', foldsCase, matching };
}

/** IAM compares each of the six parts of an ARN by itself. */
function arnWithin(value: string, wider: string, characters: Characters): boolean {
  if (value === wider) return true;
  const [parts, widerParts] = [arnParts(value), arnParts(wider)];
  if (parts === undefined || widerParts === undefined) return false;
  return parts.every((part, index) => {
    const set = (pattern: string): PatternSet => ({
      patterns: [pattern],
      wildcards: true,
      foldsCase: false,
      matching: 'surely',
    });
    return wordClasses([set(part), set(widerParts[index] ?? '')], characters).every(({ matched }) => matched[1]);
  });
}
