import { boundaryNames, boundaryText } from '../blueprints/permissionsBoundary.ts';
import { nameOwner } from '../core/names.ts';
import type { LookContext } from './context.ts';
import { checkItem } from './checkItem.ts';
import { lacking } from './differences.ts';
import { differenceInWords, digestOf, isSamePolicy } from './documents.ts';
import type { LookItem } from './look.ts';
import { orAbsent } from './lookAtUser.ts';

/** Compares the document of the permissions boundary of the users with the one that the stack created. */
export async function lookAtBoundary(context: LookContext): Promise<readonly LookItem[]> {
  const { account, call, record } = context;
  const { boundaryArn: arn } = record;
  if (arn === undefined) return [];
  const planned = plannedDocument(context, arn);
  const item = await checkItem(context, 'boundary-document', arn, async () => {
    const toDo =
      'Find out who changed it. An update of the stack does not: set the default version of the policy back to v1.';
    const entity = await call(() => orAbsent(account.getPolicy(arn)));
    if (entity === undefined) return { differences: [lacking(arn, undefined, toDo)] };
    if (planned === undefined)
      return {
        differences: [],
        note: arn.includes(':iam::aws:')
          ? 'It is a policy of AWS, which AWS may change.'
          : 'The stack is of an earlier version of the blueprint, whose document is not known.',
      };
    const found = await call(() => account.getPolicyDocument(arn, entity.defaultVersionId));
    if (isSamePolicy(found, planned)) return { differences: [] };
    const words = `${digestOf(found)}. ${differenceInWords(planned, found)}`;
    return { differences: [lacking(digestOf(planned), words, toDo)] };
  });
  return [item];
}

/** Returns the document of a boundary. Undefined if the blueprint's boundary has changed since a link named this one. */
function plannedDocument({ deps, access, blueprint, record }: LookContext, arn: string): string | undefined {
  if (blueprint === undefined) return undefined;
  const { accountId, tenantId } = record;
  const { partition } = deps.settings;
  const owner = nameOwner(deps.settings, tenantId, blueprint.name);
  if ('managed' in blueprint.permissionsBoundary) return undefined;
  const given = access.boundaries[blueprint.name]?.find(({ values, generation }) =>
    boundaryNames(owner, blueprint, values, generation).some((name) => arn.endsWith(`/${name}`)),
  );
  return given === undefined ? undefined : boundaryText(blueprint, given.values, { accountId, partition });
}
