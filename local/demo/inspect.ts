import {
  IAMClient,
  ListAccessKeysCommand,
  ListAttachedGroupPoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupsForUserCommand,
  GetUserCommand,
  ListPoliciesCommand,
  ListRolesCommand,
  ListUsersCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Credential } from '../../client/index.ts';

/** A user in the account, with everything attached to it. */
export interface UserFound {
  readonly name: string;
  readonly arn: string;
  readonly groups: readonly string[];
  /** Names of the policies that are attached to the user or to its groups. */
  readonly policies: readonly string[];
  readonly boundary: string;
  readonly keys: readonly string[];
}

/** Returns calls that read a sandbox account as its root user. */
export function accountAt(awsUrl: string, accountId: string) {
  const settings = { endpoint: awsUrl, region: 'us-east-1' };
  const iam = new IAMClient({ ...settings, credentials: { accessKeyId: accountId, secretAccessKey: 'test' } });
  return {
    /** Returns the ARN of the key's user, from GetCallerIdentity. */
    whoIs: async ({ accessKeyId, secretAccessKey }: Credential): Promise<string> => {
      const sts = new STSClient({ ...settings, credentials: { accessKeyId, secretAccessKey } });
      return (await sts.send(new GetCallerIdentityCommand())).Arn ?? '';
    },
    /** Returns whether AWS still accepts a key. */
    isAccepted: async ({ accessKeyId, secretAccessKey }: Credential): Promise<boolean> => {
      const sts = new STSClient({ ...settings, credentials: { accessKeyId, secretAccessKey } });
      try {
        await sts.send(new GetCallerIdentityCommand());
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'InvalidClientTokenId') return false;
        throw error;
      }
    },
    /** Simulates an action with the user's policies and boundary: `allowed`, `implicitDeny` or `explicitDeny`. */
    decision: async (userArn: string, action: string): Promise<string> => {
      const { EvaluationResults = [] } = await iam.send(
        new SimulatePrincipalPolicyCommand({ PolicySourceArn: userArn, ActionNames: [action] }),
      );
      return EvaluationResults[0]?.EvalDecision ?? 'undecided';
    },
    users: async (): Promise<readonly UserFound[]> => {
      const { Users = [] } = await iam.send(new ListUsersCommand());
      return Promise.all(Users.map(({ UserName = '' }) => userNamed(iam, UserName)));
    },
    /** Returns the names of the roles and of the customer managed policies. */
    rest: async () => {
      const [{ Roles = [] }, { Policies = [] }] = await Promise.all([
        iam.send(new ListRolesCommand()),
        iam.send(new ListPoliciesCommand({ Scope: 'Local' })),
      ]);
      return {
        roles: Roles.map(({ RoleName = '' }) => RoleName),
        policies: Policies.map(({ PolicyName = '' }) => PolicyName),
      };
    },
  };
}

export type Account = ReturnType<typeof accountAt>;

async function userNamed(iam: IAMClient, UserName: string): Promise<UserFound> {
  const [{ User }, { AttachedPolicies = [] }, { Groups = [] }, { AccessKeyMetadata = [] }] = await Promise.all([
    iam.send(new GetUserCommand({ UserName })),
    iam.send(new ListAttachedUserPoliciesCommand({ UserName })),
    iam.send(new ListGroupsForUserCommand({ UserName })),
    iam.send(new ListAccessKeysCommand({ UserName })),
  ]);
  const groups = Groups.map(({ GroupName = '' }) => GroupName);
  const ofGroups = await Promise.all(
    groups.map((GroupName) => iam.send(new ListAttachedGroupPoliciesCommand({ GroupName }))),
  );
  const attached = [...AttachedPolicies, ...ofGroups.flatMap(({ AttachedPolicies: theirs = [] }) => theirs)];
  const boundaryArn = User?.PermissionsBoundary?.PermissionsBoundaryArn ?? '';
  return {
    name: UserName,
    arn: User?.Arn ?? '',
    groups,
    policies: attached.map(({ PolicyName = '' }) => PolicyName),
    boundary: boundaryArn.slice(boundaryArn.indexOf('/') + 1),
    keys: AccessKeyMetadata.map(({ AccessKeyId = '', Status = '' }) => `${AccessKeyId} (${Status})`),
  };
}
