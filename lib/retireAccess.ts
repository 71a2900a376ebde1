import { ProblemError } from './errors.ts';
import { slotIsFree, type Onboarding } from './onboarding.ts';
import type { Access, Deps } from './ports.ts';

/** For how long the mark of a retirement stands that did not come to its end, in milliseconds. */
const markedForMs = 30_000;
/** Onboardings read at once: DynamoDB's BatchGetItem reads at most 100. */
const pageSize = 100;

/**
 * Gives the access of a tenant to an account up for good: its external ID lets nobody in any more, and never comes back.
 * Throws 409 while an onboarding of theirs holds its slot.
 *
 * Marked first, then looked: a create that read the access before the mark has put its record in the meantime, where
 * the look finds it, and one that comes after sees the mark.
 */
export async function retireAccess(
  deps: Deps<'store'>,
  where: { readonly tenantId: string; readonly accountId: string },
): Promise<void> {
  const { store, clock, settings } = deps;
  const standing = await store.getAccess(where.tenantId, where.accountId);
  if (standing === undefined) return;
  const retiringUntil = clock.now() + markedForMs;
  const marked: Access = { ...standing, retiringUntil, version: standing.version + 1 };
  if (!(await store.saveAccess(marked))) throw retiring();
  // What was begun right before the mark is put, and the index has heard of it.
  await clock.sleep(settings.marginMs / 5);
  const holder = await holderOf(deps, where);
  if (holder !== undefined) {
    await store.saveAccess({ ...marked, retiringUntil: undefined, version: marked.version + 1 });
    throw new ProblemError(
      'slot-held',
      `Onboarding ${holder.id} (${holder.status}) of this tenant is in account ${where.accountId}. Offboard it first: DELETE /v1/onboardings/${holder.id}.`,
      { onboarding: holder.id },
    );
  }
  if (clock.now() >= retiringUntil || !(await store.dropAccess(marked))) throw retiring();
}

async function holderOf(
  { store }: Deps<'store'>,
  { tenantId, accountId }: { readonly tenantId: string; readonly accountId: string },
): Promise<Onboarding | undefined> {
  let after: string | undefined;
  do {
    const page = await store.list({ tenantId, after, limit: pageSize });
    const holder = page.onboardings.find((each) => each.accountId === accountId && !slotIsFree(each.status));
    if (holder !== undefined) return holder;
    after = page.next;
  } while (after !== undefined);
  return undefined;
}

/** Throws 409 for an access that is being given up: nothing may be begun with it, and nobody told of it. `now` in epoch ms. */
export function mustStand({ retiringUntil = 0 }: Access, now: number): void {
  if (retiringUntil > now) throw retiring();
}

function retiring(): ProblemError {
  return new ProblemError(
    'in-progress',
    "The tenant's access to this account is being given up, or was changed at the same moment. Ask again in a moment.",
    { retryAfterSeconds: 5 },
  );
}
