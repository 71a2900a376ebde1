import { retrying } from '../core/retrying.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { OnboardingStore } from '../record/ports.ts';
import type { AccessDeps } from './ports.ts';

/** Onboardings read per page: DynamoDB's BatchGetItem reads at most 100 items. */
const pageSize = 100;

/**
 * Yields the onboardings of a tenant, newest first; with `accountId`, only those of this account. The list may lack the
 * writes of the last second.
 */
export async function* onboardingsOfAccount(
  { store, clock }: Pick<AccessDeps, 'clock'> & { readonly store: Pick<OnboardingStore, 'list'> },
  { tenantId, accountId }: { readonly tenantId: string; readonly accountId?: string },
  deadline: number,
): AsyncGenerator<Onboarding> {
  let after: string | undefined;
  do {
    const page = await retrying(clock, deadline, () =>
      store.list({ source: { of: 'tenant', tenantId }, after, limit: pageSize }),
    );
    yield* page.onboardings.filter((each) => accountId === undefined || each.accountId === accountId);
    after = page.next;
  } while (after !== undefined);
}
