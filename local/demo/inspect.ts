import {
  IAMClient,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  GetUserCommand,
  ListPoliciesCommand,
  ListRolesCommand,
  ListUsersCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Credentials } from './api.ts';

/** Two columns of what is in an account. */
export type Rows = readonly (readonly [string, string])[];

/** Looks into a sandbox account as its root. */
export function accountAt(awsUrl: string, accountId: string) {
  const settings = { endpoint: awsUrl, region: 'us-east-1' };
  const iam = new IAMClient({ ...settings, credentials: { accessKeyId: accountId, secretAccessKey: 'test' } });
  return {
    /** Who AWS says a key is. */
    whoIs: async ({ accessKeyId, secretAccessKey }: Credentials): Promise<string> => {
      const sts = new STSClient({ ...settings, credentials: { accessKeyId, secretAccessKey } });
      return (await sts.send(new GetCallerIdentityCommand())).Arn ?? '';
    },
    /** What AWS says a user may do. */
    may: async (userArn: string, actions: readonly string[]): Promise<Rows> => {
      const { EvaluationResults = [] } = await iam.send(
        new SimulatePrincipalPolicyCommand({ PolicySourceArn: userArn, ActionNames: [...actions] }),
      );
      return EvaluationResults.map(({ EvalActionName = '', EvalDecision = '' }) => [EvalActionName, EvalDecision]);
    },
    /** Everything that is not AWS's own. */
    contents: async (): Promise<Rows> => {
      const [{ Roles = [] }, { Policies = [] }, { Users = [] }] = await Promise.all([
        iam.send(new ListRolesCommand()),
        iam.send(new ListPoliciesCommand({ Scope: 'Local' })),
        iam.send(new ListUsersCommand()),
      ]);
      const users = await Promise.all(Users.map(({ UserName = '' }) => userRows(iam, UserName)));
      return [
        ...Roles.map(({ Arn = '' }) => ['role', Arn] as const),
        ...Policies.map(({ Arn = '' }) => ['policy', Arn] as const),
        ...users.flat(),
      ];
    },
  };
}

async function userRows(iam: IAMClient, UserName: string): Promise<Rows> {
  const [{ User }, { AttachedPolicies = [] }, { AccessKeyMetadata = [] }] = await Promise.all([
    iam.send(new GetUserCommand({ UserName })),
    iam.send(new ListAttachedUserPoliciesCommand({ UserName })),
    iam.send(new ListAccessKeysCommand({ UserName })),
  ]);
  const capped = User?.PermissionsBoundary?.PermissionsBoundaryArn;
  return [
    ['user', User?.Arn ?? ''],
    ...AttachedPolicies.map(({ PolicyArn = '' }) => ['  may', PolicyArn] as const),
    ['  at most', capped ?? 'no permissions boundary'],
    ...AccessKeyMetadata.map(({ AccessKeyId = '', Status = '' }) => ['  key', `${AccessKeyId} (${Status})`] as const),
  ];
}
