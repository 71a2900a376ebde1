import { STS } from '@aws-sdk/client-sts';
import * as z from 'zod';
import { apiAt, newIdempotencyKey } from './callApi.ts';
import type { Clock } from '../lib/core/ports.ts';
import { systemClock } from '../lib/gateways/clock.ts';
import { readConfig } from '../lib/gateways/config/config.ts';
import { buildCatalog } from '../lib/gateways/deps.ts';
import { buildEverything } from '../lib/gateways/webhookDeps.ts';
import { stateStore } from '../lib/gateways/state/stateStore.ts';
import { openTable } from '../lib/gateways/state/table.ts';
import { lambdaContext } from '../local/api/lambda.ts';
import { readService } from '../local/api/service.ts';
import { onboardingMessages } from '../local/api/triggers.ts';
import { localRegion } from '../local/region.ts';
import { createFunctions } from '../local/functions.ts';
import { startApi } from '../local/server.ts';
import { newWebhookSecrets } from '../local/webhookSecrets.ts';
import { startReceiver, type AcceptEvent } from './deliveries.ts';
import { optionalKeyChecks } from './keyChecks.ts';
import { watchedMetrics } from './watchedMetrics.ts';
import { watchedTable } from './watchedTable.ts';

export interface Tenant {
  readonly tenantId: string;
  readonly accountId: string;
}

const accessSchema = z.object({ externalId: z.string(), roleArn: z.string(), launchUrl: z.string() });
export type Access = z.infer<typeof accessSchema>;

const answerSchema = z.object({
  id: z.string(),
  status: z.string(),
  credentials: z.array(z.object({ verification: z.string() })),
});
const createdSchema = z.object({ id: z.string() });
const callsSchema = z.object({
  calls: z.array(z.object({ at: z.string(), operation: z.string(), outcome: z.string() })),
});
export type Call = z.infer<typeof callsSchema>['calls'][number];

/** How the service differs when its load is simulated, in comparison with the other benches. */
export interface StackOptions {
  /** The clock of the functions. */
  readonly clock?: Clock;
  /** What the receiver of the webhooks does with an event. */
  readonly acceptWebhook?: AcceptEvent;
  /** How many requests run at the same time. Default: that of the local server. */
  readonly concurrency?: number;
}

/**
 * Starts the service behind its HTTP API, configured by this process's environment, with a table that counts writes. It
 * uses the sandbox AWS at `awsUrl`, which runs in another process. Neither the worker nor the sweep runs, because only
 * the request is measured.
 */
export async function startStack(awsUrl: string, apiToken: string, options: StackOptions = {}) {
  const config = readConfig(process.env);
  const { table, take } = watchedTable(openTable(config));
  const webhooks = { ...config.webhooks, secrets: { text: newWebhookSecrets() } };
  const { indexShards, retentionMs, looksDaily } = config;
  const blueprints = buildCatalog();
  const store = stateStore(table, systemClock, { indexShards, retentionMs, looksDaily, blueprints });
  const metrics = watchedMetrics();
  const { clock = systemClock, acceptWebhook, concurrency } = options;
  const gateways = buildEverything({ ...config, webhooks });
  const { tenantAccounts, check } = optionalKeyChecks(gateways.tenantAccounts);
  const everything = { ...gateways, ...blueprints, store, metrics, clock, tenantAccounts };
  const functions = createFunctions(everything);
  const receiver = await startReceiver(acceptWebhook);
  const { routes, timeoutMs } = readService('serverless.yml');
  const api = await startApi({
    port: 0,
    routes,
    timeoutMs,
    handlers: () => functions.http,
    ...(concurrency !== undefined && { limit: { concurrency, waitMs: 30_000 } }),
  });
  let tenants = 0;
  const sts = new STS({ endpoint: awsUrl, region: localRegion });

  const call = apiAt(api.url, apiToken);
  const sandbox = apiAt(`${awsUrl}/_sandbox`, apiToken);
  /** Returns the calls to STS and IAM since the log of calls was last emptied. */
  const tenantCalls = async (): Promise<readonly Call[]> => {
    const { calls } = callsSchema.parse(await sandbox('GET', '/calls'));
    return calls.filter(({ operation }) => /^(sts|iam):/.test(operation));
  };

  return {
    url: api.url,
    awsUrl,
    functions,
    receiver,
    take,
    metricsWritten: metrics.written,
    /** Creates a tenant with an account of its own and launches the blueprint's stack there. */
    newTenant: async (blueprint: string, parameters: object): Promise<Tenant & { readonly access: Access }> => {
      tenants += 1;
      const tenant = { tenantId: `tenant-${tenants}`, accountId: String(500_000_000_000 + tenants) };
      const body = { accountId: tenant.accountId, blueprint, parameters };
      const access = accessSchema.parse(await call('POST', `/v1/tenants/${tenant.tenantId}/access`, body));
      await sandbox('POST', '/launch', { launchUrl: access.launchUrl, accountId: tenant.accountId });
      return { ...tenant, access };
    },
    /** Measures one onboarding, from the request to the answer with the keys. Throws if a key is not verified. */
    onboard: async (tenant: Tenant, blueprint: string, parameters: object) => {
      await sandbox('DELETE', '/calls');
      take();
      const { tenantId, accountId } = tenant;
      const body = { tenantId, accountId, blueprint, parameters };
      const before = performance.now();
      const { credentials, status } = answerSchema.parse(
        await call('POST', '/v1/onboardings', body, newIdempotencyKey()),
      );
      const ms = performance.now() - before;
      if (status !== 'claimed' || credentials.some(({ verification }) => verification !== 'verified')) {
        throw new Error(`The onboarding of ${blueprint} ended in ${status}, with ${credentials.length} keys.`);
      }
      return { ms, calls: await tenantCalls(), keys: credentials.length, writes: take() };
    },
    /** Sets whether new keys are checked from now on. No onboarding may be running. */
    check,
    /** Onboards asynchronously, with the worker and the claim. Returns the calls, and the writes to the table. */
    onboardLater: async ({ tenantId, accountId }: Tenant, blueprint: string, parameters: object) => {
      await sandbox('DELETE', '/calls');
      take();
      const body = { tenantId, accountId, blueprint, parameters };
      const later = { prefer: 'respond-async', ...newIdempotencyKey() };
      const { id } = createdSchema.parse(await call('POST', '/v1/onboardings', body, later));
      await functions.work(onboardingMessages([id]), lambdaContext('work', 120_000));
      const { status } = answerSchema.parse(
        await call('POST', `/v1/onboardings/${id}/credentials`, undefined, newIdempotencyKey()),
      );
      if (status !== 'claimed') throw new Error(`The onboarding of ${blueprint} is ${status}.`);
      return { calls: await tenantCalls(), writes: take() };
    },
    /** Onboards with a webhook until its one event is delivered, and returns the writes to the table. */
    onboardWithWebhook: async ({ tenantId, accountId }: Tenant, blueprint: string, parameters: object) => {
      take();
      const before = receiver.received();
      const body = { tenantId, accountId, blueprint, parameters, webhook: { url: receiver.url } };
      const { id } = answerSchema.parse(await call('POST', '/v1/onboardings', body, newIdempotencyKey()));
      await functions.deliverWebhooks(onboardingMessages([id]), lambdaContext('deliverWebhooks', 90_000));
      if (receiver.received() !== before + 1)
        throw new Error(`The receiver got ${receiver.received() - before} events of ${id} instead of 1.`);
      return take();
    },
    /** Returns how long one call takes when nothing else runs, in milliseconds: the minimum for any program. */
    bareCall: async (): Promise<number> => {
      const before = performance.now();
      await sts.getCallerIdentity({});
      return performance.now() - before;
    },
    close: async () => {
      receiver.close();
      await api.close(0);
    },
  };
}

export type Stack = Awaited<ReturnType<typeof startStack>>;
