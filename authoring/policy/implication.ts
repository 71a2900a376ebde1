import { negated, type Test } from './tests.ts';
import { valuesApart, valuesWithin } from './valueSets.ts';
import type { Characters } from './wordClasses.ts';

/**
 * Whether every request that meets all tests of `given` also meets all of `wanted`. This is a proof: true is always
 * right. False can also mean that it is not known.
 */
export function implies(given: readonly Test[], wanted: readonly Test[], characters: Characters): boolean {
  return wanted.every((test) => impliesTest(given, test, characters));
}

function impliesTest(given: readonly Test[], wanted: Test, characters: Characters): boolean {
  if (wanted.family === 'null') return impliesNull(given, wanted, characters);
  return given.some(
    (test) =>
      test.key === wanted.key &&
      test.quantifier === wanted.quantifier &&
      (wanted.orMissing || !test.orMissing || isPresent(given, wanted.key)) &&
      valuesImply(test, wanted, characters),
  );
}

/** Whether no request meets all tests of both. False can also mean that it is not known. */
export function excludes(given: readonly Test[], other: readonly Test[], characters: Characters): boolean {
  return other.some((test) => impliesTest(given, negated(test), characters));
}

/** Whether a value that meets the test also meets the wanted one. */
function valuesImply(test: Test, wanted: Test, characters: Characters): boolean {
  if (test.family === 'null') return false;
  if (isOrdered(test) && test.family === wanted.family && (test.isNegated || wanted.isNegated)) {
    const [one, other] = [turned(test), turned(wanted)];
    return one !== undefined && other !== undefined && valuesImply(one, other, characters);
  }
  if (test.isNegated) return wanted.isNegated && valuesWithin(wanted, test, characters);
  return wanted.isNegated ? valuesApart(test, wanted, characters) : valuesWithin(test, wanted, characters);
}

function impliesNull(given: readonly Test[], wanted: Test, characters: Characters): boolean {
  const wantsMissing = wanted.values.some((value) => value.toLowerCase() === 'true');
  const wantsPresent = wanted.values.some((value) => value.toLowerCase() === 'false');
  if (wantsMissing && wantsPresent) return true;
  if (wantsPresent && isPresent(given, wanted.key)) return true;
  return given.some(
    (test) => test.family === 'null' && test.key === wanted.key && valuesWithin(test, wanted, characters),
  );
}

/** Whether the tests show that a request has the key. */
function isPresent(given: readonly Test[], key: string): boolean {
  return given.some(
    (test) =>
      test.key === key &&
      (test.family === 'null'
        ? test.values.length > 0 && test.values.every((value) => value.toLowerCase() === 'false')
        : !test.orMissing),
  );
}

function isOrdered({ family, operator, values }: Test): boolean {
  return (
    family === 'bool' || ((family === 'number' || family === 'date') && operator !== 'equals' && values.length === 1)
  );
}

/** Returns the test on present values without a negation: not less than 5 is at least 5. */
function turned(test: Test): Test | undefined {
  if (!test.isNegated) return test;
  if (test.family === 'bool') {
    const left = ['true', 'false'].filter((value) => !test.values.some((each) => each.toLowerCase() === value));
    return { ...test, isNegated: false, values: left };
  }
  const operator = {
    lessthan: 'greaterthanequals',
    lessthanequals: 'greaterthan',
    greaterthan: 'lessthanequals',
    greaterthanequals: 'lessthan',
  }[test.operator];
  return operator === undefined ? undefined : { ...test, isNegated: false, operator };
}
