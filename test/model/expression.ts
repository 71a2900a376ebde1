type Item = Readonly<Record<string, unknown>>;

interface Expression {
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly values?: Readonly<Record<string, unknown>> | undefined;
}

const token = /\s*(\(|\)|,|<=|>=|<|>|=|[#:]?\w+(?:\.[#:]?\w+)*)/y;

function tokensOf(text: string): string[] {
  const found: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const [, each] = token.exec(text) ?? [];
    if (each === undefined) throw new Error(`not an expression: ${text}`);
    found.push(each);
  }
  return found;
}

const at = (item: unknown, name: string): unknown =>
  typeof item === 'object' && item !== null ? Reflect.get(item, name) : undefined;

/**
 * Evaluates a DynamoDB expression for an item. Supports what Latchkey uses: AND, which binds more strongly than OR,
 * comparisons, `attribute_not_exists` and `begins_with`. A comparison with an absent attribute is false.
 */
export function holds(
  text: string | undefined,
  item: Item | undefined,
  { names = {}, values = {} }: Expression,
): boolean {
  if (text === undefined) return true;
  const left = tokensOf(text);
  const take = (expected?: string): string => {
    const found = left.shift();
    if (found === undefined || (expected !== undefined && found !== expected))
      throw new Error(`${String(found)} in ${text}`);
    return found;
  };
  const value = (word: string): unknown =>
    word.startsWith(':')
      ? values[word]
      : word.split('.').reduce<unknown>((of, part) => at(of, part.startsWith('#') ? (names[part] ?? '') : part), item);
  const primary = (): boolean => {
    const word = take();
    if (word === '(') {
      const inner = either();
      take(')');
      return inner;
    }
    if (word === 'attribute_not_exists' || word === 'begins_with') {
      take('(');
      const first = value(take());
      if (word === 'attribute_not_exists') {
        take(')');
        return first === undefined;
      }
      take(',');
      const prefix = value(take());
      take(')');
      return typeof first === 'string' && first.startsWith(String(prefix));
    }
    return compare(value(word), take(), value(take()));
  };
  const both = (): boolean => {
    let result = primary();
    while (left[0] === 'AND') {
      take();
      const next = primary();
      result &&= next;
    }
    return result;
  };
  const either = (): boolean => {
    let result = both();
    while (left[0] === 'OR') {
      take();
      const next = both();
      result ||= next;
    }
    return result;
  };
  return either();
}

function compare(a: unknown, operator: string, b: unknown): boolean {
  if (operator === '=') return a !== undefined && a === b;
  if (typeof a !== 'number' || typeof b !== 'number') return false;
  return operator === '<' ? a < b : operator === '<=' ? a <= b : operator === '>' ? a > b : a >= b;
}
