import type { Accounts } from './accounts.ts';
import { accountOfAccessKey } from './ids.ts';
import { arnOf } from './iam/arns.ts';
import { find, findKey } from './iam/find.ts';
import { seenBy } from './lag/view.ts';
import { openSession, sessionSecret } from './sessions.ts';
import type { Authentication, Caller } from './types.ts';
import { vendorAccessKeyId, vendorCaller, vendorSecretAccessKey } from './vendor.ts';

/** The secret access key of every account's root user in the sandbox. Its access key ID is the account ID. */
const rootSecretAccessKey = 'test';

const unknown: Authentication = {
  ok: false,
  statusCode: 403,
  code: 'InvalidClientTokenId',
  message: 'The security token included in the request is invalid.',
};

const expired: Authentication = {
  ok: false,
  statusCode: 403,
  code: 'ExpiredToken',
  message: 'The security token included in the request is expired',
};

function rootOf(accountId: string): Caller {
  const arn = `arn:aws:iam::${accountId}:root`;
  return { type: 'root', accountId, accessKeyId: accountId, arn, principalArn: arn, userId: accountId };
}

function authenticateUser(accounts: Accounts, now: number, accessKeyId: string): Authentication {
  const accountId = accountOfAccessKey(accessKeyId);
  if (accountId === undefined) return unknown;
  const found = findKey({ account: seenBy(accounts, 'sts', accountId, now).get(accountId), now }, accessKeyId);
  if (found?.key.status !== 'Active') return unknown;
  const arn = arnOf(accountId, 'user', found.user);
  const caller: Caller = { type: 'user', accountId, accessKeyId, arn, principalArn: arn, userId: found.user.id };
  return { ok: true, secretAccessKey: found.key.secret, caller };
}

function authenticateSession(accounts: Accounts, now: number, accessKeyId: string, token: string): Authentication {
  const session = openSession(token);
  if (session?.accessKeyId !== accessKeyId) return unknown;
  if (session.expiresAt <= now) return expired;
  const { accountId, roleName, roleId, sessionName } = session;
  const { get, machine } = seenBy(accounts, 'sts', accountId, now);
  if (!accounts.lag.knowsSession(accessKeyId, machine, now)) return unknown;
  const role = find({ account: get(accountId), now }, 'role', roleName);
  if (role?.id !== roleId) return unknown;
  const caller: Caller = {
    type: 'session',
    accountId,
    accessKeyId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
    principalArn: arnOf(accountId, 'role', role),
    userId: `${roleId}:${sessionName}`,
    issuedAt: session.issuedAt,
    sessionPolicies: session.policies,
  };
  return { ok: true, secretAccessKey: sessionSecret(accessKeyId), caller };
}

/**
 * Returns the caller to whom an access key belongs, or the error of AWS.
 * InvalidClientTokenId: the key is unknown, inactive or not visible yet, the session is so new that STS does not accept
 * it yet (aws-actions/configure-aws-credentials#1681, boto/botocore#3600), its role was deleted, or the session token
 * does not belong to the key. ExpiredToken: the session has expired.
 * Source: IAM User Guide, "Troubleshoot IAM"; AWS STS API reference, "Common Error Types".
 */
export function authenticate(
  accounts: Accounts,
  now: number,
  accessKeyId: string,
  token: string | undefined,
): Authentication {
  if (accessKeyId === vendorAccessKeyId)
    return { ok: true, secretAccessKey: vendorSecretAccessKey, caller: vendorCaller };
  if (/^\d{12}$/.test(accessKeyId))
    return { ok: true, secretAccessKey: rootSecretAccessKey, caller: rootOf(accessKeyId) };
  return token === undefined
    ? authenticateUser(accounts, now, accessKeyId)
    : authenticateSession(accounts, now, accessKeyId, token);
}
