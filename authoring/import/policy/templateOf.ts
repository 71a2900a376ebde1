import type { DocumentTemplate, StatementTemplate } from '../../../catalog/blueprint.ts';
import { findInText, isRegionKey } from '../find/findInText.ts';
import type { Search } from '../find/findInParts.ts';
import { isKnownRegion } from '../find/meanings.ts';
import { SourceError } from '../source/sourceError.ts';
import { asWritten } from '../source/sourceValue.ts';
import type { SourceCondition, SourceList, SourcePolicy, SourceStatement } from './sourcePolicy.ts';

/** Returns the document of a blueprint for a policy: with parameters for what differs from tenant to tenant. */
export function templateOf({ statements }: SourcePolicy, search: Omit<Search, 'actions'>): DocumentTemplate {
  return {
    Version: '2012-10-17',
    Statement: statements.map((statement) => {
      const actions = (statement.lists.Action ?? statement.lists.NotAction)?.values.map(asWritten) ?? [];
      return statementOf(statement, { ...search, actions });
    }),
  };
}

function statementOf({ sid, effect, lists, conditions }: SourceStatement, search: Search): StatementTemplate {
  const { Action, NotAction, Resource, NotResource } = lists;
  const inResource = (list: SourceList) => oneOrMore(list, (text) => findInText(text, { in: 'resource' }, search));
  return {
    ...(sid !== undefined && { Sid: sid }),
    Effect: effect,
    ...(Action !== undefined && { Action: oneOrMore(Action, asWritten) }),
    ...(NotAction !== undefined && { NotAction: oneOrMore(NotAction, asWritten) }),
    ...(Resource !== undefined && { Resource: inResource(Resource) }),
    ...(NotResource !== undefined && { NotResource: inResource(NotResource) }),
    ...(conditions.length > 0 && { Condition: conditionsOf(conditions, search) }),
  };
}

function conditionsOf(conditions: readonly SourceCondition[], search: Search) {
  const byOperator = new Map<string, Map<string, string | readonly string[]>>();
  for (const condition of conditions) {
    const key = findInText(condition.key, { in: 'condition', key: '' }, search);
    const operator = byOperator.get(condition.operator) ?? new Map<string, string | readonly string[]>();
    byOperator.set(condition.operator, operator);
    if ([...operator.keys()].some((other) => other.toLowerCase() === key.toLowerCase()))
      throw new SourceError(
        `Two conditions of a statement are on the key ${key}, so that one would be lost.`,
        'Write one condition with both values, or give each key another placeholder.',
        condition.key.place,
      );
    if ([condition.operator, key].includes('__proto__'))
      throw new SourceError('IAM has no condition __proto__.', 'Take it out of the policy.', condition.key.place);
    const value =
      regionsOf(condition, search) ??
      oneOrMore(condition, (text) => findInText(text, { in: 'condition', key }, search));
    operator.set(key, value);
  }
  return Object.fromEntries([...byOperator].map(([operator, keys]) => [operator, Object.fromEntries(keys)]));
}

/** Several regions of a condition are one parameter, with a list. */
function regionsOf({ key, values }: SourceCondition, { findings, answers }: Search): string | undefined {
  const texts = values.map(asWritten);
  const isAnswered = texts.some((text) => [...answers.set, ...answers.literal].some((each) => each.text === text));
  const [first] = values;
  if (
    first === undefined ||
    texts.length < 2 ||
    isAnswered ||
    !isRegionKey(asWritten(key)) ||
    !texts.every(isKnownRegion)
  )
    return undefined;
  const parameter = {
    kind: 'regions',
    min: 1,
    max: 20,
    description: `The regions, in the guide ${texts.join(' and ')}.`,
  } as const;
  return findings.list(texts, { name: 'regions', parameter }, 'They are regions of AWS.', first.place);
}

function oneOrMore<T>(
  { values, isSingle }: SourceList,
  write: (text: SourceList['values'][number]) => T,
): T | readonly T[] {
  const written = values.map(write);
  const [only] = written;
  return isSingle && only !== undefined ? only : written;
}
