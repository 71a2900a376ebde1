import { IAMClient } from '@aws-sdk/client-iam';
import { iamSession } from '../../lib/gateways/aws/iamSession.ts';
import { tenantAccount } from '../../lib/gateways/aws/tenantAccount.ts';
import type { TenantAccount, UserItemType } from '../../lib/account/ports.ts';
import type { CallGuard } from '../../lib/core/ports.ts';

/** All kinds of user items. If one is missing here, a test reports a permission that no call uses. */
export const kinds = [
  'access-key',
  'login-profile',
  'inline-policy',
  'attached-policy',
  'ssh-public-key',
  'signing-certificate',
  'service-specific-credential',
  'mfa-device',
  'group-membership',
] as const satisfies readonly UserItemType[];

/** One call of each method. If a method is missing here, this does not compile. */
const everyCall: Readonly<
  Record<Exclude<keyof TenantAccount, 'accountId' | 'roleId' | 'givenAt'>, (account: TenantAccount) => Promise<unknown>>
> = {
  createUser: (account) => account.createUser('u', '/', 'arn', []),
  getUser: (account) => account.getUser('u'),
  setUserBoundary: (account) => account.setUserBoundary('u', 'arn'),
  tagUser: (account) => account.tagUser('u', []),
  untagUser: (account) => account.untagUser('u', []),
  deleteUser: (account) => account.deleteUser('u'),
  attachUserPolicy: (account) => account.attachUserPolicy('u', 'arn'),
  listOnUser: (account) => Promise.allSettled(kinds.map((kind) => account.listOnUser('u', kind))),
  removeFromUser: (account) => Promise.allSettled(kinds.map((kind) => account.removeFromUser('u', kind, 'id'))),
  createAccessKey: (account) => account.createAccessKey('u'),
  listAccessKeys: (account) => account.listAccessKeys('u'),
  userOfKey: (account) => account.userOfKey('id'),
  lastUseOfKey: (account) => account.lastUseOfKey('id'),
  deactivateKey: (account) => account.deactivateKey('u', 'id'),
  activateKey: (account) => account.activateKey('u', 'id'),
  deleteUndisclosedKey: (account) => account.deleteUndisclosedKey('u', 'id'),
  createGroup: (account) => account.createGroup('g', '/'),
  getGroup: (account) => account.getGroup('g'),
  deleteGroup: (account) => account.deleteGroup('g'),
  attachGroupPolicy: (account) => account.attachGroupPolicy('g', 'arn'),
  listAttachedGroupPolicies: (account) => account.listAttachedGroupPolicies('g'),
  detachGroupPolicy: (account) => account.detachGroupPolicy('g', 'arn'),
  listGroupPolicies: (account) => account.listGroupPolicies('g'),
  deleteGroupPolicy: (account) => account.deleteGroupPolicy('g', 'p'),
  addUserToGroup: (account) => account.addUserToGroup('u', 'g'),
  removeUserFromGroup: (account) => account.removeUserFromGroup('u', 'g'),
  createPolicy: (account) => account.createPolicy('p', '/', '{}', []),
  getPolicy: (account) => account.getPolicy('arn'),
  getPolicyDocument: (account) => account.getPolicyDocument('arn'),
  findPolicy: (account) => account.findPolicy('p'),
  tagPolicy: (account) => account.tagPolicy('arn', []),
  untagPolicy: (account) => account.untagPolicy('arn', []),
  listPolicyVersions: (account) => account.listPolicyVersions('arn'),
  deletePolicyVersion: (account) => account.deletePolicyVersion('arn', 'v1'),
  listEntitiesForPolicy: (account) => account.listEntitiesForPolicy('arn'),
  deletePolicy: (account) => account.deletePolicy('arn'),
};

/**
 * Returns the IAM actions that the gateway sends, each once. They are read from the SDK's commands, not from the
 * gateway's code.
 */
export async function gatewayActions(): Promise<ReadonlySet<string>> {
  const actions = new Set<string>();
  const iam = new IAMClient({ region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  iam.middlewareStack.add(
    (_, context) => () => {
      actions.add(`iam:${String(context.commandName).replace(/Command$/, '')}`);
      return Promise.resolve({ response: {}, output: { $metadata: {} } });
    },
    { step: 'initialize', priority: 'high' },
  );
  const guard: CallGuard = {
    beforeCall: () => Promise.resolve(),
    check: () => undefined,
    signal: new AbortController().signal,
  };
  const session = iamSession({ client: iam, renew: () => Promise.resolve(iam), guard, requestTimeoutMs: 1000 });
  const account = tenantAccount({ accountId: '111122223333', roleId: undefined, givenAt: undefined }, session);
  // The answers are empty, so some calls end in an error: what was sent is all that counts.
  await Promise.allSettled(Object.values(everyCall).map((call) => call(account)));
  return actions;
}
