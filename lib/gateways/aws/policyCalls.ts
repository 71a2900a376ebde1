import {
  CreatePolicyCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  TagPolicyCommand,
  UntagPolicyCommand,
  type PolicyGroup,
  type PolicyRole,
  type PolicyUser,
  type PolicyVersion,
} from '@aws-sdk/client-iam';
import type { PolicyHolder, TenantAccount } from '../../account/ports.ts';
import { hasCode } from '../../core/awsFailure.ts';
import { must, tagList, tagsIn, view } from './iamAnswer.ts';
import type { SendToIam } from './iamSession.ts';
import { listPages } from './pages.ts';

type PolicyCalls = Pick<
  TenantAccount,
  | 'createPolicy'
  | 'getPolicy'
  | 'getPolicyDocument'
  | 'findPolicy'
  | 'tagPolicy'
  | 'untagPolicy'
  | 'listPolicyVersions'
  | 'deletePolicyVersion'
  | 'listEntitiesForPolicy'
  | 'deletePolicy'
>;

/**
 * The ID of the first version of each managed policy. A policy whose document nobody has changed has no other one
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html).
 */
const firstVersion = 'v1';

/** The calls for customer managed policies and for the entities that they are attached to. */
export function policyCalls(send: SendToIam): PolicyCalls {
  return {
    createPolicy: async (PolicyName, Path, PolicyDocument, tags) => {
      const command = new CreatePolicyCommand({ PolicyName, Path, PolicyDocument, Tags: tagList(tags) });
      const { Policy } = await send(command);
      return view(Policy, Policy?.PolicyId);
    },
    getPolicy: async (PolicyArn) => {
      const { Policy } = await send(new GetPolicyCommand({ PolicyArn }));
      return {
        ...view(Policy, Policy?.PolicyId),
        tags: tagsIn(Policy?.Tags),
        defaultVersionId: Policy?.DefaultVersionId,
      };
    },
    getPolicyDocument: async (PolicyArn, versionId) => {
      const version = async (VersionId: string | undefined) =>
        (await send(new GetPolicyVersionCommand({ PolicyArn, VersionId }))).PolicyVersion;
      // IAM returns documents in URL encoding (RFC 3986).
      const documentOf = (found: PolicyVersion | undefined) => decodeURIComponent(must(found?.Document));
      if (versionId !== undefined) return documentOf(await version(versionId));
      const first = await version(firstVersion).catch((error: unknown) => {
        if (hasCode(error, 'NoSuchEntity')) return undefined;
        throw error;
      });
      if (first?.IsDefaultVersion === true) return documentOf(first);
      return documentOf(await version((await send(new GetPolicyCommand({ PolicyArn }))).Policy?.DefaultVersionId));
    },
    findPolicy: async (name) => {
      const policies = await listPages(
        (Marker) => send(new ListPoliciesCommand({ Scope: 'Local', Marker })),
        ({ Policies }) => Policies,
      );
      const found = policies.find(({ PolicyName }) => PolicyName?.toLowerCase() === name.toLowerCase());
      return found === undefined ? undefined : view(found, found.PolicyId);
    },
    tagPolicy: async (PolicyArn, tags) => {
      await send(new TagPolicyCommand({ PolicyArn, Tags: tagList(tags) }));
    },
    untagPolicy: async (PolicyArn, keys) => {
      await send(new UntagPolicyCommand({ PolicyArn, TagKeys: [...keys] }));
    },
    listPolicyVersions: (PolicyArn) =>
      listPages(
        (Marker) => send(new ListPolicyVersionsCommand({ PolicyArn, Marker })),
        ({ Versions }) =>
          Versions?.map(({ VersionId, IsDefaultVersion }) => ({
            id: must(VersionId),
            isDefault: IsDefaultVersion === true,
          })),
      ),
    deletePolicyVersion: async (PolicyArn, VersionId) => {
      await send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
    },
    listEntitiesForPolicy: (PolicyArn, PolicyUsageFilter) =>
      listPages(
        (Marker) => send(new ListEntitiesForPolicyCommand({ PolicyArn, PolicyUsageFilter, Marker })),
        ({ PolicyUsers, PolicyGroups, PolicyRoles }) => holders(PolicyUsers, PolicyGroups, PolicyRoles),
      ),
    deletePolicy: async (PolicyArn) => {
      await send(new DeletePolicyCommand({ PolicyArn }));
    },
  };
}

function holders(users: PolicyUser[] = [], groups: PolicyGroup[] = [], roles: PolicyRole[] = []): PolicyHolder[] {
  return [
    ...users.map(({ UserName, UserId }) => ({ type: 'user', name: must(UserName), id: must(UserId) }) as const),
    ...groups.map(({ GroupName, GroupId }) => ({ type: 'group', name: must(GroupName), id: must(GroupId) }) as const),
    ...roles.map(({ RoleName, RoleId }) => ({ type: 'role', name: must(RoleName), id: must(RoleId) }) as const),
  ];
}
