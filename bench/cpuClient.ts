import { randomUUID } from 'node:crypto';
import * as z from 'zod';

const access = z.object({ launchUrl: z.string() });

/** The tenant of the client. All its onboardings are in one account. */
const tenant = { tenantId: 'tenant-cpu', accountId: '500000000001', blueprint: 'tutum' };

export const cpuApiToken = 'bench-token';

/** Returns the requests with which the CPU time of a service is measured. Each throws if it is not answered with 2xx. */
export function openClient(url: string, awsUrl: string) {
  let onboardings = 0;
  const send = async (method: string, to: string, body?: object): Promise<unknown> => {
    const answer = await fetch(to, {
      method,
      headers: {
        authorization: `Bearer ${cpuApiToken}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${to} answered ${answer.status}: ${text}`);
    return JSON.parse(text);
  };
  return {
    /** Launches the tenant's stack. */
    launch: async () => {
      const { tenantId, ...body } = tenant;
      const { launchUrl } = access.parse(await send('POST', `${url}/v1/tenants/${tenantId}/access`, body));
      await send('POST', `${awsUrl}/_sandbox/launch`, { launchUrl, accountId: body.accountId });
    },
    /** Onboards the tenant under names of their own. */
    onboard: () => {
      onboardings += 1;
      const parameters = { userName: `user-${onboardings}`, policyName: `policy-${onboardings}` };
      return send('POST', `${url}/v1/onboardings`, { ...tenant, parameters });
    },
    /** Reads something that needs no call to AWS. */
    health: () => send('GET', `${url}/v1/health`),
  };
}
