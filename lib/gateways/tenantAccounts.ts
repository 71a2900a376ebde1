import { IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AwsFailure } from '../awsFailure.ts';
import type { Assumption, CallGuard, NewAccessKey, TenantAccounts } from '../ports.ts';
import { oneTry, send } from './awsCall.ts';
import { connections } from './connections.ts';
import { guardLast } from './guardLast.ts';
import { tenantAccount } from './tenantAccount.ts';

/** The shortest session STS gives, in seconds: no turn needs more. */
const sessionSeconds = 900;

export interface TenantAccountsConfig {
  readonly stsRegion: string;
  readonly requestTimeoutMs: number;
}

/** STS, and IAM in tenants' accounts. */
export function tenantAccounts({ stsRegion, requestTimeoutMs }: TenantAccountsConfig): TenantAccounts {
  const requestHandler = connections(requestTimeoutMs);
  const shared = { ...oneTry, requestHandler, region: stsRegion };
  const sts = new STSClient(shared);

  const session = async ({ roleArn, externalId, sessionName }: Assumption, guard: CallGuard) => {
    const command = new AssumeRoleCommand({
      RoleArn: roleArn,
      ExternalId: externalId,
      RoleSessionName: sessionName,
      DurationSeconds: sessionSeconds,
    });
    const { Credentials, AssumedRoleUser } = await send('sts:AssumeRole', requestTimeoutMs, guard, (options) =>
      sts.send(command, options),
    );
    const {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
    } = Credentials ?? {};
    const accountId = AssumedRoleUser?.Arn?.split(':')[4];
    if (
      accessKeyId === undefined ||
      secretAccessKey === undefined ||
      sessionToken === undefined ||
      accountId === undefined
    ) {
      throw new AwsFailure('sts:AssumeRole', 'IncompleteAnswer', 'STS answered without credentials.', 'unknown');
    }
    return { accountId, credentials: { accessKeyId, secretAccessKey, sessionToken } };
  };

  const clients = new WeakMap<NewAccessKey, STSClient>();
  /** One client for all calls with a key, for as long as somebody holds the key. */
  const clientOf = (key: NewAccessKey) => {
    const { accessKeyId, secretAccessKey } = key;
    const client = clients.get(key) ?? new STSClient({ ...shared, credentials: { accessKeyId, secretAccessKey } });
    clients.set(key, client);
    return client;
  };

  return {
    assume: async (assumption, guard) => {
      const first = await session(assumption, guard);
      let credentials = first.credentials;
      const iam = new IAMClient({ ...shared, credentials: () => Promise.resolve(credentials) });
      const free = new IAMClient({ ...shared, credentials: () => Promise.resolve(credentials) });
      guardLast(iam.middlewareStack, guard);
      return tenantAccount({
        accountId: first.accountId,
        iam,
        undisclosed: free,
        guard,
        requestTimeoutMs,
        renew: async () => {
          ({ credentials } = await session(assumption, guard));
        },
      });
    },
    accountOfKey: async (key, guard) => {
      const client = clientOf(key);
      const { Account } = await send('sts:GetCallerIdentity', requestTimeoutMs, guard, (options) =>
        client.send(new GetCallerIdentityCommand({}), options),
      );
      return Account ?? '';
    },
  };
}
