import * as z from 'zod';
import { apiAt, newIdempotencyKey } from './callApi.ts';

const access = z.object({ launchUrl: z.string() });

/** The tenant of the client. All its onboardings are in one account. */
const tenant = { tenantId: 'tenant-cpu', accountId: '500000000001', blueprint: 'tutum' };

export const cpuApiToken = 'bench-token';

/** Returns the requests with which the CPU time of a service is measured. Each throws if it is not answered with 2xx. */
export function openClient(url: string, awsUrl: string) {
  let onboardings = 0;
  const call = apiAt(url, cpuApiToken);
  return {
    /** Launches the tenant's stack. */
    launch: async () => {
      const { tenantId, ...body } = tenant;
      const { launchUrl } = access.parse(await call('POST', `/v1/tenants/${tenantId}/access`, body));
      await apiAt(awsUrl, cpuApiToken)('POST', '/_sandbox/launch', { launchUrl, accountId: body.accountId });
    },
    /** Onboards the tenant under names of their own. */
    onboard: () => {
      onboardings += 1;
      const parameters = { userName: `user-${onboardings}`, policyName: `policy-${onboardings}` };
      return call('POST', '/v1/onboardings', { ...tenant, parameters }, newIdempotencyKey());
    },
    /** Reads something that needs no call to AWS. */
    health: () => call('GET', '/v1/health'),
  };
}
