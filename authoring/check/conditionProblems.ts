import type { Blueprint } from '../../catalog/blueprint.ts';
import { actionsLike, type ActionData, type ActionDetails } from '../policy/actionData.ts';
import { isOperator } from '../policy/tests.ts';
import type { BlueprintProblem } from '../problem.ts';
import { nearest } from '../read/nearest.ts';
import { isAmong } from './conditionKeys.ts';
import { keysOf, withoutKey } from './idleActions.ts';
import { textsOf, writtenStatements, type WrittenStatement } from './writtenStatements.ts';

/**
 * Returns a problem for each condition key that AWS does not have, or that no action of its statement has: IAM accepts
 * both, and the condition is then never met, or always. IAM Access Analyzer calls keys that do not exist errors
 * (INVALID_GLOBAL_CONDITION_KEY, INVALID_SERVICE_CONDITION_KEY). If only some of the actions have the key, the others have no
 * effect: an error in a policy, and a warning in a permissions boundary. It is also a warning if requests without the key
 * meet the condition, as with IfExists: then it does not limit these actions.
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
        const wrong = wrongKey({ operator, key }, written, data);
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

function wrongKey(
  { operator, key }: { readonly operator: string; readonly key: string },
  written: WrittenStatement,
  data: ActionData,
): Wrong | undefined {
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
  const without = withoutKey(key, written, data).map(({ text }) => `"${text}"`);
  if (without.length === 0) return undefined;
  const names = without.join(', ');
  const isOne = without.length === 1;
  const [does, it, own] = isOne ? ['does', 'it', 'its'] : ['do', 'them', 'their'];
  const problem = `${names} of this statement ${does} not have the condition key "${key}"`;
  const ownStatement = `write a statement of ${own} own for ${it}, without the key`;
  const isNeeded = keysOf(written).some((each) => each.operator === operator && each.key === key && each.isNeeded);
  return isNeeded
    ? {
        problem: `${problem}, so the statement does not apply to ${it}`,
        remedy: `Take ${names} out. To allow ${it}, ${ownStatement}.`,
        severity: written.isBoundary ? 'warning' : 'error',
      }
    : {
        problem: `${problem}, so the condition does not limit ${it}`,
        remedy: `If that is meant, ${ownStatement}.`,
        severity: 'warning',
      };
}

function suggestion(known: string | undefined): string {
  return known === undefined
    ? 'Look for the keys of the actions in the Service Authorization Reference.'
    : `Did you mean "${known}"?`;
}
