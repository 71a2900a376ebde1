import type { Account, Role } from './state.ts';
import type { Caller } from './types.ts';

export const vendorAccountId = '999988887777';
const roleName = 'latchkey-local';
const roleId = 'AROALATCHKEYLOCAL0000';

/** The key that the local stack and `serverless invoke local` sign with. It stands for a session, yet needs no token. */
export const vendorAccessKeyId = 'LKIALATCHKEYLOCAL000';
export const vendorSecretAccessKey = 'test';

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

/** The role that the deployed functions would have: it may assume bootstrap roles and nothing else in IAM or STS. */
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

/** The vendor's account always has its role, whatever was done to it before a restart. */
export function withVendorRole(accountId: string, account: Account): Account {
  if (accountId === vendorAccountId && !account.roles.has(roleName))
    account.roles.set(roleName, structuredClone(vendorRole));
  return account;
}
