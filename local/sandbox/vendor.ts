import type { Account, Role } from './state.ts';
import type { Caller } from './types.ts';

/** The vendor's account, in which Latchkey runs. */
export const vendorAccountId = '999988887777';
const roleName = 'latchkey-local';
const roleId = 'AROALATCHKEYLOCAL0000';

/**
 * The access key with which the local stack and `serverless invoke local` sign. It belongs to a session but does not
 * require a session token.
 */
export const vendorAccessKeyId = 'LKIALATCHKEYLOCAL000';
export const vendorSecretAccessKey = 'test';

/** The caller to whom the vendor access key belongs. */
export const vendorCaller: Caller = {
  type: 'session',
  accountId: vendorAccountId,
  accessKeyId: vendorAccessKeyId,
  arn: `arn:aws:sts::${vendorAccountId}:assumed-role/${roleName}/local`,
  principalArn: `arn:aws:iam::${vendorAccountId}:role/${roleName}`,
  userId: `${roleId}:local`,
};

function statement(rest: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...rest }] });
}

/** The role of the deployed functions: it may assume bootstrap roles, and no other IAM or STS action. */
const vendorRole: Role = {
  name: roleName,
  id: roleId,
  path: '/',
  createdAt: 0,
  visibleAt: 0,
  inline: [
    {
      name: 'assume-bootstrap-roles',
      document: statement({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/latchkey-bootstrap-*' }),
      visibleAt: 0,
    },
  ],
  attached: [],
  tags: [],
  trust: statement({ Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }),
  trustedIds: {},
  maxSessionSeconds: 3600,
};

/**
 * Adds the vendor's role to the vendor's account if it is missing, for example because it was deleted before a restart.
 */
export function withVendorRole(accountId: string, account: Account): Account {
  if (accountId === vendorAccountId && !account.roles.has(roleName))
    account.roles.set(roleName, structuredClone(vendorRole));
  return account;
}
