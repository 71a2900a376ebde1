import { asIs, asOperator } from './operator.ts';
import type { Tenant } from './testStack.ts';
import { startVirtualStack, type VirtualStack } from './virtualStack.ts';

const dayMs = 24 * 3_600_000;

/** What tests of the erasure of tenants do with a stack, once it has started. */
export const erasures = (stack: () => VirtualStack) => ({
  /** Changes the record of an onboarding to what it is after this time, when its later look is over. */
  age: (id: string, ms = dayMs + 60_000) =>
    stack().changeRecord(id, ({ updatedAt, dueTimes }) => ({
      updatedAt: updatedAt - ms,
      dueTimes: { ...dueTimes, reconcile: undefined },
      dueAt: undefined,
      due: undefined,
    })),
  erase: ({ tenantId }: Tenant, query = '') => stack().request('DELETE', `/v1/tenants/${tenantId}${query}`),
  stop: ({ tenantId }: Tenant) =>
    stack().request('POST', `/v1/stops/tenant:${tenantId}`, { reason: `A report about ${tenantId}.` }, asOperator),
  allow: ({ tenantId }: Tenant) => stack().request('DELETE', `/v1/stops/tenant:${tenantId}`, undefined, asOperator),
  /** The audit trail of the deployment. */
  audit: async () => (await stack().request('GET', '/v1/stops', undefined, asOperator)).text,
  /** A tenant with an onboarding that has ended a moment ago. */
  ended: async () => {
    const tenant = await stack().newTenant();
    const { id } = (await stack().create(tenant)).body;
    expect((await stack().offboard(id)).body.status).toBe('offboarded');
    return { tenant, id };
  },
  /** The items that have one of these texts, without Idempotency-Keys, which DynamoDB deletes after a day. */
  naming: async (...texts: readonly string[]) =>
    asIs(await stack().items()).filter((item) => !item.includes('"key#') && texts.some((text) => item.includes(text))),
});

/** The number of entries of erasures in an audit trail. */
export const erasuresIn = (audit: string) => [...audit.matchAll(/"action":"erase-tenant"/g)].length;

/** Starts a stack whose sweep does not run by itself. */
export const startForErasures = () =>
  startVirtualStack({
    sweepEveryMs: 0,
    environment: { LATCHKEY_MARGIN_MS: '150', LATCHKEY_REQUEST_TIMEOUT_MS: '800', LATCHKEY_LEASE_MS: '3000' },
  });
