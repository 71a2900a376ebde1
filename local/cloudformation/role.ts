import * as z from 'zod';
import { tolerateAbsence, type Iam } from './iam.ts';
import type { Fields } from './intrinsics.ts';
import { StackProblem } from './problem.ts';
import type { ResourceType } from './resourceType.ts';

/** The properties of AWS::IAM::Role. Source: CloudFormation Template Reference. */
const schema = z.strictObject({
  AssumeRolePolicyDocument: z.record(z.string(), z.unknown()),
  Description: z.string().optional(),
  ManagedPolicyArns: z.array(z.string()).default([]),
  MaxSessionDuration: z.coerce.number().optional(),
  Path: z.string().default('/'),
  PermissionsBoundary: z.string().optional(),
  Policies: z
    .array(z.strictObject({ PolicyName: z.string(), PolicyDocument: z.record(z.string(), z.unknown()) }))
    .default([]),
  RoleName: z.string().optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
});

function read(properties: Fields) {
  const parsed = schema.safeParse(properties);
  if (!parsed.success) throw new StackProblem(`AWS::IAM::Role: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** AWS::IAM::Role. */
export const role: ResourceType = {
  check: read,
  identify: (properties, accountId, generatedName) => {
    const { RoleName: name = generatedName, Path: path } = read(properties);
    return { physicalId: name, arn: `arn:aws:iam::${accountId}:role${path}${name}` };
  },
  create: async (iam, identity, properties) => {
    const { physicalId: RoleName } = identity;
    const wanted = read(properties);
    await iam('CreateRole', {
      RoleName,
      Path: wanted.Path,
      AssumeRolePolicyDocument: JSON.stringify(wanted.AssumeRolePolicyDocument),
      ...(wanted.Description !== undefined && { Description: wanted.Description }),
      ...(wanted.MaxSessionDuration !== undefined && { MaxSessionDuration: String(wanted.MaxSessionDuration) }),
      ...(wanted.PermissionsBoundary !== undefined && { PermissionsBoundary: wanted.PermissionsBoundary }),
      ...Object.fromEntries(
        wanted.Tags.flatMap(({ Key, Value }, index) => [
          [`Tags.member.${index + 1}.Key`, Key],
          [`Tags.member.${index + 1}.Value`, Value],
        ]),
      ),
    });
    try {
      await setPolicies(iam, RoleName, {}, properties);
    } catch (error) {
      // The stack's rollback undoes only resources that were created completely. So if IAM refuses a policy, the role
      // is deleted here.
      await role.remove(iam, identity, properties);
      throw error;
    }
  },
  // Source: RoleName and Path have "Update requires: Replacement" in the CloudFormation Template Reference. Here a
  // change of tags or permissions boundary requires a replacement too, which is simpler.
  replaces: (before, after) =>
    ['RoleName', 'Path', 'Tags', 'PermissionsBoundary'].some(
      (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
    ),
  update: async (iam, { physicalId: RoleName }, before, after) => {
    const wanted = read(after);
    await iam('UpdateAssumeRolePolicy', { RoleName, PolicyDocument: JSON.stringify(wanted.AssumeRolePolicyDocument) });
    if (
      before['Description'] !== after['Description'] ||
      before['MaxSessionDuration'] !== after['MaxSessionDuration']
    ) {
      const MaxSessionDuration = String(wanted.MaxSessionDuration ?? defaultSessionSeconds);
      await iam('UpdateRole', { RoleName, Description: wanted.Description ?? '', MaxSessionDuration });
    }
    await setPolicies(iam, RoleName, before, after);
  },
  remove: async (iam, { physicalId: RoleName }, properties) => {
    await tolerateAbsence(
      setPolicies(iam, RoleName, properties, { ...properties, Policies: [], ManagedPolicyArns: [] }),
    );
    await tolerateAbsence(iam('DeleteRole', { RoleName }));
  },
  arnAttributes: ['Arn'],
};

/** IAM's default for a role without MaxSessionDuration, in seconds. */
const defaultSessionSeconds = 3600;

/**
 * Sets the inline and attached policies to those of `after`. Removes those that are only in `before`, and does not
 * change any others.
 */
async function setPolicies(iam: Iam, RoleName: string, before: Fields, after: Fields): Promise<void> {
  const { Policies: inlineBefore, ManagedPolicyArns: attachedBefore } = policies.parse(before);
  const { Policies: inline, ManagedPolicyArns: attached } = policies.parse(after);
  for (const { PolicyName, PolicyDocument } of inline) {
    await iam('PutRolePolicy', { RoleName, PolicyName, PolicyDocument: JSON.stringify(PolicyDocument) });
  }
  for (const { PolicyName } of inlineBefore.filter((old) => !inline.some((now) => now.PolicyName === old.PolicyName))) {
    await tolerateAbsence(iam('DeleteRolePolicy', { RoleName, PolicyName }));
  }
  for (const PolicyArn of attached) await iam('AttachRolePolicy', { RoleName, PolicyArn });
  for (const PolicyArn of attachedBefore.filter((old) => !attached.includes(old))) {
    await tolerateAbsence(iam('DetachRolePolicy', { RoleName, PolicyArn }));
  }
}

const policies = schema.pick({ Policies: true, ManagedPolicyArns: true }).loose();
