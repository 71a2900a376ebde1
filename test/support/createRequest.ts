import { tutum } from '../../catalog/tutum.ts';
import type { CreateRequest } from '../../lib/requests/firstRecord.ts';
import { roleNameOf } from './tenantNames.ts';
import type { Tenant } from './testStack.ts';

/** A create request for `tutum`, as its handler passes it on. `deadline` is a reading of the monotonic clock. */
export function createRequestOf(tenant: Tenant, deadline: number, more: Partial<CreateRequest> = {}): CreateRequest {
  return {
    ...tenant,
    blueprint: tutum,
    parameters: { region: null, userName: 'tutum', policyName: 'tutum-policy' },
    tags: undefined,
    roleArn: `arn:aws:iam::${tenant.accountId}:role/${roleNameOf(tenant)}`,
    caller: 'test',
    keyed: undefined,
    webhook: undefined,
    link: undefined,
    isAsynchronous: false,
    deadline,
    ...more,
  };
}
