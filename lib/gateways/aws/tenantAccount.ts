import type { TenantAccount } from '../../account/ports.ts';
import { groupCalls } from './groupCalls.ts';
import type { IamSession } from './iamSession.ts';
import { policyCalls } from './policyCalls.ts';
import { userCalls } from './userCalls.ts';

/** IAM in one tenant's account, as the bootstrap role's session. */
export function tenantAccount(accountId: string, session: IamSession): TenantAccount {
  return { accountId, ...userCalls(session), ...groupCalls(session.send), ...policyCalls(session.send) };
}
