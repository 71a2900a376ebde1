import type { Blueprint, StatementTemplate } from '../../catalog/blueprint.ts';
import { boundaryDocuments, boundaryParameters, boundaryText, type BoundaryValues } from './permissionsBoundary.ts';
import { wholeParameter } from './substitution.ts';

/** The account and the partition with which two documents are compared. They are the same in both. */
const anyPlace = { accountId: '111122223333', partition: 'aws' };

/**
 * Whether a boundary for the values `boundary` allows everything that a plan for the values `plan` needs. A list is
 * covered by a longer one, where more entries allow more.
 */
export function covers(blueprint: Blueprint, boundary: BoundaryValues, plan: BoundaryValues): boolean {
  const isCovered = boundaryParameters(blueprint).every(({ name, widest }) => {
    const [has, needs] = [boundary[name], plan[name]];
    if (isSame(has, needs) || (has !== undefined && has === widest)) return true;
    if (!isList(has) || !isList(needs)) return false;
    switch (effectOfMore(blueprint, name)) {
      case 'allows-more':
        return needs.every((each) => has.includes(each));
      case 'allows-less':
        return has.every((each) => needs.includes(each));
      case 'unknown':
        return false;
    }
  });
  return isCovered || isSameDocument(blueprint, boundary, plan);
}

const isList = (value: string | readonly string[] | undefined): value is readonly string[] =>
  value !== undefined && typeof value !== 'string';

const isSame = (one: string | readonly string[] | undefined, other: string | readonly string[] | undefined) =>
  one !== undefined && JSON.stringify(one) === JSON.stringify(other);

/** Whether the two boundaries are the same, because the parameters that differ are not in the document that applies. */
function isSameDocument(blueprint: Blueprint, one: BoundaryValues, other: BoundaryValues): boolean {
  const isComplete = boundaryParameters(blueprint).every(({ name }) => one[name] !== undefined);
  if (!isComplete || boundaryDocuments(blueprint).length === 0) return false;
  return boundaryText(blueprint, one, anyPlace) === boundaryText(blueprint, other, anyPlace);
}

/** What a longer list does to a boundary. `unknown`: it allows more in one place, and less in another. */
type Effect = 'allows-more' | 'allows-less' | 'unknown';

function effectOfMore(blueprint: Blueprint, name: string): Effect {
  const effects = new Set(
    boundaryDocuments(blueprint).flatMap(({ Statement }) => Statement.flatMap((each) => effectsIn(each, name))),
  );
  const [only] = effects;
  return effects.size === 1 && only !== undefined ? only : 'unknown';
}

function effectsIn(
  { Effect, Resource, NotResource, Condition = {} }: StatementTemplate,
  name: string,
): readonly Effect[] {
  const isName = (value: unknown) =>
    [value].flat().some((each) => typeof each === 'string' && wholeParameter(each) === name);
  const places = [
    ...(isName(Resource) ? [true] : []),
    ...(isName(NotResource) ? [false] : []),
    ...Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.values(keys).some(isName) ? [!isNegated(operator)] : [],
    ),
  ];
  return places.map((matchesMore) => (matchesMore === (Effect === 'Allow') ? 'allows-more' : 'allows-less'));
}

/** A negated operator is met if none of the values matches (IAM User Guide, "Conditions with multiple context keys or values"). */
const isNegated = (operator: string) => /Not/i.test(operator.replace(/^For(?:Any|All)Values:/i, ''));
