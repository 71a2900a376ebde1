import type { Attachment, Blueprint, When } from '../../catalog/blueprint.ts';
import { boundaryDocuments } from '../../lib/blueprints/permissionsBoundary.ts';
import { conditionHolds } from '../../lib/blueprints/policyDocument.ts';
import { requiredParameters } from '../../local/requiredParameters.ts';

type Parameters = Readonly<Record<string, string | boolean | readonly string[] | null>>;

/** Every value that a parameter can have as far as anything depends on it; of regions none, and one. */
function valuesOf(parameter: Blueprint['parameters'][string] | undefined): readonly (string | boolean | null)[] {
  switch (parameter?.kind) {
    case 'flag':
      return [false, true];
    case 'choice':
      return parameter.values;
    case 'region':
      return [null, 'us-west-2'];
    default:
      return [];
  }
}

const attachmentsOf = ({ users, groups }: Blueprint): readonly Attachment[] =>
  [...users, ...groups].flatMap(({ attach }) => attach);

const namesIn = (conditions: readonly When[]) => conditions.flatMap((when) => Object.keys(when ?? {}));

/** What a request can say, in each combination of the values of these parameters. */
function combinations(blueprint: Blueprint, names: readonly string[]): readonly Parameters[] {
  return [...new Set(names)].reduce<readonly Parameters[]>(
    (all, name) =>
      all.flatMap((one) => valuesOf(blueprint.parameters[name]).map((value) => ({ ...one, [name]: value }))),
    [requiredParameters(blueprint, 2)],
  );
}

/** What a request can say, in each combination that makes another policy or another boundary. */
export function variantsOf(blueprint: Blueprint): readonly Parameters[] {
  const { parameters, policies } = blueprint;
  const conditions = [
    ...policies.flatMap(({ documents }) => documents),
    ...boundaryDocuments(blueprint),
    ...attachmentsOf(blueprint),
  ];
  const shaping = Object.keys(parameters).filter((name) => parameters[name]?.boundary !== undefined);
  return combinations(blueprint, [...shaping, ...namesIn(conditions.map(({ when }) => when))]);
}

/** As few requests as attach, between them, all that the blueprint can attach. */
export function attachingVariantsOf(blueprint: Blueprint): readonly Parameters[] {
  const attachments = attachmentsOf(blueprint);
  const left = new Set(attachments);
  const attachedBy = (parameters: Parameters) => attachments.filter(({ when }) => conditionHolds(when, parameters));
  const found = combinations(blueprint, namesIn(attachments.map(({ when }) => when)))
    .toSorted((one, other) => attachedBy(other).length - attachedBy(one).length)
    .filter((parameters) => attachedBy(parameters).filter((each) => left.delete(each)).length > 0);
  return found.length > 0 ? found : [requiredParameters(blueprint, 2)];
}
