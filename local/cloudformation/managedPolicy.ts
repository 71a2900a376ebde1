import * as z from 'zod';
import { tolerateAbsence, type Iam } from './iam.ts';
import type { Fields } from './intrinsics.ts';
import { StackProblem } from './problem.ts';
import type { ResourceType } from './resourceType.ts';

/**
 * The properties of AWS::IAM::ManagedPolicy that are supported: all in the CloudFormation Template Reference except
 * Groups, Roles and Users.
 */
const schema = z.strictObject({
  Description: z.string().optional(),
  ManagedPolicyName: z.string().optional(),
  Path: z.string().default('/'),
  // An object or a text (resource schema of AWS::IAM::ManagedPolicy).
  PolicyDocument: z.union([z.record(z.string(), z.unknown()), z.string()]),
});

function read(properties: Fields) {
  const parsed = schema.safeParse(properties);
  if (!parsed.success) throw new StackProblem(`AWS::IAM::ManagedPolicy: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

const textOf = (document: string | Fields) => (typeof document === 'string' ? document : JSON.stringify(document));

/** AWS::IAM::ManagedPolicy. */
export const managedPolicy: ResourceType = {
  check: read,
  identify: (properties, accountId, generatedName) => {
    const { ManagedPolicyName: name = generatedName, Path: path } = read(properties);
    const arn = `arn:aws:iam::${accountId}:policy${path}${name}`;
    return { physicalId: arn, arn };
  },
  create: async (iam, { arn }, properties) => {
    const { Description, Path, PolicyDocument } = read(properties);
    await iam('CreatePolicy', {
      PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
      Path,
      PolicyDocument: textOf(PolicyDocument),
      ...(Description !== undefined && { Description }),
    });
  },
  // Source: these three properties have "Update requires: Replacement" in the CloudFormation Template Reference.
  replaces: (before, after) =>
    ['ManagedPolicyName', 'Path', 'Description'].some((name) => before[name] !== after[name]),
  update: async (iam, { arn }, _before, after) => {
    const PolicyDocument = textOf(read(after).PolicyDocument);
    // A policy can have five versions, so the oldest one is deleted if necessary.
    const spare = await otherVersions(iam, arn);
    const oldest = spare.at(-1);
    if (spare.length >= 4 && oldest !== undefined)
      await iam('DeletePolicyVersion', { PolicyArn: arn, VersionId: oldest });
    await iam('CreatePolicyVersion', { PolicyArn: arn, PolicyDocument, SetAsDefault: 'true' });
  },
  remove: async (iam, { arn }) => {
    await tolerateAbsence(removeVersions(iam, arn));
    await tolerateAbsence(iam('DeletePolicy', { PolicyArn: arn }));
  },
  arnAttributes: ['PolicyArn'],
};

const versions = z.object({
  ListPolicyVersionsResponse: z.object({
    ListPolicyVersionsResult: z.object({
      Versions: z.object({ member: z.array(z.object({ VersionId: z.string(), IsDefaultVersion: z.string() })) }),
    }),
  }),
});

/** Returns the versions that are not the default version, newest first. IAM documents no order. */
async function otherVersions(iam: Iam, arn: string): Promise<readonly string[]> {
  const answer = versions.parse(await iam('ListPolicyVersions', { PolicyArn: arn }));
  return answer.ListPolicyVersionsResponse.ListPolicyVersionsResult.Versions.member
    .filter(({ IsDefaultVersion }) => IsDefaultVersion !== 'true')
    .map(({ VersionId }) => VersionId)
    .toSorted((one, other) => Number(other.slice(1)) - Number(one.slice(1)));
}

async function removeVersions(iam: Iam, arn: string): Promise<void> {
  for (const VersionId of await otherVersions(iam, arn))
    await iam('DeletePolicyVersion', { PolicyArn: arn, VersionId });
}
