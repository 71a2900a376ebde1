import type { Blueprint } from '../../catalog/blueprint.ts';
import { effectiveBoundary, type Alternative } from '../policy/alternatives.ts';
import { uncovered } from '../policy/coverage.ts';
import { expanded, mapTexts, placeholdersOf } from '../policy/placeholders.ts';
import { readPolicy, type PolicyStatement } from '../policy/readPolicy.ts';
import type { BlueprintProblem } from '../problem.ts';
import { checkedAlternatives } from './checkedAlternatives.ts';

/**
 * Returns a problem for each parameter whose `boundary.widest` is not the widest value: a stack that was launched for it
 * is used for every other value, so its boundary has to cover theirs.
 */
export function widestProblems(blueprint: Blueprint): readonly BlueprintProblem[] {
  const { parameters } = blueprint;
  const placeholders = placeholdersOf(blueprint);
  const boundaryOf = (alternative: Alternative): readonly PolicyStatement[] => {
    const source = effectiveBoundary(blueprint, alternative);
    if (source === undefined || 'managed' in source) return [];
    return readPolicy(
      mapTexts({ Statement: source.document.Statement }, (text) => expanded(text, placeholders, alternative)),
    );
  };
  const alternatives = checkedAlternatives(blueprint);
  return Object.entries(parameters).flatMap(([name, { boundary }]): BlueprintProblem[] => {
    if (boundary === undefined) return [];
    // If no `when` names the parameter, its value is used in texts only. Then the placeholder stands for every value.
    const given = alternatives.map((alternative): Alternative => ({ [name]: `\${${name}}`, ...alternative }));
    const narrower = given.find(
      (alternative) =>
        alternative[name] !== boundary.widest &&
        uncovered(
          boundaryOf(alternative),
          boundaryOf({ ...alternative, [name]: boundary.widest }),
          placeholders.characters,
        ).length > 0,
    );
    if (narrower === undefined) return [];
    return [
      {
        path: ['parameters', name, 'boundary', 'widest'],
        problem: `the permissions boundary for ${name} ${String(boundary.widest)} does not cover that for ${narrower[name] === `\${${name}}` ? 'other values' : String(narrower[name])}`,
        remedy:
          'Name the value whose boundary allows the most, or take "boundary" out: then each value has a stack of its own.',
        severity: 'error',
      },
    ];
  });
}
