import type { TenantAccount } from '../../account/ports.ts';
import { groupCalls } from './groupCalls.ts';
import type { IamSession } from './iamSession.ts';
import { policyCalls } from './policyCalls.ts';
import { userCalls } from './userCalls.ts';

/** What STS says about a session. */
type SessionFacts = Pick<TenantAccount, 'accountId' | 'roleId' | 'givenAt'>;

/** Returns the calls to IAM in one tenant's account, with a session of the bootstrap role. */
export function tenantAccount(facts: SessionFacts, session: IamSession): TenantAccount {
  return { ...facts, ...userCalls(session), ...groupCalls(session.send), ...policyCalls(session.send) };
}
