import type { TenantAccount } from '../../account/ports.ts';
import { groupCalls } from './groupCalls.ts';
import type { IamSession } from './iamSession.ts';
import { policyCalls } from './policyCalls.ts';
import { userCalls } from './userCalls.ts';

/**
 * Returns the calls to IAM in one tenant's account, with a session of the bootstrap role.
 *
 * @param givenAt when STS returned the session, by AWS's clock (epoch ms)
 */
export function tenantAccount(accountId: string, session: IamSession, givenAt?: number): TenantAccount {
  return { accountId, givenAt, ...userCalls(session), ...groupCalls(session.send), ...policyCalls(session.send) };
}
