import type { Blueprint } from '../../catalog/blueprint.ts';
import { actionsLike, type ActionData, type ActionDetails } from '../policy/actionData.ts';
import { isOperator } from '../policy/tests.ts';
import type { BlueprintProblem } from '../problem.ts';
import { nearest } from '../read/nearest.ts';
import { textsOf, writtenStatements, type WrittenStatement } from './writtenStatements.ts';

/**
 * Returns a problem for each condition key that AWS does not have, or that no action of its statement has: IAM accepts
 * both, and the condition is then never met, or always. IAM Access Analyzer calls keys that do not exist errors
 * (INVALID_GLOBAL_CONDITION_KEY, INVALID_SERVICE_CONDITION_KEY). A key that only some of the actions have is a warning.
 */
export function conditionProblems(blueprint: Blueprint, data: ActionData): readonly BlueprintProblem[] {
  return writtenStatements(blueprint).flatMap((written) =>
    Object.entries(written.statement.Condition ?? {}).flatMap(([operator, keys]) => {
      const path = [...written.path, 'Condition', operator];
      if (!isOperator(operator)) {
        return [
          {
            path,
            problem: `IAM has no condition operator "${operator}"`,
            remedy: suggestion(nearest(operator, operatorNames)),
            severity: 'error' as const,
          },
        ];
      }
      return Object.keys(keys).flatMap((key) => {
        const wrong = wrongKey(key, written, data);
        return wrong === undefined ? [] : [{ ...wrong, path: [...path, key] }];
      });
    }),
  );
}

const operatorNames = [
  ...['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike'],
  ...['StringNotLike', 'NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals'],
  ...['NumericGreaterThan', 'NumericGreaterThanEquals', 'DateEquals', 'DateNotEquals', 'DateLessThan'],
  ...['DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals', 'Bool', 'BinaryEquals', 'IpAddress'],
  ...['NotIpAddress', 'ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', 'Null'],
];

type Wrong = Pick<BlueprintProblem, 'problem' | 'remedy' | 'severity'>;

function wrongKey(key: string, written: WrittenStatement, data: ActionData): Wrong | undefined {
  const [service = ''] = key.toLowerCase().split(':');
  if (isAmong(key, data.globalKeys)) return undefined;
  if (service === 'aws') {
    const known = nearest(key, data.globalKeys);
    return { problem: `AWS has no condition key "${key}"`, remedy: suggestion(known), severity: 'error' };
  }
  const patterns = textsOf(written, 'Action');
  // What NotAction leaves cannot be looked up action by action.
  if (patterns.length === 0 || patterns.some(({ text }) => text.startsWith('*'))) return undefined;
  const actions = patterns.map(({ text }) => ({ text, known: actionsLike(data, text) }));
  const all = actions.flatMap(({ known }) => known);
  if (all.length === 0) return undefined;
  const has = ({ conditionKeys }: ActionDetails) => isAmong(key, conditionKeys);
  if (!all.some(has)) {
    const keys = all.flatMap(({ conditionKeys }) => conditionKeys);
    const exists = [...data.services.values()].some(({ conditionKeys }) => isAmong(key, conditionKeys));
    return {
      problem: exists
        ? `no action of the statement has the condition key "${key}"`
        : `AWS has no condition key "${key}" for the actions of the statement`,
      remedy: suggestion(nearest(key, keys)),
      severity: 'error',
    };
  }
  // A pattern means all that it matches, and some of these seldom have the key.
  const without = actions.filter(({ text, known }) => !/[*?]/.test(text) && known.length > 0 && !known.some(has));
  if (without.length === 0) return undefined;
  return {
    problem: `${without.map(({ text }) => `"${text}"`).join(', ')} of this statement ${without.length === 1 ? 'does' : 'do'} not have the condition key "${key}"`,
    remedy: 'Write a statement of its own for what does not have the key.',
    severity: 'warning',
  };
}

/** Whether a key is one of these, which may contain variables: `aws:ResourceTag/${TagKey}`, `s3:ExistingObjectTag/<key>`. */
function isAmong(key: string, keys: readonly string[]): boolean {
  const given = key.toLowerCase();
  return keys.some((each) => {
    const [before = '', after] = each.toLowerCase().split(/\$\{\w+\}|<\w+>|tag-key$/);
    return after === undefined
      ? given === before
      : given.startsWith(before) && given.endsWith(after) && given.length > before.length + after.length;
  });
}

function suggestion(known: string | undefined): string {
  return known === undefined
    ? 'Look for the keys of the actions in the Service Authorization Reference.'
    : `Did you mean "${known}"?`;
}
