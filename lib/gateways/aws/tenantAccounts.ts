import { IAMClient } from '@aws-sdk/client-iam';
import { AwsFailure } from '../../core/awsFailure.ts';
import type { Assumption, NewAccessKey, TenantAccounts } from '../../account/ports.ts';
import type { CallGuard } from '../../core/ports.ts';
import { oneTry } from './awsCall.ts';
import { connections } from './connections.ts';
import { defaultProvider } from './environmentCredentials.ts';
import { addLeaseGuard } from './leaseGuard.ts';
import { serviceClock } from './serviceClock.ts';
import { Sha256 } from './sha256.ts';
import { stsWith, type StsCall, type StsConfig } from './sts.ts';
import { tenantAccount } from './tenantAccount.ts';

/** The shortest session STS gives, in seconds: no turn needs more. */
const sessionSeconds = 900;

/** STS, and IAM in tenants' accounts. */
export function tenantAccounts(config: StsConfig): TenantAccounts {
  const { stsRegion, requestTimeoutMs } = config;
  const requestHandler = connections(requestTimeoutMs);
  const shared = { ...oneTry, requestHandler, region: stsRegion, sha256: Sha256, cacheMiddleware: true };
  const clock = serviceClock();
  const sts = stsWith(defaultProvider(), config, requestHandler, clock);

  const session = async ({ roleArn, externalId, sessionName, policy }: Assumption, guard: CallGuard) => {
    const answer = await sts(
      'AssumeRole',
      {
        RoleArn: roleArn,
        ExternalId: externalId,
        RoleSessionName: sessionName,
        Policy: policy,
        DurationSeconds: String(sessionSeconds),
      },
      guard,
    );
    const accessKeyId = answer('AccessKeyId');
    const secretAccessKey = answer('SecretAccessKey');
    const sessionToken = answer('SessionToken');
    const accountId = answer('Arn')?.split(':')[4];
    if (!accessKeyId || !secretAccessKey || !sessionToken || !accountId)
      throw new AwsFailure('sts:AssumeRole', 'IncompleteAnswer', 'STS answered without credentials.', 'unknown');
    return { accountId, credentials: { accessKeyId, secretAccessKey, sessionToken } };
  };

  const checks = new WeakMap<NewAccessKey, StsCall>();
  /** One signer for all calls with a key, for as long as somebody holds the key. */
  const stsOf = (key: NewAccessKey) => {
    const call = checks.get(key) ?? stsWith(key, config, requestHandler, clock);
    checks.set(key, call);
    return call;
  };

  return {
    assume: async (assumption, guard) => {
      const first = await session(assumption, guard);
      let credentials = first.credentials;
      const newClient = () =>
        new IAMClient({
          ...shared,
          credentials: () => Promise.resolve(credentials),
          // The role was assumed before: what STS said of the time is true of IAM.
          systemClockOffset: clock.offsetMs(),
        });
      const iam = newClient();
      addLeaseGuard(iam.middlewareStack, guard);
      return tenantAccount({
        accountId: first.accountId,
        iam,
        undisclosed: newClient,
        guard,
        requestTimeoutMs,
        renew: async () => {
          ({ credentials } = await session(assumption, guard));
        },
      });
    },
    accountOfKey: async (key, guard) => {
      const answer = await stsOf(key)('GetCallerIdentity', {}, guard);
      return answer('Account') ?? '';
    },
  };
}
