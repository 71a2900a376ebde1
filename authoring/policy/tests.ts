/** What the values of a condition are compared as. */
type Family = 'string' | 'arn' | 'number' | 'date' | 'bool' | 'ip' | 'binary' | 'null';

/**
 * One condition key with its operator and values, in a form in which negated operators need no rules of their own: the
 * request meets the test if one of its values matches one of `values` (or none, if `isNegated`).
 */
export interface Test {
  readonly family: Family;
  /** The operator without its negation and without `IfExists`, in lower case, such as `stringlike`. */
  readonly operator: string;
  readonly isNegated: boolean;
  /** Whether a request without the key meets the test. */
  readonly orMissing: boolean;
  /** `all` and `any`: the key has several values, of which all or one have to meet the test. */
  readonly quantifier: 'one' | 'all' | 'any';
  /** In lower case, apart from placeholders. */
  readonly key: string;
  readonly values: readonly string[];
}

/** The operators of IAM (User Guide, "IAM JSON policy elements: Condition operators"), in lower case. */
const operators: Readonly<Record<string, { family: Family; is: string; isNegated?: true }>> = {
  stringequals: { family: 'string', is: 'stringequals' },
  stringnotequals: { family: 'string', is: 'stringequals', isNegated: true },
  stringequalsignorecase: { family: 'string', is: 'stringequalsignorecase' },
  stringnotequalsignorecase: { family: 'string', is: 'stringequalsignorecase', isNegated: true },
  stringlike: { family: 'string', is: 'stringlike' },
  stringnotlike: { family: 'string', is: 'stringlike', isNegated: true },
  // IAM treats ArnEquals and ArnLike alike.
  arnequals: { family: 'arn', is: 'arnlike' },
  arnlike: { family: 'arn', is: 'arnlike' },
  arnnotequals: { family: 'arn', is: 'arnlike', isNegated: true },
  arnnotlike: { family: 'arn', is: 'arnlike', isNegated: true },
  numericequals: { family: 'number', is: 'equals' },
  numericnotequals: { family: 'number', is: 'equals', isNegated: true },
  numericlessthan: { family: 'number', is: 'lessthan' },
  numericlessthanequals: { family: 'number', is: 'lessthanequals' },
  numericgreaterthan: { family: 'number', is: 'greaterthan' },
  numericgreaterthanequals: { family: 'number', is: 'greaterthanequals' },
  dateequals: { family: 'date', is: 'equals' },
  datenotequals: { family: 'date', is: 'equals', isNegated: true },
  datelessthan: { family: 'date', is: 'lessthan' },
  datelessthanequals: { family: 'date', is: 'lessthanequals' },
  dategreaterthan: { family: 'date', is: 'greaterthan' },
  dategreaterthanequals: { family: 'date', is: 'greaterthanequals' },
  bool: { family: 'bool', is: 'bool' },
  ipaddress: { family: 'ip', is: 'ipaddress' },
  notipaddress: { family: 'ip', is: 'ipaddress', isNegated: true },
  binaryequals: { family: 'binary', is: 'binaryequals' },
  null: { family: 'null', is: 'null' },
};

/** Whether IAM has the condition operator. */
export function isOperator(name: string): boolean {
  return parse(name) !== undefined;
}

/** Returns the tests of a `Condition`. A test with an operator that IAM does not have is never met. */
export function readTests(condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>): Test[] {
  return Object.entries(condition).flatMap(([name, keys]) =>
    Object.entries(keys).map(([key, values]): Test => {
      const operator = parse(name) ?? never;
      return { ...operator, key: foldKey(key), values: operator === never ? [] : values };
    }),
  );
}

const never = {
  family: 'binary',
  operator: 'binaryequals',
  isNegated: false,
  orMissing: false,
  quantifier: 'one',
} as const;

function parse(name: string): Omit<Test, 'key' | 'values'> | undefined {
  const [, quantified, base = '', ifExists] = /^(?:(forallvalues|foranyvalue):)?(\w+?)(ifexists)?$/i.exec(name) ?? [];
  const known = operators[base.toLowerCase()];
  if (known === undefined || (known.family === 'null' && ifExists !== undefined)) return undefined;
  const isNegated = known.isNegated === true;
  const quantifier = quantified === undefined ? 'one' : quantified.toLowerCase() === 'forallvalues' ? 'all' : 'any';
  const orMissing = ifExists !== undefined || quantifier === 'all' || (quantifier === 'one' && isNegated);
  return { family: known.family, operator: known.is, isNegated, orMissing, quantifier };
}

/** Condition keys do not depend on case, but the names of placeholders in them do. */
function foldKey(key: string): string {
  return key.replaceAll(/\$\{[^}]*\}|[^$]+|\$/g, (part) => (part.startsWith('${') ? part : part.toLowerCase()));
}

/** Returns the test that exactly those requests meet which do not meet this one. */
export function negated(test: Test): Test {
  if (test.family === 'null') {
    // With both values the test is always met, and its negation never.
    const isMet = (value: string) => test.values.some((each) => (each.toLowerCase() === 'true') === (value === 'true'));
    return { ...test, values: ['true', 'false'].filter((value) => !isMet(value)) };
  }
  const quantifier = { one: 'one', all: 'any', any: 'all' } as const;
  return {
    ...test,
    isNegated: !test.isNegated,
    orMissing: !test.orMissing,
    quantifier: quantifier[test.quantifier],
  };
}
