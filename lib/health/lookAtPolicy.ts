import type { IamEntity } from '../account/ports.ts';
import type { ResourceRecord } from '../record/onboarding.ts';
import type { LookContext } from './context.ts';
import { checkItem, type Found } from './checkItem.ts';
import { lacking, lost } from './differences.ts';
import { differenceInWords, digestOf, isSamePolicy } from './documents.ts';
import { differentIdentity, differentTags, orAbsent, type PartOfLook } from './lookAtUser.ts';

/** The version that CreatePolicy makes. IAM never changes the document of a version (IAM User Guide, "Versioning IAM policies"). */
const firstVersion = 'v1';

/** Compares a customer managed policy of the onboarding, its document and its tags with the plan. */
export async function lookAtPolicy(context: LookContext, policy: ResourceRecord): Promise<PartOfLook> {
  const { call, account } = context;
  const { arn } = policy;
  let entity: IamEntity | undefined;
  const item = await checkItem(context, 'policy', arn, async () => {
    entity = await call(() => orAbsent(account.getPolicy(arn)));
    const toDo = 'Find out who removed it. Then offboard, and create another onboarding.';
    if (entity === undefined) return { differences: [lost(arn, undefined, toDo)] };
    const identity = differentIdentity(context, policy, entity, toDo);
    return identity.differences.length > 0 ? identity : differentDocument(context, policy, entity);
  });
  if (entity === undefined) return { items: [item], keys: [], exposed: [] };
  const found = entity.tags ?? [];
  const tags = await checkItem(context, 'tags', arn, () =>
    Promise.resolve(differentTags(context, policy, found, `tag-policy --policy-arn ${arn}`)),
  );
  return { items: [item, tags], keys: [], exposed: [] };
}

async function differentDocument(
  { account, call, plan }: LookContext,
  { name, arn }: ResourceRecord,
  { defaultVersionId }: IamEntity,
): Promise<Found> {
  const step = plan.steps.find((each) => each.kind === 'create-policy' && each.policy === name);
  const planned = step !== undefined && 'document' in step ? step.document : undefined;
  const isOwnVersion = defaultVersionId === firstVersion;
  if (planned === undefined)
    return isOwnVersion
      ? { differences: [], note: 'The deployed blueprint no longer has this policy. Nobody has changed it.' }
      : { differences: [lacking(firstVersion, defaultVersionId, setBack(arn))] };
  const found = await call(() => account.getPolicyDocument(arn, defaultVersionId));
  if (isSamePolicy(found, planned)) return { differences: [] };
  if (isOwnVersion)
    return {
      differences: [],
      note: 'It is as Latchkey created it. The deployed blueprint has another document by now.',
    };
  const words = `${digestOf(found)}, version ${defaultVersionId ?? ''}. ${differenceInWords(planned, found)}`;
  return { differences: [lacking(digestOf(planned), words, setBack(arn))] };
}

/** Returns what sets a document back, as long as the version that Latchkey created is there. */
function setBack(arn: string): string {
  return `Find out who changed it. The version that Latchkey created comes back with: aws iam set-default-policy-version --policy-arn ${arn} --version-id ${firstVersion}`;
}
