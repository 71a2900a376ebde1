import { IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { AwsFailure } from '../../core/awsFailure.ts';
import type { Assumption, NewAccessKey, TenantAccounts } from '../../account/ports.ts';
import type { CallGuard } from '../../core/ports.ts';
import { senderTo, triedOnce } from './awsCall.ts';
import { clientSettings } from './clientSettings.ts';
import { openConnections } from './connections.ts';
import { defaultProvider, type Credentials } from './environmentCredentials.ts';
import { iamSession } from './iamSession.ts';
import { tenantAccount } from './tenantAccount.ts';

export interface TenantAccountsConfig {
  /** The region in which STS is called, and for which the endpoint of IAM is resolved. */
  readonly stsRegion: string;
  readonly requestTimeoutMs: number;
}

/**
 * The duration of a session, in seconds. It is the shortest that STS allows, because no attempt at an onboarding needs
 * more.
 */
const sessionSeconds = 900;

/**
 * Returns the calls to STS and to IAM in tenants' accounts. All clients share their connections, their settings and the
 * clock correction from STS's answers.
 *
 * @param credentials the vendor's own credentials
 */
export function tenantAccounts(
  { stsRegion: region, requestTimeoutMs }: TenantAccountsConfig,
  connections: NodeHttpHandler = openConnections(),
  credentials: () => Promise<Credentials> = defaultProvider(),
): TenantAccounts {
  const parts = { region, connections, attempts: triedOnce };
  const ofSts = clientSettings('sts', parts);
  const ofIam = clientSettings('iam', parts);
  const vendor = new STSClient({ ...ofSts, credentials });
  const sendToSts = senderTo('sts', { requestTimeoutMs, attempts: triedOnce });
  /**
   * The clock correction of the vendor's client. The SDK learns from each answer by how much this machine's clock is
   * wrong, and a new client starts with that value.
   */
  const clock = () => ({ systemClockOffset: vendor.config.systemClockOffset });

  const newSession = async ({ roleArn, externalId, sessionName, policy }: Assumption, guard: CallGuard) => {
    const command = new AssumeRoleCommand({
      RoleArn: roleArn,
      ExternalId: externalId,
      RoleSessionName: sessionName,
      Policy: policy,
      DurationSeconds: sessionSeconds,
    });
    const { AssumedRoleUser, Credentials } = await sendToSts(vendor, command, guard);
    const {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: endsAt,
    } = Credentials ?? {};
    const accountId = AssumedRoleUser?.Arn?.split(':')[4];
    // The role's unique ID, a colon and the session name (STS API Reference, AssumedRoleUser).
    const roleId = AssumedRoleUser?.AssumedRoleId?.split(':')[0];
    if (!accessKeyId || !secretAccessKey || !sessionToken || !accountId)
      throw new AwsFailure('sts:AssumeRole', 'IncompleteAnswer', 'STS answered without credentials.', 'unknown');
    const session = { accessKeyId, secretAccessKey, sessionToken };
    const givenAt = endsAt === undefined ? undefined : endsAt.getTime() - sessionSeconds * 1000;
    const client = new IAMClient({ ...ofIam, ...clock(), credentials: session });
    return { facts: { accountId, roleId, givenAt }, client };
  };

  const checks = new WeakMap<NewAccessKey, STSClient>();
  /** Returns the client for calls with a key. All calls with the same key object use the same client. */
  const stsOf = (key: NewAccessKey) => {
    const { accessKeyId, secretAccessKey } = key;
    const client =
      checks.get(key) ?? new STSClient({ ...ofSts, ...clock(), credentials: { accessKeyId, secretAccessKey } });
    checks.set(key, client);
    return client;
  };

  return {
    assume: async (assumption, guard) => {
      const { facts, client } = await newSession(assumption, guard);
      const renew = async () => (await newSession(assumption, guard)).client;
      return tenantAccount(facts, iamSession({ client, renew, guard, requestTimeoutMs }));
    },
    accountOfKey: async (key, guard) => {
      const { Account } = await sendToSts(stsOf(key), new GetCallerIdentityCommand({}), guard);
      return Account ?? '';
    },
  };
}
